import type { Header } from '../gateway.js';

type Pairs = readonly (readonly [name: string, value: string])[];

/** @returns the last value of each name, or `null` when there is none (RT-EVT-QS). */
export function lastValues(pairs: Pairs): Record<string, string> | null {
  return pairs.length > 0 ? Object.fromEntries(pairs) : null;
}

/** @returns all values of each name in order, or `null` when there is none (RT-EVT-MVQS). */
export function allValues(pairs: Pairs): Record<string, string[]> | null {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  return values.size > 0 ? Object.fromEntries(values) : null;
}

/** @returns the headers with one spelling for each name, the first one sent: HTTP takes `X-A` and `x-a` for one name. */
export function oneSpelling(headers: readonly Header[]): Header[] {
  const spelling = new Map<string, string>();
  for (const [name] of headers) {
    if (!spelling.has(name.toLowerCase())) spelling.set(name.toLowerCase(), name);
  }
  return headers.map(([name, value]) => [spelling.get(name.toLowerCase()) ?? name, value]);
}
