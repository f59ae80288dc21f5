import { isOpaque } from '../../model/index.js';
import type { GatewayResponse, Header, UpstreamOutcome, UpstreamRequest } from '../gateway.js';
import { firstHeader, forwardedFor, withHeader, withoutHeaders } from '../headers.js';
import { isSigned } from '../payload/rest-headers.js';
import type { RoutedRequest } from '../payload/rest-request.js';
import type { QueryPair } from '../query.js';
import { fillStageVariables } from '../stage-variables.js';
import { isStop, misconfigured, type Stop, timedOut } from './faults.js';
import { type IntegrationRequest, scopeOf, timeoutOf } from './integration.js';
import { type MappedRequest, mapRequest } from './parameters.js';
import { remapHeaders } from './replies.js';

/** Client headers that do not go on, unless mapped (RT-HTTP-DROP, recorded). */
const dropped = [
  ...['Host', 'Content-Encoding', 'Content-Length', 'Content-MD5', 'Max-Forwards', 'Server', 'Trailer', 'Upgrade'],
  ...['WWW-Authenticate', 'X-HTTP-Method-Override'],
];

/** Never sent, mapped or not. `Content-Length` is for the connection to set. */
const neverSent = ['Connection', 'Expect', 'Proxy-Authenticate', 'TE', 'Transfer-Encoding', 'Via'];

/** Verbs whose requests go on without a body (RT-HTTP-BODY, C). */
const withoutBody = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * HTTP proxy integration, private ones (VPC link) too.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export async function callHttpProxy(call: IntegrationRequest): Promise<GatewayResponse | Stop> {
  const { integration, request, calls, deployment } = call;
  const mapped = mapRequest(integration, scopeOf(call));
  if (isStop(mapped)) return mapped;
  const uri = fillStageVariables(integration.uri?.text ?? '', deployment.stageVariables);
  const url = upstreamUrl(uri, request, mapped);
  // A placeholder is the template's business: the address goes on as it is, for a backend that is chosen by its text.
  if (!isAddress(url) && !(integration.uri && isOpaque(integration.uri))) return misconfigured();
  const method = upstreamMethod(integration.httpMethod, request);
  const upstream: UpstreamRequest = {
    method,
    url,
    headers: upstreamHeaders(call, mapped),
    ...(request.sent.body && !withoutBody.has(method) && { body: request.sent.body }),
  };
  const vpcLink = integration.vpcLink && fillStageVariables(integration.vpcLink.id.text, deployment.stageVariables);
  return readOutcome(await calls.sendHttp(upstream, timeoutOf(integration), vpcLink));
}

/** `ANY` passes the client's verb on (RT-HTTP-METHOD). */
function upstreamMethod(method: string | undefined, request: RoutedRequest): string {
  return method === undefined || method === 'ANY' ? request.method : method;
}

/**
 * The uri with its variables filled by path mappings only; a variable without one stays as it is (RT-HTTP-PATH).
 * The client's query goes on, mapped parameters come after it, under the same name too (RT-HTTP-QUERY, recorded).
 */
function upstreamUrl(uri: string, request: RoutedRequest, mapped: MappedRequest): string {
  const filled = uri.replace(/(?<!\$)\{([^{}]+?)\+?\}/g, (variable, name: string) => {
    const value = mapped.path.get(name);
    return value === undefined ? variable : recode(value);
  });
  // Recorded: several slashes between host and path arrive as one.
  const address = filled.replace(/^(https?:\/\/[^/?#]+)\/{2,}/i, '$1/');
  const query = [...request.query, ...mapped.query].map(queryText).join('&');
  if (query === '') return address;
  return `${address}${address.includes('?') ? '&' : '?'}${query}`;
}

/** What is no HTTP address fails each request with 500 (RT-HTTP-BADURI). */
function isAddress(url: string): boolean {
  return /^https?:\/\/[^/?#]/i.test(url) && URL.canParse(url);
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

function queryText([name, value]: QueryPair): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
}

function upstreamHeaders({ request, caller, deployment }: IntegrationRequest, mapped: MappedRequest): Header[] {
  const signed = caller.signed || isSigned(request);
  const passed = withoutHeaders(request.sent.headers, signed ? [...dropped, 'Authorization'] : dropped);
  const defaults: Header[] = [
    ['User-Agent', `AmazonAPIGateway_${deployment.apiId}`],
    ['Accept', 'application/json'],
  ];
  const own: Header[] = [
    ['X-Amzn-Apigateway-Api-Id', deployment.apiId],
    ['X-Amzn-Trace-Id', request.traceId],
    ['X-Forwarded-For', forwardedFor(request.sent.headers, request.sent.sourceIp)],
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
  ];
  const missing = defaults.filter(([name]) => firstHeader(passed, name) === undefined);
  const all = [...own, ...mapped.headers].reduce<Header[]>(
    (headers, [name, value]) => withHeader(headers, name, value),
    joinRepeated([...passed, ...missing]),
  );
  return withoutHeaders(all, neverSent);
}

/** Repeated headers go on as one, joined by commas (RT-HTTP-MULTI, C). */
function joinRepeated(headers: readonly Header[]): Header[] {
  const joined = new Map<string, Header>();
  for (const [name, value] of headers) {
    const [spelling, before] = joined.get(name.toLowerCase()) ?? [name];
    joined.set(name.toLowerCase(), [spelling, before === undefined ? value : `${before},${value}`]);
  }
  return [...joined.values()];
}

function readOutcome(outcome: UpstreamOutcome): GatewayResponse | Stop {
  switch (outcome.kind) {
    case 'answered': {
      const { status, headers, body } = outcome.response;
      return { status, headers: remapHeaders(headers, 'remapped'), body };
    }
    case 'unreachable':
      if (outcome.reason === 'not-an-address') return misconfigured();
      // RT-HTTP-DNS: 504 is what AWS documents, the text is community knowledge (C).
      return { fault: 'INTEGRATION_FAILURE', message: 'Network error communicating with endpoint' };
    case 'timed-out':
      return timedOut();
  }
}
