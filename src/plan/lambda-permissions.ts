import { type HttpApi, quoted, type Templated } from '../model/index.js';
import type { Step } from './plan.js';

/**
 * Import grants nothing, so each function that is called without a role must let the new API in (facts
 * import-export.md, LP-*). One statement per function, for the whole API: a function's policy has little room (LP-WIDE).
 */
export function lambdaPermissions(api: HttpApi): Step[] {
  return calledFunctions(api).map((name) => permission(name, statementId));
}

/** The same for each function, since each has a policy of its own: `API_ID` is that of the API. */
export const statementId = 'apigw-migrate-API_ID';

/** @returns the functions that API Gateway calls in its own name, each once, with alias or version */
export function calledFunctions(api: HttpApi): string[] {
  return [...new Set(uncredentialled(api).map((uri) => functionOf(uri.text)))];
}

/** @returns the uris of functions that API Gateway calls in its own name. */
function uncredentialled({ authorizers, routes }: HttpApi): Templated[] {
  const called = [
    ...routes.map(({ integration }) => integration).filter((integration) => integration.kind === 'lambda'),
    ...authorizers.filter((authorizer) => authorizer.kind === 'request'),
  ];
  return called.filter(({ credentials }) => credentials === undefined).map(({ uri }) => uri);
}

/** @returns the function in a uri, with alias or version; the uri itself when it is no known form (FE-INT-LURI). */
export function functionOf(uri: string): string {
  return /\/functions\/(.+?)\/(?:response-streaming-)?invocations$/s.exec(uri)?.[1] ?? uri;
}

function permission(name: string, statement: string): Step {
  const named = `--function-name ${quoted(name)} --statement-id ${statement}`;
  const note = noteFor(name);
  return {
    call: 'lambda:AddPermission',
    effect: 'writes',
    creates: [`permission for the API to call ${name}`],
    command: `aws lambda add-permission ${named} --action lambda:InvokeFunction --principal apigateway.amazonaws.com --source-arn ${quoted(sourceOf(name))}`,
    undo: `aws lambda remove-permission ${named}`,
    ...(note !== undefined && { note }),
  };
}

/** LP-V2, LP-WIDE: an HTTP API in the region and account of the function, which is where APIs can call it by default. */
function sourceOf(name: string): string {
  const [, partition, region, account] =
    /^arn:([^:]+):lambda:((?:\$\{[^}]*\}|[^:])+):((?:\$\{[^}]*\}|[^:])+):/.exec(name) ?? [];
  return `arn:${partition ?? 'aws'}:execute-api:${region ?? 'REGION'}:${account ?? 'ACCOUNT'}:API_ID/*`;
}

function noteFor(name: string): string | undefined {
  if (name.includes('${stageVariables.')) return 'Repeat it for each function that the stage variables can name.';
  return name.includes('${') ? 'The name has placeholders: render the definition first.' : undefined;
}
