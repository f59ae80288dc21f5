import type { Json } from '../model/index.js';
import { scanJson } from './scan-json.js';

/** @returns how many keys stand in the text, and how deep it is nested */
export function shapeOf(text: string): { keys: number; depth: number } {
  let keys = 0;
  let depth = 0;
  let open = 0;
  const begin = () => {
    open++;
    if (open > depth) depth = open;
  };
  const end = () => {
    open--;
  };
  const key = () => {
    keys++;
  };
  scanJson(text, { beginMapping: begin, beginSequence: begin, end, key, scalar: () => {} });
  return { keys, depth };
}

/** @returns how many keys a value has, with all below it: fewer than its text has where one stands twice in a mapping */
export function keyCount(value: Json | undefined): number {
  if (typeof value !== 'object' || value === null) return 0;
  const children = Object.values(value);
  const own = Array.isArray(value) ? 0 : children.length;
  return children.reduce<number>((sum, child) => sum + keyCount(child), own);
}
