import type {
  BackendCall,
  Exchange,
  GatewayResponse,
  Header,
  LambdaCall,
  ServiceCall,
  UpstreamCall,
  UpstreamRequest,
} from '../gateway/gateway.js';
import type { Json } from '../model/index.js';
import { compareJson, nameDifference } from './compare-json.js';
import { type Findings, type RawDifference, together } from './raw-difference.js';
import { framingHeaders, noiseIn } from './volatile.js';

/**
 * Everything that is not the same in what two gateways did with one request: which route took it, how the caller was
 * judged, what each backend received, and what the client got.
 *
 * Only for exchanges that both gateways simulate in full; see `compareDecisions` for the others.
 */
export function compareExchanges(rest: Exchange, http: Exchange): Findings {
  return together([
    compareDecisions(rest, http),
    ...(rest.route === undefined || http.route === undefined ? [] : [compareAuthorizers(rest.calls, http.calls)]),
    compareBackends(rest.calls, http.calls),
    compareReplies(rest.response, http.response),
  ]);
}

/**
 * Route and authorization only: these hold even where a gateway cannot simulate what comes after. Where no route took
 * the request nobody was asked, so there is no decision to compare.
 */
export function compareDecisions(rest: Exchange, http: Exchange): Findings {
  const routes = compareRoutes(rest, http);
  if (rest.route === undefined || http.route === undefined) return routes;
  return together([routes, compareJson('authorization', rest.authorization.kind, http.authorization.kind)]);
}

/** Which route took the request, and nothing else. */
export function compareRoutes(rest: Exchange, http: Exchange): Findings {
  return compareJson('route', rest.route, http.route);
}

/** @returns whether the same route took the request, an `ANY` written out verb by verb counting as the same (RT-ROUTE-ANY). */
export function isSameRoute({ route: rest }: Exchange, { route: http }: Exchange): boolean {
  if (rest === http || rest === undefined || http === undefined) return rest === http;
  const [restMethod, restPath] = rest.split(' ');
  const [, httpPath] = http.split(' ');
  return restPath === httpPath && restMethod === 'ANY';
}

function compareAuthorizers(rest: BackendCall[], http: BackendCall[]): Findings {
  const [one, other] = [rest.filter(isAuthorizerCall), http.filter(isAuthorizerCall)];
  return together([
    compareJson('calls.authorizer', one.length, other.length),
    ...pairs(one, other).map(([restCall, httpCall]) => compareLambda('authorizer.', restCall, httpCall)),
  ]);
}

function compareBackends(rest: BackendCall[], http: BackendCall[]): Findings {
  const [one, other] = [rest.filter(isBackendCall), http.filter(isBackendCall)];
  return together([
    compareJson('calls.integration', one.map(kindOf), other.map(kindOf)),
    ...pairs(one, other).map(([restCall, httpCall]) => compareBackend(restCall, httpCall)),
  ]);
}

function isAuthorizerCall(call: BackendCall): call is LambdaCall {
  return call.kind === 'lambda' && call.purpose === 'authorizer';
}

/** @returns whether the call went to a backend, not to an authorizer function. */
export function isBackendCall(call: BackendCall): boolean {
  return !isAuthorizerCall(call);
}

function kindOf(call: BackendCall): string {
  return call.kind;
}

function compareBackend(rest: BackendCall, http: BackendCall): Findings {
  if (rest.kind === 'lambda' && http.kind === 'lambda') return compareLambda('', rest, http);
  if (rest.kind === 'http' && http.kind === 'http') return compareUpstream(rest, http);
  if (rest.kind === 'service' && http.kind === 'service') return compareService(rest, http);
  return { differences: [], ignored: [] };
}

/** @param role prefix of the aspects: empty for the integration */
function compareLambda(role: '' | 'authorizer.', rest: LambdaCall, http: LambdaCall): Findings {
  return together([
    compareJson(`${role}function`, rest.functionName, http.functionName),
    compareJson(`${role}event`, rest.event, http.event),
  ]);
}

function compareUpstream(rest: UpstreamCall, http: UpstreamCall): Findings {
  return together([
    compareJson('upstream.vpcLink', rest.vpcLinkId, http.vpcLinkId),
    compareJson('upstream.method', rest.request.method, http.request.method),
    compareJson('upstream.url', rest.request.url, http.request.url),
    compareHeaders('upstream.headers', withHost(rest.request), withHost(http.request)),
    compareJson('upstream.body', textOf(rest.request.body), textOf(http.request.body)),
  ]);
}

/** Where both say what the action is called with, how it stands on the wire is the gateway's business. */
function compareService(rest: ServiceCall, http: ServiceCall): Findings {
  const [one, other] = [rest.parameters, http.parameters];
  return together([
    compareJson('service', rest.service, http.service),
    compareJson('service.action', rest.action, http.action),
    one !== undefined && other !== undefined
      ? compareJson('service.parameters', one, other)
      : compareJson('service.body', textOf(rest.request.body), textOf(http.request.body)),
  ]);
}

/** Who sends a request puts the host of its URL in, where nothing else is said. */
function withHost({ url, headers }: UpstreamRequest): Header[] {
  const host = /^https?:\/\/([^/?#]+)/i.exec(url)?.[1];
  const isSaid = headers.some(([name]) => name.toLowerCase() === 'host');
  return isSaid || host === undefined ? headers : [['host', host], ...headers];
}

/** Names of reply headers have no case (RT-NOISE-HDRNAME), bodies no whitespace where they are JSON (RT-NOISE-JSONSPACE). */
function compareReplies(rest: GatewayResponse, http: GatewayResponse): Findings {
  const headers = compareHeaders('reply.headers', rest.headers, http.headers);
  return together([
    compareJson('reply.status', rest.status, http.status),
    { ...headers, differences: headers.differences.filter(({ aspect }) => !aspect.endsWith(' (name)')) },
    compareBodies(rest.body, http.body),
  ]);
}

function compareBodies(rest: Uint8Array, http: Uint8Array): Findings {
  const [one, other] = [parsed(rest), parsed(http)];
  const same = compareJson('reply.body', one, other).differences.length === 0;
  return same
    ? { differences: [], ignored: [] }
    : { differences: [{ aspect: 'reply.body', rest: one, http: other }], ignored: [] };
}

function compareHeaders(aspect: string, rest: readonly Header[], http: readonly Header[]): Findings {
  const [restHeaders, httpHeaders] = [gathered(rest), gathered(http)];
  const names = [...new Set([...restHeaders.keys(), ...httpHeaders.keys()])].sort();
  return together(
    names
      .filter((name) => !framingHeaders.has(name))
      .map((name) => compareHeader(`${aspect}.${name}`, restHeaders.get(name), httpHeaders.get(name))),
  );
}

interface GatheredHeader {
  name: string;
  values: string[];
}

function compareHeader(aspect: string, rest: GatheredHeader | undefined, http: GatheredHeader | undefined): Findings {
  const [one, other] = [rest?.values.join(', '), http?.values.join(', ')];
  const differs = one !== undefined && other !== undefined && one !== other;
  const noise = differs ? noiseIn(aspect, one, other) : undefined;
  if (noise) return { differences: nameDifference(aspect, rest?.name, http?.name), ignored: [noise] };
  const value: RawDifference[] = one === other ? [] : [{ aspect, rest: one, http: other }];
  return { differences: [...value, ...nameDifference(aspect, rest?.name, http?.name)], ignored: [] };
}

function gathered(headers: readonly Header[]): Map<string, GatheredHeader> {
  const byName = new Map<string, GatheredHeader>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const known = byName.get(key);
    byName.set(key, { name, values: [...(known?.values ?? []), value] });
  }
  return byName;
}

function pairs<One, Other>(rest: readonly One[], http: readonly Other[]): [One, Other][] {
  return rest.flatMap((one, index) => {
    const other = http[index];
    return other === undefined ? [] : [[one, other] as [One, Other]];
  });
}

function textOf(body: Uint8Array | undefined): string | undefined {
  return body === undefined ? undefined : new TextDecoder().decode(body);
}

function parsed(body: Uint8Array): Json {
  const text = new TextDecoder().decode(body);
  try {
    const json: Json = JSON.parse(text);
    return json;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
