import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import AjvDraft4 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { Failure, noDecisions } from '../../src/model/index.js';
import { type Analysis, printAnalysis } from '../../src/report/analysis.js';
import { sourceUri } from '../../src/report/source-uri.js';
import { analysed, analysedFile, hostileDefinition, largeDefinition } from './analysed.js';

const schema = JSON.parse(readFileSync(new URL('sarif/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8'));
// A pattern of the schema (for languages) is none in the mode of Unicode.
const ajv = new AjvDraft4.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

const samples = new URL('../../samples/', import.meta.url);
const definitions = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /^[^/]+\/(?:rest-api\.(?:yaml|json)|openapi\.json)$/.test(name),
);

interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  locations: {
    physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number; startColumn: number } };
  }[];
  partialFingerprints: Record<string, string>;
  suppressions: { kind: string; justification: string }[];
}

interface Log {
  runs: {
    tool: { driver: { rules: { id: string; helpUri?: string; help: { text: string } }[] } };
    invocations: { toolExecutionNotifications?: { message: { text: string } }[] }[];
    results: Result[];
  }[];
}

function logOf(analysis: Analysis): Log {
  return JSON.parse([...printAnalysis(analysis, 'sarif', { width: 100, verbose: false })].join(''));
}

function runOf(analysis: Analysis) {
  const [run] = logOf(analysis).runs;
  if (run === undefined) throw new Error('The log has no run');
  return run;
}

const fingerprints = (analysis: Analysis) =>
  runOf(analysis)
    .results.map(({ partialFingerprints }) => partialFingerprints['apigwMigrate/v1'])
    .sort();

describe('the SARIF of an analysis fits the schema of SARIF 2.1.0', () => {
  it.each(definitions)('samples/%s', async (name) => {
    validate(logOf(await analysedFile(new URL(name, samples).pathname, name)));
    expect(validate.errors).toBeNull();
  });

  it('with names that are hostile', async () => {
    validate(logOf(await analysed(hostileDefinition(), { file: './dir with space/ü#?.yaml' })));
    expect(validate.errors).toBeNull();
  });

  const corpus = new URL('../../../shared/corpus/openapi/', import.meta.url);
  const real = existsSync(corpus) ? readdirSync(corpus).filter((_, index) => index % 8 === 0) : [];
  it.skipIf(real.length === 0)('every eighth real definition', { timeout: 120_000 }, async () => {
    for (const name of real) {
      const analysis = await analysedFile(new URL(name, corpus).pathname, name).catch((error: unknown) => {
        if (error instanceof Failure) return undefined;
        throw error;
      });
      if (analysis === undefined) continue;
      validate(logOf(analysis));
      expect([name, validate.errors]).toEqual([name, null]);
    }
  });
});

describe('a result', () => {
  it('stands at the line of what it is about', async () => {
    const text = readFileSync(new URL('orders/rest-api.yaml', samples), 'utf8');
    const { results } = runOf(await analysed(text));
    const key = results.find(({ ruleId }) => ruleId === 'access/api-key');
    const { startLine = 0, startColumn = 0 } = key?.locations[0]?.physicalLocation.region ?? {};
    expect(text.split('\n')[startLine - 1]?.slice(startColumn - 1)).toBe('api_key: []');
  });

  it('names its rule, which explains itself and links to AWS', async () => {
    const { tool, results } = runOf(await analysed(largeDefinition(12)));
    const { rules } = tool.driver;
    expect(results.length).toBeGreaterThan(10);
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    for (const { help, helpUri } of rules)
      expect([help.text, helpUri]).toEqual([expect.stringMatching(/\n\nDo: ./), expect.stringMatching(/^https:/)]);
  });

  it('is an error where something is blocked, a warning for a loss, a note for a change; the gravest come first', async () => {
    const analysis = await analysed(largeDefinition(12));
    const levels = runOf(analysis).results.map(({ level }) => level);
    const weights = ['error', 'warning', 'note'];
    expect(levels).toEqual(levels.toSorted((one, other) => weights.indexOf(one) - weights.indexOf(other)));
    expect(new Set(levels)).toEqual(new Set(['error', 'note']));
  });

  it('that was accepted is suppressed with the reason, and all others say that they are not', async () => {
    const reason = 'Only the office reaches it.';
    const decisions = { ...noDecisions(), accept: [{ rule: 'access/api-key' as const, reason }] };
    const { results } = runOf(await analysed(largeDefinition(12), { decisions }));
    const [accepted, others] = [true, false].map((is) =>
      results.filter(({ ruleId }) => (ruleId === 'access/api-key') === is),
    );
    expect(accepted?.map(({ suppressions }) => suppressions)).toEqual(
      accepted?.map(() => [{ kind: 'external', status: 'accepted', justification: reason }]),
    );
    expect(others?.every(({ suppressions }) => suppressions.length === 0)).toBe(true);
    expect(accepted?.length).toBeGreaterThan(0);
  });

  it('has a fingerprint of its own, which another order and another format of the file do not change', async () => {
    const document = JSON.parse(largeDefinition(24));
    const paths = Object.fromEntries(Object.entries(document.paths).reverse());
    const turned = JSON.stringify({ components: document.components, ...document, paths });
    const [first, second] = [await analysed(largeDefinition(24)), await analysed(turned)].map(fingerprints);
    expect(second).toEqual(first);
    expect(new Set(first).size).toBe(first?.length);
  });
});

describe('what GitHub takes', () => {
  /** An analysis with its findings so many times over, each with more to its message. */
  async function many(times: number, more: () => string = () => ''): Promise<Analysis> {
    const analysis = await analysed(largeDefinition(6));
    const { ledger } = analysis.conversion;
    const entries = Array.from({ length: times }, () =>
      ledger.map((entry) => ({ ...entry, message: `${entry.message}${more()}` })),
    ).flat();
    return { ...analysis, conversion: { ...analysis.conversion, ledger: entries } };
  }
  const notice = { rule: 'decisions/acceptance-expired', subject: 'access/api-key', message: 'It has ended.' } as const;
  const told = (analysis: Analysis) => {
    const { results, invocations } = runOf(analysis);
    const notes = invocations[0]?.toolExecutionNotifications ?? [];
    return { results, notes: notes.map(({ message }) => message.text) };
  };
  const weights = ['error', 'warning', 'note'];

  it('is 25,000 results: what is more is left out, from the least grave on, and counted', async () => {
    const { results: six } = told(await many(1));
    const { results, notes } = told({ ...(await many(1500)), notices: [notice] });
    expect(results).toHaveLength(25_000);
    expect(notes).toEqual([
      expect.stringMatching(`^${six.length * 1500 + 1 - 25_000} findings, the least grave ones, are left out`),
      'GitHub shows 5000 of these 25000 results, the gravest first.',
    ]);
    const levels = results.map(({ level }) => weights.indexOf(level));
    expect(levels).toEqual(levels.toSorted());
    expect(results.some(({ ruleId }) => ruleId === notice.rule)).toBe(true);
  });

  it('is 10 MB after gzip: of long messages fewer fit, and what is left out is counted', {
    timeout: 60_000,
  }, async () => {
    // Digests do not compress to less than half: some 2 kB a message.
    let count = 0;
    const noise = () =>
      Array.from({ length: 64 }, () => createHash('sha256').update(String(count++)).digest('hex')).join('');
    const { results: once } = told(await many(1));
    const text = [...printAnalysis(await many(400, noise), 'sarif', { width: 100, verbose: false })].join('');
    expect(gzipSync(text).length).toBeLessThanOrEqual(10_000_000);
    const { results = [], invocations = [] } = (JSON.parse(text) as Log).runs[0] ?? {};
    const all = once.length * 400;
    expect(results.length).toBeLessThan(all);
    expect(results.length).toBeGreaterThan(all / 3);
    expect(invocations[0]?.toolExecutionNotifications?.[0]?.message.text).toMatch(
      `${all - results.length} findings, the least grave ones, are left out`,
    );
    const errors = (some: readonly Result[]) => some.filter(({ level }) => level === 'error').length;
    expect(errors(results)).toBe(Math.min(results.length, errors(once) * 400));
  });

  it('is not spoken of where everything fits', async () => {
    expect(told(await many(10)).notes).toEqual([]);
  });
});

it.each([
  ['api.yaml', 'api.yaml'],
  ['./specs/api.yaml', 'specs/api.yaml'],
  ['../api.yaml', '../api.yaml'],
  ['my apis/ü#1?.yaml', 'my%20apis/%C3%BC%231%3F.yaml'],
  [String.raw`specs\api.yaml`, 'specs/api.yaml'],
  ['/srv/a b.yaml', 'file:///srv/a%20b.yaml'],
  [String.raw`C:\apis\a b.yaml`, 'file:///C:/apis/a%20b.yaml'],
  ['<stdin>', '%3Cstdin%3E'],
  ['a:b.yaml', 'a%3Ab.yaml'],
])('the file %s has the URI %s', (file, uri) => {
  expect(sourceUri(file)).toBe(uri);
});
