import type { GatewayResponse, Header, UpstreamOutcome, UpstreamRequest } from '../gateway.js';
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
const dropped = new Set([
  ...['host', 'content-encoding', 'content-length', 'content-md5', 'max-forwards', 'server', 'trailer', 'upgrade'],
  ...['www-authenticate', 'x-http-method-override'],
]);
const droppedOfSigned = new Set([...dropped, 'authorization']);

/**
 * HTTP proxy integration, private ones (VPC link) too.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export async function callHttpProxy(call: IntegrationRequest): Promise<GatewayResponse | Stop> {
  const { integration, request, calls } = call;
  const mapped = mapRequest(integration, scopeOf(call));
  if (isStop(mapped)) return mapped;
  const url = upstreamUrl(
    call,
    mapped.path,
    mapped.query.length > 0 ? [...request.query, ...mapped.query] : request.query,
  );
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

/** Repeated headers go on as one, joined by commas (RT-HTTP-MULTI, C); what is said of its name later takes its place. */
function upstreamHeaders({ request, caller, deployment }: IntegrationRequest, mapped: MappedRequest): Header[] {
  const unwanted = caller.signed || isSigned(request) ? droppedOfSigned : dropped;
  const all = new Map<string, Header>();
  for (const header of request.sent.headers) {
    const name = header[0].toLowerCase();
    if (unwanted.has(name)) continue;
    const before = all.get(name);
    all.set(name, before === undefined ? header : [before[0], `${before[1]},${header[1]}`]);
  }
  for (const header of defaultHeaders(deployment)) {
    const name = header[0].toLowerCase();
    if (!all.has(name)) all.set(name, header);
  }
  for (const header of ownHeaders(request, deployment)) all.set(header[0].toLowerCase(), header);
  for (const header of forwardingHeaders(request)) all.set(header[0].toLowerCase(), header);
  for (const header of mapped.headers) all.set(header[0].toLowerCase(), header);
  for (const name of neverSent) all.delete(name);
  return [...all.values()];
}

/** The answer as it came, but for headers that API Gateway renames or keeps (RT-HTTP-RHDR). */
function readOutcome(outcome: UpstreamOutcome): GatewayResponse | Stop {
  const answer = answerOf(outcome);
  return isStop(answer) ? answer : { ...answer, headers: remapHeaders(answer.headers, 'remapped') };
}
