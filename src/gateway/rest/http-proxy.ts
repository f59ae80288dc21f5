import type { GatewayResponse, Header, UpstreamOutcome, UpstreamRequest } from '../gateway.js';
import { firstHeader, withHeader, withoutHeaders } from '../headers.js';
import { isSigned } from '../payload/rest-headers.js';
import { isStop, type Stop } from './faults.js';
import { type IntegrationRequest, scopeOf, timeoutOf } from './integration.js';
import { type MappedRequest, mapRequest } from './parameters.js';
import { remapHeaders } from './replies.js';
import {
  answerOf,
  defaultHeaders,
  forwardingHeaders,
  neverSent,
  ownHeaders,
  upstreamMethod,
  upstreamUrl,
  vpcLinkOf,
  withoutBody,
} from './upstream.js';

/** Client headers that do not go on, unless mapped (RT-HTTP-DROP, recorded). */
const dropped = [
  ...['Host', 'Content-Encoding', 'Content-Length', 'Content-MD5', 'Max-Forwards', 'Server', 'Trailer', 'Upgrade'],
  ...['WWW-Authenticate', 'X-HTTP-Method-Override'],
];

/**
 * HTTP proxy integration, private ones (VPC link) too.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export async function callHttpProxy(call: IntegrationRequest): Promise<GatewayResponse | Stop> {
  const { integration, request, calls } = call;
  const mapped = mapRequest(integration, scopeOf(call));
  if (isStop(mapped)) return mapped;
  const url = upstreamUrl(call, mapped.path, [...request.query, ...mapped.query]);
  if (typeof url !== 'string') return url;
  const method = upstreamMethod(integration.httpMethod, request);
  const upstream: UpstreamRequest = {
    method,
    url,
    headers: upstreamHeaders(call, mapped),
    ...(request.sent.body && !withoutBody.has(method) && { body: request.sent.body }),
  };
  return readOutcome(await calls.sendHttp(upstream, timeoutOf(integration), vpcLinkOf(call)));
}

function upstreamHeaders({ request, caller, deployment }: IntegrationRequest, mapped: MappedRequest): Header[] {
  const signed = caller.signed || isSigned(request);
  const passed = withoutHeaders(request.sent.headers, signed ? [...dropped, 'Authorization'] : dropped);
  const defaults = defaultHeaders(deployment);
  const missing = defaults.filter(([name]) => firstHeader(passed, name) === undefined);
  const all = [...ownHeaders(request, deployment), ...forwardingHeaders(request), ...mapped.headers].reduce<Header[]>(
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

/** The answer as it came, but for headers that API Gateway renames or keeps (RT-HTTP-RHDR). */
function readOutcome(outcome: UpstreamOutcome): GatewayResponse | Stop {
  const answer = answerOf(outcome);
  return isStop(answer) ? answer : { ...answer, headers: remapHeaders(answer.headers, 'remapped') };
}
