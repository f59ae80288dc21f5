/**
 * Finds the Lambda function in an integration or authorizer uri. Fill in stage variables first: they may be part of the name.
 *
 * @param uri `arn:aws:apigateway:R:lambda:path/2015-03-31/functions/ARN/invocations` (the streaming form too), a bare
 *   function ARN, or text that a template engine has still to fill in
 * @returns the function's name, with `:alias` or `:version` where the uri names one; text that names no function as it is
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html (FE-INT-LURI)
 */
export function functionNameOf(uri: string): string {
  const before = known.get(uri);
  if (before !== undefined) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const name = readName(uri);
  known.set(uri, name);
  return name;
}

/** Names by their uris: each request asks for one of a few. */
const known = new Map<string, string>();
const MOST_KNOWN = 1000;

function readName(uri: string): string {
  const invoked = /\/functions\/(.+?)(?:\/(?:response-streaming-)?invocations)?$/s.exec(uri)?.[1] ?? uri;
  return /^arn:.*?:function:(.+)$/s.exec(invoked)?.[1] ?? invoked;
}
