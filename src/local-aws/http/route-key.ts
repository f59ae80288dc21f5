import type { JsonObject } from '../../model/index.js';
import { badRequest } from '../import-report.js';
import type { Refusal } from '../operation.js';
import type { Resources } from './account.js';
import { conflict } from './refusals.js';

const format = /^(?:GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|ANY) \/\S*$/;

/**
 * Holds a route key against its grammar and against the other routes. Messages: grammar and equal
 * keys I, conflicting variables C (a stack that failed to deploy, plutomi/plutomi#271).
 *
 * @param id of the route that gets the key, where it has one
 */
export function routeKeyRefusal(key: string, routes: Resources, id?: string): Refusal | undefined {
  if (key === '') return badRequest('Route key is required');
  const others = Object.entries(routes)
    .filter(([other]) => other !== id)
    .map(([, route]) => keyOf(route));
  if (others.includes(key)) return conflict(`Route with key ${key} already exists for this API`);
  if (key === '$default') return undefined;
  if (!format.test(key)) return badRequest(formatMessage);
  return pathRefusal(key) ?? variableConflict(key, others);
}

const formatMessage =
  'The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD> /<RESOURCE PATH>" or "$default"';

function keyOf(route: JsonObject): string {
  return String(route['routeKey']);
}

/** RT-ROUTE-GREEDY-POS, RT-PATH-TRAIL-EXACT, and variables that fill their segment, each once (words I). */
function pathRefusal(key: string): Refusal | undefined {
  const path = key.slice(key.indexOf(' ') + 1);
  const segments = path.split('/').slice(1);
  const names = segments.filter((segment) => segment.startsWith('{')).map((segment) => segment.replace(/\+?\}$/, ''));
  const isWrong =
    (path !== '/' && path.endsWith('/')) ||
    segments.some((segment) => /[{}]/.test(segment) && !/^\{[^{}+]+\+?\}$/.test(segment)) ||
    segments.slice(0, -1).some((segment) => segment.endsWith('+}')) ||
    new Set(names).size < names.length;
  return isWrong ? badRequest(formatMessage) : undefined;
}

function variableConflict(key: string, others: string[]): Refusal | undefined {
  const other = others.find((one) => shapeOf(one) === shapeOf(key));
  if (other === undefined) return undefined;
  return conflict(
    `The provided route key "${key}" has a conflicting variable on the same hierarchical level as "${other}"`,
  );
}

function shapeOf(key: string): string {
  return key.replaceAll(/\{[^{}]*?(\+?)\}/g, '{$1}');
}
