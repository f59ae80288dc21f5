import type { LedgerEntry, Outcome, Rule } from '../../src/model/index.js';
import type { Fragment } from '../../src/rules/examples/fragment.js';
import { examples } from '../../src/rules/examples/index.js';
import { conversionOf, shownBy } from '../../test/rules/example-api.js';
import { largeExamples } from '../../test/rules/large-examples.js';

/** What becomes of the example of a rule, as the converter has it. */
export interface Outcomes {
  /** As it stands. */
  now: Outcome[];
  /** Once the loss is accepted or the decision made; undefined where there is none. */
  decided: Outcome[] | undefined;
}

/** @returns what the converter says of the example of a rule, before and after the user has decided */
export async function outcomesOf({ id, acceptable }: Rule): Promise<Outcomes> {
  const { after, ...example } = examples[id];
  const large = largeExamples[id];
  const shown = [...shownBy({ ...example, after }), ...(large ? [large] : [])];
  const entriesWith = async (...more: Fragment[]) =>
    (await conversionOf(...shown, ...more)).ledger.filter(({ rule }) => rule === id);
  const decision = after.of === 'decide' ? after : acceptable ? acceptanceOf(id) : undefined;
  const now = outcomesIn(await entriesWith());
  return {
    now: now.length === 0 ? ['unknown'] : now,
    decided: decision && now.length > 0 ? outcomesIn(await entriesWith(decision)) : undefined,
  };
}

function acceptanceOf(rule: string): Fragment {
  return { of: 'decide', text: `accept: [{rule: ${rule}, reason: documentation}]` };
}

function outcomesIn(entries: readonly LedgerEntry[]): Outcome[] {
  return [...new Set(entries.map(({ outcome }) => outcome))].sort();
}
