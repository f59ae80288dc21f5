import { isWord, type Operation, type RecordedRequest, valueForm } from '../model/index.js';
import type { Place } from './recorded-place.js';

/** What the record says of how a request ended, as far as it can be repeated: a backend that fails, or is too slow. */
export type Ending = 'answered' | 'refused' | 'invalid' | 'failed' | 'slow' | 'unknown';

/** Recorded requests that both gateways treat alike, as one. */
export interface RecordedShape {
  /** The first of them, its path without the stage and without what callers put there. */
  recorded: RecordedRequest & { method: string; path: string };
  /** The method that takes them; absent where none does. */
  operation?: Operation;
  ending: Ending;
  requests: number;
}

/** So many shapes are kept that memory stays flat; more of them is no traffic of clients, but a scan of paths and names. */
export const mostShapes = 10_000;

/** Groups recorded requests by their shapes, whatever their number. */
export interface Shapes {
  /** @returns whether it was counted: not where it would be one shape too many */
  add(recorded: RecordedRequest, place: Place): boolean;
  /** In the order in which they came. */
  all(): RecordedShape[];
}

export function openShapes(): Shapes {
  const shapes = new Map<string, RecordedShape>();
  return {
    add(recorded, place) {
      const shape = shapeOf(recorded, place);
      const key = keyOf(shape);
      const known = shapes.get(key);
      if (known) known.requests += recorded.requests;
      else if (shapes.size >= mostShapes) return false;
      else shapes.set(key, shape);
      return true;
    },
    all: () => [...shapes.values()],
  };
}

function shapeOf(recorded: RecordedRequest, place: Place): RecordedShape {
  const { operation } = place;
  const ending = endingOf(recorded.status);
  return {
    recorded: { ...recorded, method: place.method, path: pathForm(place) },
    ...(operation && { operation }),
    ending,
    requests: recorded.requests,
  };
}

function keyOf({ recorded, ending }: RecordedShape): string {
  const { method, path, query, headers, body, credentials } = recorded;
  return JSON.stringify([method, path, query, headers?.map(lowerCase).sort(byName), body, credentials, ending]);
}

function lowerCase([name, value]: readonly [string, string]): [string, string] {
  return [name.toLowerCase(), value];
}

function byName([one]: [string, string], [other]: [string, string]): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Statuses of API Gateway that say what came before them (RT-AUTH-F-*, RT-VAL-*, RT-ERR-*); a backend may answer with them too. */
function endingOf(status: number | null): Ending {
  switch (status) {
    case null:
      return 'unknown';
    case 401:
    case 403:
      return 'refused';
    case 400:
      return 'invalid';
    case 502:
      return 'failed';
    case 504:
      return 'slow';
    default:
      return 'answered';
  }
}

/** What fills a variable is the caller's, and so is a segment that no route knows and that is no word. */
function pathForm({ path, operation }: Place): string {
  const template = operation?.route.path.split('/') ?? [];
  const greedyAt = template.findIndex((part) => part.endsWith('+}'));
  return path
    .split('/')
    .map((segment, index) => {
      const isVariable = greedyAt >= 0 && index >= greedyAt ? true : (template[index]?.startsWith('{') ?? false);
      if (operation && !isVariable) return segment;
      return !operation && isWord(segment) ? segment : valueForm(segment);
    })
    .join('/');
}
