import type { GatewayRequest, Header } from '../gateway/gateway.js';

export const overrideHeader = 'X-HTTP-Method-Override';

/** Asked for each difference of a request, and there are many. */
const known = new WeakMap<GatewayRequest, string | undefined>();

/** A request, as far as it says what it is to be taken for. */
interface Called {
  method: string;
  headers: readonly Header[];
}

/** @returns the verb that a REST API takes a request for, where a header of it names another than its own (RT-ROUTE-METHOD-OVERRIDE) */
export function overridingVerb(request: GatewayRequest): string | undefined {
  if (!known.has(request)) known.set(request, verbNamedBy(request));
  return known.get(request);
}

/** @returns the same, of what is asked for once: a line of a record */
export function verbNamedBy({ method, headers }: Called): string | undefined {
  const named = headers.findLast(isOverride)?.[1].toUpperCase();
  return named === undefined || named === '' || named === method ? undefined : named;
}

function isOverride([name]: Header): boolean {
  return name.length === overrideHeader.length && name.toLowerCase() === overrideHeader.toLowerCase();
}

const safe = /^(?:GET|HEAD|OPTIONS)$/;

/** @returns the verb by which one kind of API or the other may change something, if there is one (RFC 9110, 9.2.1) */
export function writingVerb(request: GatewayRequest): string | undefined {
  return [request.method, overridingVerb(request) ?? request.method].find((verb) => !safe.test(verb));
}
