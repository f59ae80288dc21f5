import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfigFile } from '../../src/cli/config-file.js';
import { checkConfig } from '../../src/cli/config-schema.js';
import type { LedgerEntry, RuleId } from '../../src/model/index.js';
import type { Example, Fragment, FragmentKind } from '../../src/rules/examples/fragment.js';
import { examples } from '../../src/rules/examples/index.js';
import { rules } from '../../src/rules/index.js';
import { conversionOf, mapOf, shownBy, written } from './example-api.js';
import { largeExamples } from './large-examples.js';

const all = Object.values(rules).map(({ id }): [RuleId, Example] => [id, examples[id]]);

const aboutDecisions = 'It is about a decision and no construct, so no ledger has it; the tests of decisions show it.';

/** Rules that no snippet can show, each with the reason. One that is shown after all must leave the list. */
const notShown: Partial<Record<RuleId, string>> = {
  'decisions/acceptance-expired': aboutDecisions,
  'decisions/acceptance-unused': aboutDecisions,
  'decisions/unused': aboutDecisions,
  'ledger/unclaimed': 'A definition that shows it would be a gap in the converter, and the first thing to mend.',
};

/** Rules that hold for the bare API of all snippets, whatever they say. */
const ofEveryApi: RuleId[] = [
  'api/identity',
  'behaviour/error-responses',
  'behaviour/method-override',
  'behaviour/response-headers',
  'behaviour/trailing-slash',
  'behaviour/unknown-route',
  'lambda/payload-1',
  'quotas/request-size',
  'routes/carried',
];

const waits = ({ outcome }: LedgerEntry) => outcome === 'blocked' || outcome === 'unknown';

/** Examples whose last snippet is of this kind. */
function endingIn(kind: FragmentKind): [RuleId, Example][] {
  return all.filter(([, { after }]) => after.of === kind);
}

async function entriesBy(rule: RuleId, ...decided: Fragment[]): Promise<LedgerEntry[]> {
  const more = largeExamples[rule];
  const { ledger } = await conversionOf(...shownBy(examples[rule]), ...(more ? [more] : []), ...decided);
  return ledger.filter((entry) => entry.rule === rule);
}

describe('the snippets of a rule', () => {
  it.each(all.filter(([rule]) => !(rule in notShown)))('%s: the converter names the rule', async (rule) => {
    expect(await entriesBy(rule)).not.toEqual([]);
  });

  it('are the reason why it is named', async () => {
    const { ledger } = await conversionOf();
    expect([...new Set(ledger.map(({ rule }) => rule))].sort()).toEqual(ofEveryApi);
  });

  it.each(endingIn('becomes'))('%s: the HTTP API has what stands there', async (_rule, example) => {
    const conversion = await conversionOf(...shownBy(example));
    expect(written(conversion, example.before)).toMatchObject(mapOf(example.after.text));
  });

  it.each(endingIn('stage'))('%s: the stage has what stands there', async (_rule, example) => {
    const { stage } = await conversionOf(...shownBy(example));
    expect(stage).toMatchObject(mapOf(example.after.text));
  });

  it.each(endingIn('write'))('%s: what is written instead is free of the rule, and moves', async (rule, example) => {
    const instead = { of: example.before.of, text: example.after.text };
    const { ledger } = await conversionOf(instead, ...(example.beside ? [example.beside] : []));
    expect(ledger.filter((entry) => entry.rule === rule || waits(entry))).toEqual([]);
  });

  it.each(endingIn('decide'))('%s: the decision frees what waits', async (rule, { after }) => {
    expect((await entriesBy(rule)).some(waits)).toBe(true);
    expect((await entriesBy(rule, after)).filter(waits)).toEqual([]);
  });

  const decisions = all.flatMap(([rule, { beside, after }]) =>
    [beside, after].filter((one) => one?.of === 'decide').map((one) => [rule, one?.text ?? ''] as const),
  );
  it.each(decisions)('%s: the decision is one that migrate.config.yaml may hold', async (_rule, text) => {
    const file = parseConfigFile({ file: 'migrate.config.yaml', text });
    await expect(checkConfig(file)).resolves.toBeDefined();
  });

  it.each(all)('%s: has lines that fit a terminal and a page', (_rule, { before, beside, after }) => {
    for (const fragment of [before, beside, after]) {
      expect(fragment?.text ?? 'x').toMatch(/^\S/);
      expect(fragment?.text ?? '').not.toMatch(/\s$|\t/);
    }
  });
});

describe('a rule that no snippet shows', () => {
  it.each(Object.keys(notShown) as RuleId[])('%s: is shown by no sample either', (rule) => {
    expect(rulesOfSamples()).not.toContain(rule);
  });

  it.each(Object.keys(notShown) as RuleId[])('%s: is not shown by its snippets', async (rule) => {
    expect(await entriesBy(rule)).toEqual([]);
  });
});

/** Rules in the ledgers of all samples. */
function rulesOfSamples(): Set<string> {
  const folder = join(import.meta.dirname, '../../samples');
  const ledgers = readdirSync(folder, { withFileTypes: true })
    // What stands in breakers/ has no golden analysis.
    .filter((entry) => entry.isDirectory() && entry.name !== 'breakers')
    .map(({ name }) => JSON.parse(readFileSync(join(folder, name, 'expected/analysis.json'), 'utf8')));
  return new Set(ledgers.flatMap(({ entries }) => entries.map(({ rule }: { rule: string }) => rule)));
}
