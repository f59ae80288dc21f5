import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { migrate } from '../command-line.js';

const sample = fileURLToPath(new URL('../../samples/orders/rest-api.yaml', import.meta.url));

const definition = JSON.stringify({
  openapi: '3.0.1',
  info: { title: 'one', version: '1' },
  paths: {
    '/a': {
      get: {
        responses: {},
        'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri: '${orders}' },
      },
    },
  },
});

describe('migrate analyze --format json', () => {
  it('gives the same bytes each time', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => migrate(['analyze', sample, '--format', 'json'])));
    expect(second).toEqual(first);
  });

  it('places each entry in the file', async () => {
    const { stdout } = await migrate(['analyze', sample, '--format', 'json']);
    const { entries } = JSON.parse(stdout);
    const lines = readFileSync(sample, 'utf8').split('\n');
    const placed = entries.filter(({ at }: { at: { pointer: string } }) => at.pointer !== '');
    expect(placed.length).toBeGreaterThan(90);
    for (const { at } of placed) {
      const key = at.pointer.split('/').at(-1).replaceAll('~1', '/').replaceAll('~0', '~');
      const text = (lines[at.line - 1] ?? '').slice(at.column - 1);
      if (!/^\d+$/.test(key) || text.startsWith(key))
        expect(text.replace(/^["']/, '')).toMatch(new RegExp(`^${key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
    }
  });

  it('fingerprints survive another order and another format of the file', async () => {
    const document = JSON.parse(definition);
    const turned = JSON.stringify(
      { paths: document.paths, info: document.info, openapi: document.openapi },
      undefined,
      4,
    );
    const runs = await Promise.all(
      [definition, turned].map((input) => migrate(['analyze', '-', '--format', 'json'], { input })),
    );
    const prints = runs.map(({ stdout }) =>
      JSON.parse(stdout).entries.map((entry: { fingerprint: string }) => entry.fingerprint),
    );
    expect(prints[0]).toEqual(prints[1]);
    expect(new Set(prints[0]).size).toBe(prints[0].length);
  });
});

describe('the exit code of analyze follows --fail-on', () => {
  it.concurrent.each<[string, number]>([
    ['blocked', 0],
    ['loss', 0],
    ['change', 1],
    ['info', 1],
    ['never', 0],
  ])('%s: %i, for an API with changes only', async (failOn, expected) => {
    const { status } = await migrate(['analyze', '-', '--fail-on', failOn], { input: definition });
    expect(status).toBe(expected);
  });

  it('1 where something is blocked', async () => {
    const { status, stdout } = await migrate(['analyze', sample]);
    expect(status).toBe(1);
    expect(stdout.split('\n').slice(0, 5).join('\n')).toMatch(
      /Verdict: not as a whole.*\n {2}12 of 14 methods can move now/,
    );
  });
});

it('the text tells everything that the ledger counts', async () => {
  const { stdout } = await migrate(['analyze', sample]);
  const [, sum, parts] = /Constructs: (\d+) = ([^:]+?unknown)/.exec(stdout) ?? [];
  const counts = [...(parts ?? '').matchAll(/(\d+) /g)].map(([, count]) => Number(count));
  expect(counts.reduce((total, count) => total + count, 0)).toBe(Number(sum));
  expect(stdout).toMatch(/Next: migrate convert .*rest-api\.yaml -o http-api\.yaml --partial/);
});
