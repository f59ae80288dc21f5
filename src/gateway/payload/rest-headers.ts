import { domainNameOf } from '../domain-name.js';
import type { Deployment, Header } from '../gateway.js';
import { firstHeader, forwardedFor, headerValues, rewritten } from '../headers.js';
import { isSignature } from '../sigv4.js';
import type { Arrival } from './rest-request.js';

/** Never reach a Lambda function behind a REST API (RT-HDR-CLEN, RT-HDR-CONN, RT-HDR-DROP-BOTH, RT-HDR-DROP-REST). */
const dropped = new Set([
  ...['connection', 'content-length', 'content-md5', 'expect', 'max-forwards', 'proxy-authenticate', 'server', 'te'],
  ...['trailer', 'transfer-encoding', 'upgrade', 'www-authenticate', 'x-http-method-override'],
]);
const droppedOfSigned = new Set([...dropped, 'authorization']);

/** Spelled by API Gateway, however the client wrote them (RT-HDR-CASE-FIXED). */
const spelled = ['Host', 'User-Agent', 'X-Amzn-Trace-Id', 'X-Forwarded-For', 'X-Forwarded-Port', 'X-Forwarded-Proto'];
const spellings = byLowerCase(spelled);
const spellingsAtEdge = byLowerCase([...spelled, 'Authorization', 'Date']);

function byLowerCase(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}

/**
 * Headers in a Lambda event of a REST API, repeated ones repeated (facts runtime.md 3.5, REST column).
 *
 * @param edge the API is edge-optimised
 * @param byIam IAM let the caller pass: `Authorization` stays behind, as it does with a signature in it (RT-HDR-AUTHZ-SIGV4)
 */
export function lambdaHeaders(request: Arrival, deployment: Deployment, edge: boolean, byIam = false): Header[] {
  const { headers, sourceIp } = request.sent;
  const own = new Map<string, Header>([
    ['host', ['Host', domainNameOf(headers, deployment)]],
    ['x-amzn-trace-id', ['X-Amzn-Trace-Id', request.traceId]],
    ['x-forwarded-for', ['X-Forwarded-For', forwardedFor(headers, sourceIp)]],
    ['x-forwarded-port', ['X-Forwarded-Port', '443']],
    ['x-forwarded-proto', ['X-Forwarded-Proto', 'https']],
  ]);
  const all = rewritten(headers, byIam || isSigned(request) ? droppedOfSigned : dropped, own);
  // RT-HDR-ACCEPT-DEFAULT (C)
  if (firstHeader(all, 'Accept') === undefined) all.push(['Accept', 'application/json']);
  return oneSpelling(all, edge ? spellingsAtEdge : spellings);
}

/** @returns whether the request carries a signature in its `Authorization` header. */
export function isSigned({ sent }: Arrival): boolean {
  return headerValues(sent.headers, 'Authorization').some((value) => isSignature('rest', value));
}

/** One spelling for each name, API Gateway's or the first one sent: HTTP takes `X-A` and `x-a` for one name. */
function oneSpelling(headers: readonly Header[], fixed: ReadonlyMap<string, string>): Header[] {
  const first = new Map<string, string>();
  return headers.map(([name, value]) => {
    const lower = name.toLowerCase();
    const known = first.get(lower) ?? fixed.get(lower) ?? name;
    first.set(lower, known);
    return [known, value];
  });
}
