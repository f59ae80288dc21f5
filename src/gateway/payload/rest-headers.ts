import type { Deployment, Header } from '../gateway.js';
import { firstHeader, headerValues, withHeader, withoutHeaders } from '../headers.js';
import { hostOf } from './rest-context.js';
import { oneSpelling } from './rest-multi-values.js';
import type { Arrival } from './rest-request.js';

/** Never reach a Lambda function behind a REST API (RT-HDR-CLEN, RT-HDR-CONN, RT-HDR-DROP-BOTH, RT-HDR-DROP-REST). */
const dropped = [
  ...['Connection', 'Content-Length', 'Content-MD5', 'Expect', 'Max-Forwards', 'Proxy-Authenticate', 'Server', 'TE'],
  ...['Trailer', 'Transfer-Encoding', 'Upgrade', 'WWW-Authenticate', 'X-HTTP-Method-Override'],
];

/** Spelled by API Gateway, however the client wrote them (RT-HDR-CASE-FIXED). */
const spelled = ['Host', 'User-Agent', 'X-Amzn-Trace-Id', 'X-Forwarded-For', 'X-Forwarded-Port', 'X-Forwarded-Proto'];
const spelledAtEdge = [...spelled, 'Authorization', 'Date'];

/**
 * Headers in a Lambda event of a REST API, repeated ones repeated (facts runtime.md 3.5, REST column).
 *
 * @param edge the API is edge-optimised
 * @param byIam IAM let the caller pass: `Authorization` stays behind, as it does with a signature in it (RT-HDR-AUTHZ-SIGV4)
 */
export function lambdaHeaders(request: Arrival, deployment: Deployment, edge: boolean, byIam = false): Header[] {
  const signed = byIam || isSigned(request);
  const sent = withoutHeaders(request.sent.headers, signed ? [...dropped, 'Authorization'] : dropped);
  const added: Header[] = [
    ['Host', hostOf(request, deployment)],
    ['X-Amzn-Trace-Id', request.traceId],
    ['X-Forwarded-For', forwardedFor(request)],
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
  ];
  const all = added.reduce((headers, [name, value]) => withHeader(headers, name, value), sent);
  // RT-HDR-ACCEPT-DEFAULT (C)
  const complete = firstHeader(all, 'Accept') === undefined ? [...all, ['Accept', 'application/json'] as const] : all;
  return oneSpelling(complete.map(([name, value]) => [spelling(name, edge), value]));
}

/** @returns whether the request carries a SigV4 signature in its `Authorization` header. */
export function isSigned(request: Arrival): boolean {
  return headerValues(request.sent.headers, 'Authorization').some((value) => /^AWS4-HMAC-SHA256\s/.test(value));
}

/** @returns the client's address after those that proxies before us noted (RT-HDR-XFF). */
export function forwardedFor(request: Arrival): string {
  return [...headerValues(request.sent.headers, 'X-Forwarded-For'), request.sent.sourceIp].join(', ');
}

function spelling(name: string, edge: boolean): string {
  const known = edge ? spelledAtEdge : spelled;
  return known.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
}
