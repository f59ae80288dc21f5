import type { HttpProxyIntegration } from '../../model/index.js';
import type { Header } from '../gateway.js';
import { headerValues, joinedHeader, joinedHeaders, withoutHeaders } from '../headers.js';
import { fillStageVariables } from '../stage-variables.js';
import type { Invocation } from './invocation.js';
import { traceId } from './lambda-headers.js';

/** Belong to one connection (RFC 9110, 7.6.1). AWS's own list is not published (RT-HTTP-DROP, U). */
export const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/** Those, and what is replaced by `Forwarded` or set anew. */
const notPassed = new Set([
  ...hopByHop,
  'host',
  'content-length',
  'via',
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-amzn-trace-id',
]);

/**
 * @returns the headers an HTTP backend gets: names in lower case, repeated ones joined with commas (RT-HTTP-CASE,
 *   RT-HTTP-MULTI), `Forwarded` and `Via` instead of `X-Forwarded-*` (RT-HTTP-FWD)
 */
export function upstreamHeaders(integration: HttpProxyIntegration, invocation: Invocation): Header[] {
  const { request } = invocation;
  const headers: Header[] = [['host', hostOf(integration, invocation)]];
  headers.push(...joinedHeaders(withoutHeaders(request.headers, unwantedOf(request.headers)), separatorOf));
  if (request.body) headers.push(['content-length', String(request.body.length)]);
  const before = joinedHeader(request.headers, 'via');
  headers.push(
    ['forwarded', forwarded(invocation)],
    ['via', before ? `${before}, HTTP/1.1 AmazonAPIGateway` : 'HTTP/1.1 AmazonAPIGateway'],
    ['x-amzn-trace-id', traceId(invocation)],
  );
  return headers;
}

/** Besides those that are never passed, what `Connection` names. */
function unwantedOf(headers: readonly Header[]): ReadonlySet<string> {
  const connection = joinedHeader(headers, 'connection');
  if (connection === undefined) return notPassed;
  return new Set([...notPassed, ...connection.split(',').map((name) => name.trim().toLowerCase())]);
}

/** The backend's host (RT-HTTP-HOST). A private integration names a listener, not a host: the API's name goes there (I). */
function hostOf(integration: HttpProxyIntegration, { deployment, domainName }: Invocation): string {
  const uri = fillStageVariables(integration.uri.text, deployment.stageVariables);
  const host = /^https?:\/\/([^/?#]+)/i.exec(uri)?.[1];
  return integration.vpcLinkId === undefined && host !== undefined ? host : domainName;
}

/** Cookies are joined as cookies are (RFC 9113, 8.2.3). */
function separatorOf(name: string): string {
  return name === 'cookie' ? '; ' : ',';
}

/**
 * What `X-Forwarded-For` said comes first, in the standard's words; the client is the last `for` (RT-HTTP-FWD, recorded).
 * AWS sometimes puts `by=` with an address of its own in front; there is none here.
 */
function forwarded({ request, domainName }: Invocation): string {
  const own = `for=${node(request.sourceIp)};host=${quoted(domainName)};proto=https`;
  const addresses = headerValues(request.headers, 'x-forwarded-for');
  const before = addresses.flatMap((value) => value.split(',')).map((address) => `for=${node(address.trim())}`);
  return [...headerValues(request.headers, 'forwarded'), ...before, own].join(', ');
}

/** IPv6 addresses stand in brackets, and what has a colon in quotes (RFC 7239, 4 and 6). */
function node(address: string): string {
  return quoted(/^[0-9a-f:.]*:[0-9a-f:.]*:/i.test(address) ? `[${address}]` : address);
}

function quoted(value: string): string {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}
