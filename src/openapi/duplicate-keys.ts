import { EVENT_ID, type Event, getScalarValue } from 'js-yaml';

/** A collection that is being read: the keys of a mapping so far, and whether its next scalar is a key. */
interface Open {
  keys?: Set<string>;
  expectsKey: boolean;
}

/**
 * Finds a key that stands twice in one mapping. `JSON.parse` keeps the last and says nothing, so what the first held
 * would be lost silently (promise 1); the YAML parser refuses such a mapping by itself.
 *
 * @returns the offset of the second key, or undefined
 */
export function findDuplicateKey(events: readonly Event[], text: string): number | undefined {
  const open: Open[] = [];
  for (const event of events) {
    const parent = open.at(-1);
    if (event.type === EVENT_ID.POP) {
      open.pop();
      continue;
    }
    if (event.type === EVENT_ID.SCALAR && parent?.keys && parent.expectsKey) {
      const key = getScalarValue(text, event);
      if (parent.keys.has(key)) return event.valueStart - 1;
      parent.keys.add(key);
      parent.expectsKey = false;
      continue;
    }
    if (parent) parent.expectsKey = true;
    if (event.type === EVENT_ID.MAPPING) open.push({ keys: new Set(), expectsKey: true });
    else if (event.type !== EVENT_ID.SCALAR && event.type !== EVENT_ID.ALIAS) open.push({ expectsKey: true });
  }
  return undefined;
}
