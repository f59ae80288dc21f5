import type { JsonObject } from '../model/index.js';
import type { ServedOperation } from './served-operation.js';

interface Route {
  segments: string[];
  operation: ServedOperation;
}

/** Finds operations by verb and path. A segment that stands as such goes before one that is a member. */
export class RouteTable {
  readonly #routes = new Map<string, Route[]>();

  constructor(operations: readonly ServedOperation[]) {
    for (const operation of operations) {
      const segments = segmentsOf(operation.path);
      const key = keyOf(operation.verb, segments);
      this.#routes.set(key, [...(this.#routes.get(key) ?? []), { segments, operation }]);
    }
    for (const routes of this.#routes.values()) routes.sort((one, other) => labelsIn(one) - labelsIn(other));
  }

  /** @param rawPath as on the wire: an encoded slash belongs to its segment */
  find(method: string, rawPath: string): { operation: ServedOperation; labels: JsonObject } | undefined {
    const given = segmentsOf(rawPath);
    for (const { segments, operation } of this.#routes.get(keyOf(method, given)) ?? []) {
      const labels = labelsOf(segments, given);
      if (labels) return { operation, labels };
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
