import type { Integration } from '../../model/index.js';
import { invalid } from './integration-responses.js';

/** What an integration points at, of a definition or of a call. */
export type PointedAt = Pick<Integration, 'type' | 'writtenType' | 'httpMethod' | 'uri' | 'target'>;

/** @returns why PutIntegration would refuse what the integration points at, in its own words (all recorded); else `undefined` */
export function refusalOfTarget(integration: PointedAt): string | undefined {
  const { type, writtenType, httpMethod } = integration;
  switch (type) {
    case 'mock':
      return undefined;
    case 'unknown':
      return `Value '${writtenType}' at 'putIntegrationInput.type' failed to satisfy constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]`;
    case 'http':
    case 'http_proxy':
      return httpMethod === undefined ? noMethod : refusalOfAddress(integration);
    case 'aws':
    case 'aws_proxy':
      return httpMethod === undefined ? noMethod : refusalOfArn(integration);
  }
}

const noMethod = 'Enumeration value for HttpMethod must be non-empty';

/** A stage variable may stand for the whole address or a part of it. */
function refusalOfAddress({ uri }: PointedAt): string | undefined {
  const isAddress = /^https?:\/\/./i.test(uri?.text ?? '') || uri?.text.startsWith('${stageVariables.');
  return isAddress ? undefined : 'Invalid HTTP endpoint specified for URI';
}

function refusalOfArn({ uri, type, target }: PointedAt): string | undefined {
  const text = uri?.text ?? '';
  if (!text.startsWith('arn:')) return 'Invalid ARN specified in the request';
  if (!/^arn:[^:]*:apigateway:[^:]*:[^:]*:(path|action)\b/.test(text)) {
    return 'AWS ARN for integration must contain path or action';
  }
  const proxies = target.kind === 'lambda' || (target.kind === 'service' && target.service === 'firehose');
  return type === 'aws_proxy' && !proxies
    ? "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations."
    : undefined;
}

/**
 * @param path of the resource: its variables need no declaration, as files in use show (C)
 * @returns why a mapping from something that the method does not declare is refused; else `undefined`
 * @see https://github.com/Testlio/lambda-tools/issues/56 (an import; evidence C)
 */
export function unmappable(
  parameters: Record<string, string>,
  declared: Record<string, boolean>,
  path: string,
): string | undefined {
  const source = Object.values(parameters).find((value) => {
    const [, place = '', name = ''] =
      /^method\.request\.(?:multivalue)?(header|querystring|path)\.(.+)$/i.exec(value) ?? [];
    const isVariable = path.includes(`{${name}}`) || path.includes(`{${name}+}`);
    if (name === '' || (place === 'path' && isVariable)) return false;
    return declared[`method.request.${place.toLowerCase()}.${name}`] === undefined;
  });
  return source === undefined ? undefined : invalid(source);
}
