import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { acceptableRules } from '../../src/convert/acceptance.js';
import { foretold } from '../../src/diff/foretold.js';
import { idle } from '../../src/diff/not-shown.js';
import { type Decisions, Failure, noDecisions, type RestApi } from '../../src/model/index.js';
import { readRestDefinition } from '../../src/openapi/rest/read-definition.js';
import { corpusShare } from '../corpus-share.js';
import { proofOf } from './proving.js';

/** Real definitions of REST APIs and templates with one in them, where they are at hand; the project is complete without them. */
const corpus = new URL('../../../shared/corpus/', import.meta.url);
const files = existsSync(corpus)
  ? ['openapi', 'iac'].flatMap((folder) => readdirSync(new URL(folder, corpus)).map((file) => `${folder}/${file}`))
  : [];

async function readable(file: string): Promise<RestApi | undefined> {
  const source = { file, text: readFileSync(new URL(file, corpus), 'utf8') };
  try {
    return (await readRestDefinition(source)).api;
  } catch (error) {
    // What is refused and why is in test/corpus.test.ts.
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** Nothing decided, and everything that can be: with one payload format or the other. */
function choices({ authorizers }: RestApi, index: number): Decisions[] {
  const cognito = authorizers.flatMap(({ kind, name }) => (kind === 'cognito' ? [[name, { audience: ['a'] }]] : []));
  const accept = [...acceptableRules].map((rule) => ({ rule, reason: 'to see what is written then' }));
  const payloadFormat = index % 3 === 0 ? '2.0' : '1.0';
  return [noDecisions(), { ...noDecisions(), accept, authorizers: Object.fromEntries(cognito), payloadFormat }];
}

describe.skipIf(files.length === 0)('a real definition', () => {
  it.each(
    corpusShare(
      files.map((file, index) => [file, index] as const),
      1,
    ),
  )('%s differs only as foretold, and what is foretold is seen or has a reason', async (file, index) => {
    const api = await readable(file);
    if (!api) return;
    for (const decisions of choices(api, index)) {
      const { result, ledger } = await proofOf(api, decisions);
      expect(result.differences.filter(({ rule }) => rule === null)).toEqual([]);
      const { notShown = [] } = result;
      expect(notShown.filter(({ reason }) => reason === idle)).toEqual([]);
      const onRecord = new Set(ledger.map(({ rule }) => rule));
      for (const { rule } of notShown) {
        expect(onRecord).toContain(rule);
        expect(result.differences.map((one) => one.rule)).not.toContain(rule);
      }
    }
  });
});

it('each rule that foretells nothing to be seen has a reason of its own words', () => {
  const reasons = Object.entries(foretold).flatMap(([rule, row]) => (row.kind === 'shown' ? [] : [[rule, row.reason]]));
  expect(reasons.filter(([, reason]) => (reason?.split(' ').length ?? 0) < 4)).toEqual([]);
  for (const row of Object.values(foretold)) {
    if (row.kind === 'shown')
      for (const { otherwise } of row.needs) expect(otherwise.split(' ').length).toBeGreaterThanOrEqual(4);
  }
});
