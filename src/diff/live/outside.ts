import type { Exchange, GatewayResponse, Header, UpstreamCall } from '../../gateway/gateway.js';
import { isObject, type Json, routeKey } from '../../model/index.js';
import type { DiffRequest } from '../diff-request.js';
import { jsonOf } from './bodies.js';

/** Stands for a backend that answered, whatever it received. */
const somebody: UpstreamCall = { kind: 'http', request: { method: '', url: '', headers: [] } };

const unseen = 'not seen from outside';

/**
 * Tells from a reply what API Gateway did, as far as it says so: its own answers have its headers and words (RT-ROUTE-404,
 * RT-AUTH-F-*, RT-RHDR-ERRTYPE). A 401 or 403 counts as refused whoever sent it, and whatever else is answered as let in.
 *
 * @returns the exchange with route, decision, and a call where a backend must have answered
 */
export function fromOutside(exchange: Exchange, kind: 'rest' | 'http', { route }: DiffRequest): Exchange {
  const { response } = exchange;
  const isOwn = isOwnAnswer(response);
  if ((isOwn && isUnrouted(response, kind)) || isSilent(exchange, kind)) return exchange;
  const taken: Exchange = { ...exchange, route: route ? routeKey(route) : unseen };
  if (response.status === 401 || response.status === 403) {
    return { ...taken, authorization: { kind: 'refused', by: unseen, reason: `status ${response.status}` } };
  }
  return { ...taken, authorization: { kind: 'allowed', by: unseen }, calls: isOwn ? [] : [somebody] };
}

/** @returns the exchange without the call that nobody saw */
export function asSeen(exchange: Exchange): Exchange {
  return { ...exchange, calls: exchange.calls.filter((call) => call !== somebody) };
}

/** An answer to HEAD has no words: a header of a REST API tells that nothing takes the call, of an HTTP API only the status can. */
function isSilent({ request, response }: Exchange, kind: 'rest' | 'http'): boolean {
  if (request.method !== 'HEAD') return false;
  if (kind === 'http') return response.status === 404;
  const isErrorType = ([name, value]: Header) =>
    name.toLowerCase() === 'x-amzn-errortype' && value === 'MissingAuthenticationTokenException';
  return response.status === 403 && response.headers.some(isErrorType);
}

/** `{"message": …}` and nothing else is what both kinds of API say by themselves. */
function isOwnAnswer({ status, body }: GatewayResponse): boolean {
  const json = jsonOf(body);
  return status >= 400 && isObject(json) && Object.keys(json).join().toLowerCase() === 'message';
}

/** What is too large is refused before a route is looked for (RT-LIM-HDR). */
const tooLarge = new Set([413, 414, 431]);

function isUnrouted({ status, body }: GatewayResponse, kind: 'rest' | 'http'): boolean {
  if (tooLarge.has(status)) return true;
  const message = messageOf(jsonOf(body));
  if (kind === 'http') return status === 404 && message === 'Not Found';
  return status === 403 && message === 'Missing Authentication Token';
}

function messageOf(json: Json | undefined): Json | undefined {
  return isObject(json) ? (json['message'] ?? json['Message']) : undefined;
}
