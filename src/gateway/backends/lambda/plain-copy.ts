import type { Json } from '../../../model/index.js';

/** A character takes up to six bytes in JSON, so what has fewer than this is within all limits of Lambda, whatever it holds. */
const LARGEST = 160_000;

const DEEPEST = 100;

/**
 * Copies a value as a round trip through JSON would, at a fraction of the cost.
 *
 * @returns undefined for what JSON does not just copy (dates, functions, numbers that are none, objects of a class), for
 *   what is large or nested deeply, and for `undefined`: only JSON itself can tell what becomes of it
 */
export function plainCopy(value: unknown): Json | undefined {
  let room = LARGEST;
  const copy = (one: unknown, depth: number): Json | undefined => {
    room -= 8;
    if (room < 0 || depth > DEEPEST) return undefined;
    switch (typeof one) {
      case 'string':
        room -= one.length;
        return one;
      case 'boolean':
        return one;
      case 'number':
        return Number.isFinite(one) ? one + 0 : undefined;
      case 'object':
        return one === null ? null : Array.isArray(one) ? copyList(one, depth + 1) : copyObject(one, depth + 1);
      default:
        return undefined;
    }
  };
  const copyList = (list: unknown[], depth: number): Json | undefined => {
    const copied: Json[] = [];
    for (const item of list) {
      const own = copy(item, depth);
      if (own === undefined) return undefined;
      copied.push(own);
    }
    return copied;
  };
  const copyObject = (object: object, depth: number): Json | undefined => {
    const prototype: unknown = Object.getPrototypeOf(object);
    if (prototype !== Object.prototype && prototype !== null) return undefined;
    const copied: Record<string, Json> = {};
    for (const [key, item] of Object.entries(object)) {
      if (item === undefined) continue;
      room -= key.length;
      const own = key === '__proto__' ? undefined : copy(item, depth);
      if (own === undefined) return undefined;
      copied[key] = own;
    }
    return copied;
  };
  try {
    const copied = copy(value, 0);
    return room < 0 ? undefined : copied;
  } catch {
    // A property that fails while it is read fails again where JSON reads it, and there it is told.
    return undefined;
  }
}
