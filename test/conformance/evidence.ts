import type { Evidence } from '../../src/model/index.js';

/** How far to trust a case (section 3 of the README of the cases). "V/C" counts as the weaker of the two. */
const letters: [oracle: RegExp, evidence: RegExp, letter: Evidence][] = [
  [/./, /^sdk-fixture-edited$/, 'C'],
  [/^aws$/, /^(recorded(-by-maintainer)?|capture(-restated)?|asserted(-manual)?|manual|derived-from-recorded)$/, 'V'],
  [/^aws$/, /^claimed-measured$/, 'C'],
  [/^aws$/, /^analog-/, 'I'],
  [/^aws-docs$/, /^documentation/, 'D'],
  [/^localstack$/, /^unit-test$/, 'C'],
];

/** @returns the letter of facts and rules for what a case says of its source; `U` for what is not in the table */
export function evidenceOf(oracle: string, evidence: string): Evidence {
  return letters.find(([one, other]) => one.test(oracle) && other.test(evidence))?.[2] ?? 'U';
}
