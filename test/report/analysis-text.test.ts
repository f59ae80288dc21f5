import { describe, expect, it } from 'vitest';
import { printAnalysis } from '../../src/report/analysis.js';
import { findingsByTask } from '../../src/report/finding-tasks.js';
import { analysed, analysedFile, hostileDefinition, largeDefinition } from './analysed.js';

const orders = () =>
  analysedFile(new URL('../../samples/orders/rest-api.yaml', import.meta.url).pathname, 'rest-api.yaml');
const apis = { small: orders, large: () => analysed(largeDefinition(300)) };

type Analysed = Awaited<ReturnType<typeof orders>>;
const textOf = (analysis: Analysed, width: number, verbose = false) =>
  [...printAnalysis(analysis, 'text', { width, verbose })].join('');

/** Up to the first finding: what somebody sees first, and the table of methods. */
const firstScreens = (text: string) => text.slice(0, /\n\nTo (?:decide|accept|change)[^\n]*:/.exec(text)?.index);

describe('the text of an analysis', () => {
  it.each([
    ['small', 60],
    ['small', 100],
    ['large', 60],
    ['large', 100],
  ] as const)(
    'begins with verdict, reason, what to do and the methods: a %s API in %i columns',
    async (size, width) => {
      const text = firstScreens(textOf(await apis[size](), width));
      await expect(`${text}\n`).toMatchFileSnapshot(`golden/analysis-${size}-${width}.txt`);
    },
  );

  it.each([60, 100])('keeps within %i columns, but for single words that are longer', async (width) => {
    for (const verbose of [false, true]) {
      const lines = textOf(await orders(), width, verbose).split('\n');
      const longer = lines.filter((line) => line.length > width && !/^ *\S+$/.test(line));
      // Commands are taken whole, and a path is never cut.
      const allowed = /migrate |aws |^ {4}[A-Z]+ \//;
      expect(longer.filter((line) => !allowed.test(line))).toEqual([]);
    }
  });

  it('counts every construct under one task, and says so in numbers that add up', async () => {
    for (const api of Object.values(apis)) {
      const analysis = await api();
      const { ledger } = analysis.conversion;
      const text = textOf(analysis, 100);
      expect(findingsByTask(analysis).reduce((sum, { places }) => sum + places, 0)).toBe(ledger.length);
      const rows = [...text.matchAll(/^ {2}(?:To|Lost|Follows|Nothing)\b[^:\n]*? {2,}(\d+)/gm)];
      expect(rows.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(ledger.length);
    }
  });

  it('has fewer lines than 300 methods would fill, and says how many it left out', async () => {
    const text = textOf(await analysed(largeDefinition(300)), 100);
    expect(text.split('\n').length).toBeLessThan(300);
    const shown = text.match(/^ {4}GET \/service/gm)?.length ?? 0;
    const left = [...text.matchAll(/^ {4}and (\d+) more$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
    expect(shown + left).toBe(300);
  });

  it.each([
    [
      'ready to go on',
      largeDefinition(1),
      /^Verdict: ready.*\n {2}1 of 1 method can move now[\s\S]*Why: Nothing holds it back/m,
    ],
    [
      'without methods',
      '{"openapi":"3.0.1","info":{"title":"a","version":"1"},"paths":{}}',
      /Why: The definition has no methods\./,
    ],
    [
      'that waits',
      largeDefinition(2),
      /Why: HTTP APIs have no API keys \(access\/api-key, GET \/service-0\/resource-1\)/,
    ],
  ])('gives the reason for an API %s', async (_, definition, expected) => {
    expect(textOf(await analysed(definition), 100)).toMatch(expected);
  });

  it('quotes a file name in the next command where a shell needs it', async () => {
    const text = textOf(await analysed(largeDefinition(1), { file: 'my api.yaml' }), 100);
    expect(text).toContain("migrate convert 'my api.yaml' -o http-api.yaml");
  });

  it('lets nothing through to the terminal that is not seen there, whatever the names are', async () => {
    for (const verbose of [false, true]) {
      const text = textOf(await analysed(hostileDefinition(), { file: 'a\u001Bb.yaml' }), 80, verbose);
      expect(text).toContain('red</title>');
      expect(text.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
    }
  });
});

describe('with --verbose', () => {
  it('each finding shows the line it stands in, with its key marked', async () => {
    const text = textOf(await orders(), 100, true);
    expect(text).toContain(
      ['      375:9 GET /reports/daily', '        375 | - api_key: []', '            |   ^^^^^^^'].join('\n'),
    );
  });

  it('all methods are listed', async () => {
    const text = textOf(await analysed(largeDefinition(300)), 100, true);
    expect(text).not.toMatch(/and \d+ more/);
    for (let index = 0; index < 300; index++) expect(text).toContain(`/resource-${index} `);
  });

  it('a definition in one line is cut around each place', async () => {
    const text = textOf(await analysed(largeDefinition(60, 0)), 80, true);
    const excerpts = [...text.matchAll(/^ +1 \| (.*)\n +\| ( *)(\^+)$/gm)];
    expect(excerpts.length).toBeGreaterThan(50);
    for (const [whole = '', line = '', before = '', marks = ''] of excerpts) {
      expect(whole.split('\n').every((one) => one.length <= 80)).toBe(true);
      const marked = line.slice(before.length, before.length + marks.length);
      expect(marked).toMatch(/^"[^"]*(?:"|…)$/);
    }
  });
});
