import type { Json } from '../../model/index.js';
import type { Header } from '../gateway.js';

type Pairs = readonly (readonly [name: string, value: string])[];

/** @returns the last value of each name (RT-EVT-QS). */
export function lastValues(pairs: Pairs): Record<string, string> {
  return Object.fromEntries(pairs);
}

/** @returns all values of each name in order (RT-EVT-MVQS). */
export function allValues(pairs: Pairs): Record<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  }
  return Object.fromEntries(values);
}

/** @returns the map, or `null` when it is empty: events of REST APIs and of format 1.0 have no empty maps (RT-EVT-PP, RT-EVT-SV). */
export function orNull<Value extends Json>(map: Record<string, Value>): Record<string, Value> | null {
  return Object.keys(map).length > 0 ? map : null;
}

/** @returns the headers with one spelling for each name, the first one sent: HTTP takes `X-A` and `x-a` for one name. */
export function oneSpelling(headers: readonly Header[]): Header[] {
  const spelling = new Map<string, string>();
  for (const [name] of headers) {
    if (!spelling.has(name.toLowerCase())) spelling.set(name.toLowerCase(), name);
  }
  return headers.map(([name, value]) => [spelling.get(name.toLowerCase()) ?? name, value]);
}
