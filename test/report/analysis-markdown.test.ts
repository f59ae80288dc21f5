import { assert, asyncProperty, constantFrom, integer, record, string } from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../src/model/index.js';
import { type Analysis, printAnalysis } from '../../src/report/analysis.js';
import { findingsByTask, isTold } from '../../src/report/finding-tasks.js';
import { markdownCode, markdownText } from '../../src/report/markdown.js';
import { analysed, hostileDefinition, largeDefinition } from './analysed.js';

const markdown = (analysis: Analysis) =>
  [...printAnalysis(analysis, 'markdown', { width: 100, verbose: false })].join('');

let base: Analysis;
beforeAll(async () => {
  base = await analysed(largeDefinition(12));
});

/** The same findings, with texts of another size, at so many places. */
function grown({ messages, places, text }: { messages: number; places: number; text: string }): Analysis {
  const entries = base.conversion.ledger.flatMap((entry): LedgerEntry[] =>
    Array.from({ length: messages }, (_, message) =>
      Array.from({ length: places }, () => ({ ...entry, message: `${entry.message} ${message} ${text}` })),
    ).flat(),
  );
  const routes = base.conversion.routes.map(({ route, verdict }) => ({
    route: { ...route, path: `${route.path}${text}` },
    verdict,
  }));
  return {
    ...base,
    input: `api.yaml${text}`,
    api: { ...base.api, name: { ...base.api.name, text } },
    conversion: { ...base.conversion, ledger: entries, routes },
  };
}

describe('the Markdown of an analysis', () => {
  it('fits a comment of GitHub whatever there is to tell, and tells or counts every finding', async () => {
    const sizes = record({
      messages: integer({ min: 1, max: 25 }),
      places: integer({ min: 1, max: 4 }),
      text: string({
        maxLength: 3000,
        size: 'max',
        unit: constantFrom('`', '|', '<', '@', 'a', '\n', '$', '\u{1F600}'),
      }),
    });
    await assert(
      asyncProperty(sizes, async (size) => {
        const analysis = grown(size);
        const text = markdown(analysis);
        expect(text.length).toBeLessThanOrEqual(65_000);
        const findings = findingsByTask(analysis)
          .filter(({ task }) => isTold(task))
          .flatMap((group) => group.findings);
        const told = text.match(/^<details><summary><code>/gm)?.length ?? 0;
        const left = Number(/\*\*(\d+) more findings? ha/.exec(text)?.[1] ?? 0);
        expect(told + left).toBe(findings.length);
        expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });

  it('begins with the verdict', () => {
    expect(markdown(base).split('\n')[0]).toBe('## Large: not as a whole: some of it has to stay on REST');
  });

  it('shows names as text, whatever is in them', async () => {
    const text = markdown(await analysed(hostileDefinition()));
    const outsideOfCode = text
      .replaceAll(/^```[\s\S]*?^```/gm, '')
      .replaceAll(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
    expect(text).toContain('octocat');
    expect(outsideOfCode).not.toMatch(/(?<!\\)<(?!\/?(?:details|summary|code|sub)>|!-- -->)/);
    expect(outsideOfCode).not.toMatch(/@octocat|#1\b|(?<!\\)\[a\]/);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
    for (const line of outsideOfCode.split('\n').filter((one) => one.startsWith('| ')))
      expect([4, 5]).toContain(line.split(/(?<!\\)\|/).length);
  });
});

it.each([
  ['@octocat', '@<!-- -->octocat'],
  ['fixes #12', 'fixes #<!-- -->12'],
  ['<b>|*x*|_y_', String.raw`\<b\>\|\*x\*\|\_y\_`],
  ['[a](http://b)', String.raw`\[a\](http:<!-- -->//b)`],
  ['${a}$', '&#36;{a}&#36;'],
  ['# no heading', '<!-- --># no heading'],
  ['- no item', '<!-- -->- no item'],
  ['1. no item', '<!-- -->1. no item'],
  ['www.example.com', 'www<!-- -->.example.com'],
  ['&lt;', '&amp;lt;'],
  ['a\u001B[1m\nb', String.raw`a${'\uFFFD'}\[1m b`],
])('the text %j is %j in Markdown', (text, expected) => {
  expect(markdownText(text)).toBe(expected);
});

it.each([
  ['GET /a', '`GET /a`'],
  ['a`b', '``a`b``'],
  ['`', '`` ` ``'],
  ['a|b', String.raw`\`a\|b\``.replaceAll('\\`', '`')],
])('the name %j is %j in Markdown', (text, expected) => {
  expect(markdownCode(text)).toBe(expected);
});
