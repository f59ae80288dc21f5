import type { Header } from '../gateway.js';
import { firstHeader, forwardedFor } from '../headers.js';
import { newTraceId } from '../trace-id.js';
import type { Invocation, Outgoing } from './invocation.js';

/** Never reach a function (RT-HDR-CONN, RT-HDR-DROP-BOTH). */
const dropped = new Set(['connection', 'expect', 'proxy-authenticate', 'te', 'transfer-encoding', 'upgrade']);

/**
 * @returns the headers a function sees, names as sent: the client's, and what the gateway adds. Port and scheme are those of
 *   AWS, which has no other, wherever the simulator listens. `Content-Length` is always there, `0` without a body (RT-HDR-CLEN).
 */
export function headersForLambda(invocation: Invocation, { headers }: Pick<Outgoing, 'headers'>): Header[] {
  const added = addedHeaders(invocation, headers);
  const rest = new Map(added);
  const all: Header[] = [];
  for (const header of headers) {
    const name = header[0].toLowerCase();
    if (dropped.has(name)) continue;
    if (!added.has(name)) all.push(header);
    const mine = rest.get(name);
    if (mine && rest.delete(name)) all.push(mine);
  }
  return [...all, ...rest.values()];
}

/** By name in lower case. One that the client sent too takes the place of the client's first. */
function addedHeaders(invocation: Invocation, headers: readonly Header[]): Map<string, Header> {
  const { request, domainName } = invocation;
  return new Map([
    ['host', ['Host', firstHeader(headers, 'host') ?? domainName]],
    ['content-length', ['Content-Length', String(request.body?.length ?? 0)]],
    ['x-amzn-trace-id', ['X-Amzn-Trace-Id', traceId(invocation)]],
    ['x-forwarded-for', ['X-Forwarded-For', forwardedFor(headers, request.sourceIp)]],
    ['x-forwarded-port', ['X-Forwarded-Port', '443']],
    ['x-forwarded-proto', ['X-Forwarded-Proto', 'https']],
  ]);
}

/** @returns the trace header: the client's own, or a new one (RT-HDR-TRACE). */
export function traceId({ request, time, requestId }: Invocation): string {
  return firstHeader(request.headers, 'x-amzn-trace-id') ?? newTraceId(requestId, time);
}
