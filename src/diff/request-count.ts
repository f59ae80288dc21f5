import { routeKey } from '../model/index.js';
import { classOf } from './difference-class.js';
import type { NotCompared } from './differences.js';
import type { ComparedSighting } from './sighting.js';
import { isVolatile } from './volatile.js';

/** How many requests there were, and how many of which kind; see `DiffResult` for what each means. */
export interface RequestCount {
  requests: number;
  same: number;
  recorded: { requests: number; same: number };
  notCompared: NotCompared[];
  routes: string[];
}

/** Counts requests as they come. */
export interface Counting {
  add(sighting: ComparedSighting): void;
  result(): RequestCount;
}

export function openCount(): Counting {
  const counted = { requests: 0, same: 0 };
  const recorded = { requests: 0, same: 0 };
  const lacks = new Map<string, NotCompared>();
  const routes = new Set<string>();
  return {
    add(sighting) {
      const { request } = sighting;
      const stoodFor = request.recorded ?? 0;
      counted.requests += 1;
      recorded.requests += stoodFor;
      if (isSame(sighting)) {
        counted.same += 1;
        recorded.same += stoodFor;
      }
      for (const lack of sighting.notCompared) addLack(lacks, lack, request.name);
      if (request.route) routes.add(routeKey(request.route));
    },
    result: () => ({
      ...counted,
      recorded,
      notCompared: [...lacks.keys()].sort().flatMap((key) => lacks.get(key) ?? []),
      routes: [...routes].sort(),
    }),
  };
}

function isSame(sighting: ComparedSighting): boolean {
  const { differences, notCompared } = sighting;
  const seen = differences.filter(({ aspect }) => /^(authorization|reply\.)/.test(aspect) && !isVolatile(aspect));
  return notCompared.length === 0 && seen.every((difference) => classOf(difference, sighting) === 'benign');
}

function addLack(
  lacks: Map<string, NotCompared>,
  { gateway, feature }: ComparedSighting['notCompared'][number],
  example: string,
): void {
  const key = `${gateway} ${feature}`;
  const known = lacks.get(key);
  if (known) known.count += 1;
  else lacks.set(key, { gateway, feature, example, count: 1 });
}
