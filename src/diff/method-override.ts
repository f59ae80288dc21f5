import type { GatewayRequest, Header } from '../gateway/gateway.js';

export const overrideHeader = 'X-HTTP-Method-Override';

/** Asked for each difference of a request, and there are many. */
const known = new WeakMap<GatewayRequest, string | undefined>();

/** @returns the verb that a REST API takes a request for, where a header of it names another than its own (RT-ROUTE-METHOD-OVERRIDE) */
export function overridingVerb(request: GatewayRequest): string | undefined {
  if (!known.has(request)) known.set(request, verbIn(request));
  return known.get(request);
}

function verbIn({ method, headers }: GatewayRequest): string | undefined {
  const named = headers.findLast(isOverride)?.[1].toUpperCase();
  return named === undefined || named === '' || named === method ? undefined : named;
}

function isOverride([name]: Header): boolean {
  return name.length === overrideHeader.length && name.toLowerCase() === overrideHeader.toLowerCase();
}

const safe = /^(?:GET|HEAD|OPTIONS)$/;

/** @returns whether a request asks neither kind of API to change anything (RFC 9110, 9.2.1) */
export function changesNothing(request: GatewayRequest): boolean {
  return safe.test(request.method) && safe.test(overridingVerb(request) ?? request.method);
}
