import type { IdentitySource } from '../../model/index.js';
import type { Deployment } from '../gateway.js';
import { lastHeader } from '../headers.js';
import { restContext } from '../payload/rest-context.js';
import type { RoutedRequest } from '../payload/rest-request.js';
import { contextValue } from './mappings.js';

/**
 * Values of an authorizer's identity sources in order, `undefined` where the request has none or an empty one.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html
 */
export function identityOf(
  sources: readonly IdentitySource[],
  request: RoutedRequest,
  deployment: Deployment,
): (string | undefined)[] {
  return sources.map((source) => identityValue(source, request, deployment) || undefined);
}

/** @returns the token of an authorizer that reads exactly one header, or `undefined` when it is missing or empty. */
export function tokenOf(sources: readonly IdentitySource[], request: RoutedRequest): string | undefined {
  const [source] = sources;
  return source?.kind === 'header' ? lastHeader(request.sent.headers, source.name) || undefined : undefined;
}

/** @returns why the token of these sources cannot be read, or `undefined` when it can. */
export function unreadableTokenSource(sources: readonly IdentitySource[]): string | undefined {
  return sources.length === 1 && sources[0]?.kind === 'header' ? undefined : 'identity source that is not one header';
}

function identityValue(source: IdentitySource, request: RoutedRequest, deployment: Deployment): string | undefined {
  switch (source.kind) {
    case 'header':
      return lastHeader(request.sent.headers, source.name);
    case 'querystring':
      return request.query.findLast(([name]) => name === source.name)?.[1];
    case 'stageVariable':
      return deployment.stageVariables[source.name];
    case 'context': {
      const value = contextValue(restContext(request, deployment), source.name);
      return value === undefined || value === null ? undefined : String(value);
    }
    case 'unknown':
      return undefined;
  }
}
