import type { Json } from '../../model/index.js';

type Pairs = readonly (readonly [name: string, value: string])[];

/** @returns the last value of each name (RT-EVT-QS). */
export function lastValues(pairs: Pairs): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of pairs) put(values, name, value);
  return values;
}

/** @returns all values of each name in order (RT-EVT-MVQS). */
export function allValues(pairs: Pairs): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const [name, value] of pairs) {
    const known = Object.hasOwn(values, name) ? values[name] : undefined;
    if (known) known.push(value);
    else put(values, name, [value]);
  }
  return values;
}

/** @returns the values of each name, joined with commas (RT-QS-DUP, RT-HDR-DUP). */
export function joinedValues(pairs: Pairs): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of pairs) {
    put(values, name, Object.hasOwn(values, name) ? `${values[name]},${value}` : value);
  }
  return values;
}

/** Names come from outside: the one name that an assignment does not take for an entry is defined as one. */
function put<Value>(map: Record<string, Value>, name: string, value: Value): void {
  if (name === '__proto__')
    Object.defineProperty(map, name, { value, enumerable: true, configurable: true, writable: true });
  else map[name] = value;
}

/** @returns the map, or `null` when it is empty: events of REST APIs and of format 1.0 have no empty maps (RT-EVT-PP, RT-EVT-SV). */
export function orNull<Value extends Json>(map: Record<string, Value>): Record<string, Value> | null {
  for (const _ in map) return map;
  return null;
}
