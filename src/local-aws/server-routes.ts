import type { JsonObject } from '../model/index.js';
import type { ServedOperation } from './served-operation.js';
import type { WireCall } from './server-protocol.js';

interface Route {
  segments: string[];
  /** What the query has to say for it to be this operation: `mode=import` of ImportRestApi. */
  fixed: [string, string][];
  operation: ServedOperation;
}

type Address = Pick<WireCall, 'method' | 'rawPath' | 'query'>;

/** Finds operations by verb and path. A segment that stands as such goes before one that is a member. */
export class RouteTable {
  readonly #routes = new Map<string, Route[]>();

  constructor(operations: readonly ServedOperation[]) {
    for (const operation of operations) {
      const [path = '', query = ''] = operation.path.split('?');
      const segments = segmentsOf(path);
      const key = keyOf(operation.verb, segments);
      const route = { segments, fixed: [...new URLSearchParams(query)], operation };
      this.#routes.set(key, [...(this.#routes.get(key) ?? []), route]);
    }
    for (const routes of this.#routes.values()) routes.sort(bySpecificity);
  }

  /** An encoded slash in the path belongs to its segment. */
  find({ method, rawPath, query }: Address): { operation: ServedOperation; labels: JsonObject } | undefined {
    const given = segmentsOf(rawPath);
    for (const { segments, fixed, operation } of this.#routes.get(keyOf(method, given)) ?? []) {
      const labels = labelsOf(segments, given);
      if (labels && fixed.every(([name, value]) => query.get(name) === value)) return { operation, labels };
    }
    return undefined;
  }
}

function segmentsOf(path: string): string[] {
  return path.replace(/\/$/, '').split('/').slice(1);
}

function keyOf(verb: string, segments: string[]): string {
  return `${verb} ${segments.length}`;
}

function bySpecificity(one: Route, other: Route): number {
  return labelsIn(one) - labelsIn(other) || other.fixed.length - one.fixed.length;
}

function labelsIn({ segments }: Route): number {
  return segments.filter((segment) => segment.startsWith('{')).length;
}

function labelsOf(segments: string[], given: string[]): JsonObject | undefined {
  const labels: JsonObject = {};
  for (const [index, segment] of segments.entries()) {
    const value = decoded(given[index] ?? '');
    const label = /^\{(.+)\}$/.exec(segment)?.[1];
    if (value === undefined || (label === undefined && value !== segment)) return undefined;
    if (label !== undefined) labels[label] = value;
  }
  return labels;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
