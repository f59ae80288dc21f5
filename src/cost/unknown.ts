import type { CostLine, CostSide } from './comparison.js';

/**
 * Says why a total is unknown. Where the same price is missing on both sides, it is said once.
 *
 * @returns one sentence per reason; `[]` when both totals are known
 */
export function unknownOf(region: string, sides: CostSide[]): string[] {
  const lines = sides.flatMap((side) => side.lines);
  return [...new Set(lines.flatMap((line) => reasonFor(line, region)))];
}

function reasonFor(line: CostLine, region: string): string[] {
  if (line.amount !== undefined) return [];
  if (line.price === undefined) return [`The price list has no price for ${region}: ${line.what}.`];
  return ['The number of requests is unknown: pass --requests.'];
}
