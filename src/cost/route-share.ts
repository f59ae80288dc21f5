import Big from 'big.js';
import type { RouteUsage } from '../model/index.js';
import type { ApiFacts } from './api-facts.js';
import type { Usage } from './usage.js';

/**
 * How many calls of the month go to some of the methods.
 *
 * @param methods their keys: `GET /orders`, `ANY /{path+}`
 * @returns undefined where nobody told: neither are they all methods, nor is there a record by route
 */
export function requestsTo(methods: readonly string[], usage: Usage, api: Pick<ApiFacts, 'methods'>): Big | undefined {
  const wanted = new Set(methods);
  if (usage.requests === undefined) return undefined;
  if (wanted.size === 0) return new Big(0);
  if (api.methods.every((method) => wanted.has(method))) return new Big(usage.requests);
  const { profile } = usage;
  if (profile === undefined || profile.requests === 0 || profile.routes.length === 0) return undefined;
  const found = profile.routes.filter(({ route }) => takes(wanted, route));
  const recorded = found.reduce((sum, { requests }) => sum + requests, 0);
  return new Big(recorded).times(usage.requests).div(profile.requests).round(0, Big.roundUp);
}

function takes(methods: ReadonlySet<string>, route: RouteUsage['route']): boolean {
  return route !== null && (methods.has(route) || methods.has(route.replace(/^\S+/, 'ANY')));
}
