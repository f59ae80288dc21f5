import type { Json } from '../model/index.js';
import { canonical } from './canonical.js';
import type { ObservedApi } from './observed.js';

/** @returns what an API differs in from what it was, in words; ids and the times of deployments do not count */
export function comparedWith(before: ObservedApi, after: ObservedApi): string[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].toSorted();
  return names
    .filter((name) => canonical(old[name]) !== canonical(now[name]))
    .map((name) => `${name} is not what it was before the run`);
}

function partsOf({ settings, tags, authorizers, routes, stage }: ObservedApi): Record<string, Json> {
  const named = (kind: string, byName: Record<string, Json>) =>
    Object.entries(byName).map(([name, value]) => [`${kind} ${name}`, value]);
  // A stage is plain JSON, which the compiler does not see through its interface.
  const kept = stage && (JSON.parse(JSON.stringify(stage)) as Json);
  return Object.fromEntries([
    ...named('setting', settings),
    ...named('authorizer', authorizers),
    ...named('route', routes),
    ['tags of the API', tags],
    ...(kept === undefined ? [] : [['stage', kept]]),
  ]);
}
