import { domainNameOf } from '../domain-name.js';
import type { Deployment, Header } from '../gateway.js';
import { firstHeader, forwardedFor, headerValues, withHeader, withoutHeaders } from '../headers.js';
import { isSignature } from '../sigv4.js';
import { oneSpelling } from './multi-values.js';
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
    ['Host', domainNameOf(request.sent.headers, deployment)],
    ['X-Amzn-Trace-Id', request.traceId],
    ['X-Forwarded-For', forwardedFor(request.sent.headers, request.sent.sourceIp)],
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
  ];
  const all = added.reduce((headers, [name, value]) => withHeader(headers, name, value), sent);
  // RT-HDR-ACCEPT-DEFAULT (C)
  const complete = firstHeader(all, 'Accept') === undefined ? [...all, ['Accept', 'application/json'] as const] : all;
  return oneSpelling(complete.map(([name, value]) => [spelling(name, edge), value]));
}

/** @returns whether the request carries a signature in its `Authorization` header. */
export function isSigned({ sent }: Arrival): boolean {
  return headerValues(sent.headers, 'Authorization').some((value) => isSignature('rest', value));
}

function spelling(name: string, edge: boolean): string {
  const known = edge ? spelledAtEdge : spelled;
  return known.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
}
