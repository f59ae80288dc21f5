import type { Header } from '../gateway.js';
import { firstHeader, forwardedFor, rewritten } from '../headers.js';
import { newTraceId } from '../trace-id.js';
import type { Invocation, Outgoing } from './invocation.js';

/** Never reach a function (RT-HDR-CONN, RT-HDR-DROP-BOTH). */
const dropped = new Set(['connection', 'expect', 'proxy-authenticate', 'te', 'transfer-encoding', 'upgrade']);

/**
 * @returns the headers a function sees, names as sent: the client's, and what the gateway adds. Port and scheme are those of
 *   AWS, which has no other, wherever the simulator listens. `Content-Length` is always there, `0` without a body (RT-HDR-CLEN).
 */
export function headersForLambda(invocation: Invocation, { headers }: Pick<Outgoing, 'headers'>): Header[] {
  const { request, domainName } = invocation;
  const own = new Map<string, Header>([
    ['host', ['Host', firstHeader(headers, 'host') ?? domainName]],
    ['content-length', ['Content-Length', String(request.body?.length ?? 0)]],
    ['x-amzn-trace-id', ['X-Amzn-Trace-Id', traceId(invocation)]],
    ['x-forwarded-for', ['X-Forwarded-For', forwardedFor(headers, request.sourceIp)]],
    ['x-forwarded-port', ['X-Forwarded-Port', '443']],
    ['x-forwarded-proto', ['X-Forwarded-Proto', 'https']],
  ]);
  return rewritten(headers, dropped, own);
}

/** @returns the trace header: the client's own, or a new one (RT-HDR-TRACE). */
export function traceId({ request, time, requestId }: Invocation): string {
  return firstHeader(request.headers, 'x-amzn-trace-id') ?? newTraceId(requestId, time);
}
