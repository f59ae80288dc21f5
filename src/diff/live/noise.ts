import type { GatewayResponse, Header } from '../../gateway/gateway.js';
import { framingHeaders, type Ignored } from '../volatile.js';
import { differingWays, jsonOf, type Way, without } from './bodies.js';

/** What two answers of the REST API to the same request do not have in common. */
export interface Noise {
  headers: ReadonlySet<string>;
  /** Ways into the body; the empty one is the body as a whole. */
  body: readonly Way[];
  /** Both statuses, where even they differ: then nothing can be compared. */
  unstable?: [number, number];
}

export const silence: Noise = { headers: new Set(), body: [] };

/** CloudFront puts these on answers of edge-optimised endpoints (RT-RHDR-CF); where it stands in front is no matter of the API. */
const edge = new Set(['x-cache', 'x-amz-cf-id', 'x-amz-cf-pop']);

/**
 * @returns how many headers of two answers differ and are never compared, by the reason: those of CloudFront in front of an API,
 *   and those that whoever writes the message adds
 */
export function neverCompared(rest: GatewayResponse, http: GatewayResponse): Ignored[] {
  const differing = (names: ReadonlySet<string>) =>
    [...names].filter((name) => headerValue(rest.headers, name) !== headerValue(http.headers, name)).length;
  const rows: Ignored[] = [
    { reason: 'CloudFront in front of the API', fact: 'RT-RHDR-CF', count: differing(edge) },
    { reason: 'how a message is sent, not what it is', fact: 'RT-RHDR-DATE', count: differing(framingHeaders) },
  ];
  return rows.filter(({ count }) => count > 0);
}

/** @returns noise that was measured, as one row of what was left out */
export function measured(count: number): Ignored[] {
  return count === 0 ? [] : [{ reason: 'what the REST API itself answers otherwise each time', count }];
}

/** @returns rows with one reason as one */
export function added(rows: readonly Ignored[]): Ignored[] {
  const sums = new Map<string, Ignored>();
  for (const row of rows) sums.set(row.reason, { ...row, count: (sums.get(row.reason)?.count ?? 0) + row.count });
  return [...sums.values()];
}

/** @returns the noise that two answers to the same request show */
export function noiseBetween(one: GatewayResponse, other: GatewayResponse): Noise {
  const names = new Set([...one.headers, ...other.headers].map(([name]) => name.toLowerCase()));
  const headers = [...names].filter(
    (name) => !framingHeaders.has(name) && headerValue(one.headers, name) !== headerValue(other.headers, name),
  );
  const [json, otherJson] = [jsonOf(one.body), jsonOf(other.body)];
  const isSame = Buffer.compare(one.body, other.body) === 0;
  const body = isSame ? [] : json === undefined || otherJson === undefined ? [[]] : differingWays(json, otherJson);
  return {
    headers: new Set(headers),
    body,
    ...(one.status === other.status ? {} : { unstable: [one.status, other.status] }),
  };
}

/** @returns the names of what is noise in a reply: `reply.headers.etag`, `reply.body.items.*.at` */
export function aspectsOf({ headers, body }: Noise): string[] {
  return [
    ...[...headers].map((name) => `reply.headers.${name}`),
    ...body.map((way) => ['reply.body', ...way].join('.')),
  ].sort();
}

/**
 * Takes noise out of a pair of answers. A header that only one of them has stays: that it is there at all is no noise.
 *
 * @returns both, ready to be compared
 */
export function withoutNoise(
  rest: GatewayResponse,
  http: GatewayResponse,
  noise: Noise,
): [GatewayResponse, GatewayResponse] {
  const has = ({ headers }: GatewayResponse, name: string) => headerValue(headers, name) !== undefined;
  const isNoise = (name: string) => edge.has(name) || (noise.headers.has(name) && has(rest, name) && has(http, name));
  const quiet = (response: GatewayResponse): GatewayResponse => ({
    ...response,
    headers: response.headers.filter(([name]) => !isNoise(name.toLowerCase())),
    body: quietBody(response.body, noise.body),
  });
  return [quiet(rest), quiet(http)];
}

function quietBody(body: Uint8Array, ways: readonly Way[]): Uint8Array {
  if (ways.length === 0) return body;
  const json = jsonOf(body);
  if (ways.some(({ length }) => length === 0)) return new Uint8Array();
  return json === undefined ? body : new TextEncoder().encode(JSON.stringify(without(json, ways)));
}

function headerValue(headers: readonly Header[], name: string): string | undefined {
  const values = headers.flatMap(([one, value]) => (one.toLowerCase() === name ? [value] : []));
  return values.length === 0 ? undefined : values.join(', ');
}
