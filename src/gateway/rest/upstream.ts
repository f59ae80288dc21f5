import { isOpaque } from '../../model/index.js';
import { isAddress } from '../address.js';
import type { Deployment, GatewayResponse, Header, UpstreamOutcome } from '../gateway.js';
import { forwardedFor } from '../headers.js';
import type { RoutedRequest } from '../payload/rest-request.js';
import type { QueryPair } from '../query.js';
import { fillStageVariables } from '../stage-variables.js';
import { misconfigured, type Stop, timedOut } from './faults.js';
import type { IntegrationRequest } from './integration.js';

/** Verbs whose requests go on without a body (RT-HTTP-BODY, C). */
export const withoutBody = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Never sent, mapped or not; in lower case. `Content-Length` is for the connection to set. */
export const neverSent = new Set(['connection', 'expect', 'proxy-authenticate', 'te', 'transfer-encoding', 'via']);

/** `ANY` passes the client's verb on (RT-HTTP-METHOD). */
export function upstreamMethod(method: string | undefined, request: RoutedRequest): string {
  return method === undefined || method === 'ANY' ? request.method : method;
}

/**
 * The uri with its variables filled by path mappings only; a variable without one stays as it is (RT-HTTP-PATH).
 *
 * @param query what is added, in order; the same name may come again (RT-HTTP-QUERY, recorded)
 * @returns 500 for what is no HTTP address (RT-HTTP-BADURI)
 */
export function upstreamUrl(
  { integration, deployment }: IntegrationRequest,
  path: ReadonlyMap<string, string>,
  query: readonly QueryPair[],
): string | Stop {
  const uri = fillStageVariables(integration.uri?.text ?? '', deployment.stageVariables);
  // Recorded: several slashes between host and path arrive as one.
  const address = fillPath(uri, path).replace(/^(https?:\/\/[^/?#]+)\/{2,}/i, '$1/');
  const url = withQuery(address, query);
  // A placeholder is the template's business: the address goes on as it is, for a backend that is chosen by its text.
  return isAddress(url) || (integration.uri && isOpaque(integration.uri)) ? url : misconfigured();
}

/** @returns the text with its `{variables}` filled where a path mapping does it. */
export function fillPath(text: string, path: ReadonlyMap<string, string>): string {
  if (!text.includes('{')) return text;
  return text.replace(/(?<!\$)\{([^{}]+?)\+?\}/g, (variable, name: string) => {
    const value = path.get(name);
    return value === undefined ? variable : recode(value);
  });
}

/** @returns the address with these parameters after those it has. */
export function withQuery(address: string, pairs: readonly QueryPair[]): string {
  if (pairs.length === 0) return address;
  const query = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  return `${address}${address.includes('?') ? '&' : '?'}${query}`;
}

/** @returns the VPC link that a private integration names. */
export function vpcLinkOf({ integration: { vpcLink }, deployment }: IntegrationRequest): string | undefined {
  return vpcLink && fillStageVariables(vpcLink.id.text, deployment.stageVariables);
}

/** @returns headers that tell an HTTP backend of API Gateway (RT-HTTP-APIID, RT-HTTP-TRACE). */
export function ownHeaders(request: RoutedRequest, deployment: Deployment): Header[] {
  return [
    ['X-Amzn-Apigateway-Api-Id', deployment.apiId],
    ['X-Amzn-Trace-Id', request.traceId],
  ];
}

/** @returns headers that tell of the client; a backend without proxy gets them by mapping only (RT-HTTP-FWD, RT-HTTP-NONPROXY). */
export function forwardingHeaders(request: RoutedRequest): Header[] {
  return [
    ['X-Forwarded-For', forwardedFor(request.sent.headers, request.sent.sourceIp)],
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
  ];
}

/** @returns headers that are sent where nothing else is said (RT-HTTP-UA, RT-HTTP-ACCEPT). */
export function defaultHeaders({ apiId }: Deployment): Header[] {
  return [
    ['User-Agent', `AmazonAPIGateway_${apiId}`],
    ['Accept', 'application/json'],
  ];
}

/** @returns the backend's answer, or how the request ends without one. */
export function answerOf(outcome: UpstreamOutcome): GatewayResponse | Stop {
  switch (outcome.kind) {
    case 'answered':
      return outcome.response;
    case 'unreachable':
      if (outcome.reason === 'not-an-address') return misconfigured();
      // RT-HTTP-DNS: 504 is what AWS documents, the text is community knowledge (C).
      return { fault: 'INTEGRATION_FAILURE', message: 'Network error communicating with endpoint' };
    case 'timed-out':
      return timedOut();
  }
}

/** Path values are decoded before they go on, so `%2F` arrives as a slash; what a URL cannot hold is encoded again (RT-ENC-HTTPPROXY-REST). */
function recode(value: string): string {
  try {
    return encodeURI(decodeURIComponent(value));
  } catch (error) {
    if (error instanceof URIError) return value;
    throw error;
  }
}
