import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountOperations } from '../../src/local-aws/account.js';
import { seedApi } from '../../src/local-aws/seed.js';
import { emptyState, readState, type State, stateText } from '../../src/local-aws/state.js';
import { oneAtATime, openState } from '../../src/local-aws/state-file.js';
import type { JsonObject } from '../../src/model/index.js';
import { parseDocument } from '../../src/openapi/parse.js';
import { countingWorld } from './world.js';

const mock = { 'x-amazon-apigateway-integration': { type: 'mock' } };
const rest = JSON.stringify({
  openapi: '3.0.1',
  info: { title: 'Books', version: '1' },
  paths: { '/books': { get: mock } },
});
const http = JSON.stringify({
  ...{ openapi: '3.0.1', info: { title: 'Books', version: '1' }, 'x-amazon-apigateway-importexport-version': '1.0' },
  paths: {
    '/books': {
      get: {
        'x-amazon-apigateway-integration': {
          ...{ type: 'http_proxy', httpMethod: 'GET', uri: 'https://example.com', payloadFormatVersion: '1.0' },
        },
      },
    },
  },
});

function seed(text: string, settings?: JsonObject) {
  const beside = settings && { settings: { file: 'settings.json', text: JSON.stringify(settings) } };
  return { document: parseDocument({ file: 'openapi.json', text, ...beside }), stageVariables: {} };
}

async function seeded(): Promise<State> {
  const state = emptyState();
  const world = countingWorld();
  await seedApi(seed(rest), state, world);
  await seedApi(seed(http), state, world);
  const make = accountOperations(state.account).find(({ path, verb }) => path === '/domainnames' && verb === 'POST');
  await make?.run({ domainName: 'api.example.com' }, world);
  return state;
}

describe('a state', () => {
  it('reads back as it was written, with one set of domain names', async () => {
    const state = await seeded();
    const read = readState(stateText(state), 'state.json');
    expect(read).toEqual(state);
    expect(Object.keys(read.account.http.domainNames)).toEqual(['api.example.com']);
    expect(read.account.rest.domainNames).toBe(read.account.http.domainNames);
  });

  it.each([
    ['an API without its routes', ['http', 'apis']],
    ['a stage that is none', ['rest', 'apis']],
    ['no list of seeds', ['seeds']],
    ['no functions', ['functions']],
    ['no user pools', ['userPools']],
    ['no metrics', ['metrics']],
  ])('is refused with %s', async (_, [part = '', member]) => {
    const written: Record<string, Record<string, unknown>> = JSON.parse(stateText(await seeded()));
    if (member === undefined) delete written[part];
    else written[part] = { ...written[part], [member]: { abc: {} } };
    expect(() => readState(JSON.stringify(written), 'state.json')).toThrow(`The state is broken: ${part}`);
  });
});

describe('a state file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'state-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made, written whole, and begun with the next time', async () => {
    const file = join(folder, 'state.json');
    const first = await openState(file);
    expect(readState(readFileSync(file, 'utf8'), file)).toEqual(emptyState());
    first.state.seeds.push('a');
    await Promise.all([first.keep(), first.keep(), first.keep()]);
    expect((await openState(file)).state.seeds).toEqual(['a']);
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  it('is left as it is when it is refused', async () => {
    const file = join(folder, 'state.json');
    writeFileSync(file, 'mine');
    await expect(openState(file)).rejects.toMatchObject({ kind: 'usage', place: { file } });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    await expect(openState(folder)).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining('EISDIR'),
    });
  });
});

describe('keeping one at a time', () => {
  it('ends with what was there when it was asked for, in few writes', async () => {
    let value = 0;
    const written: number[] = [];
    const keep = oneAtATime(async () => {
      const now = value;
      await new Promise((resolve) => setImmediate(resolve));
      written.push(now);
    });
    const ends = [1, 2, 3, 4].map(async (next) => {
      value = next;
      await keep();
      return written.at(-1) ?? 0;
    });
    expect((await Promise.all(ends)).every((seen, index) => seen >= index + 1)).toBe(true);
    expect(written).toEqual([1, 4]);
  });

  it('goes on after a write that failed, which fails whoever asked for it', async () => {
    let writes = 0;
    const keep = oneAtATime(async () => {
      writes += 1;
      if (writes === 1) throw new Error('disk full');
    });
    const [first, second] = await Promise.allSettled([keep(), keep()]);
    expect(first).toMatchObject({ status: 'rejected', reason: new Error('disk full') });
    expect([second.status, writes]).toEqual(['fulfilled', 2]);
  });
});

describe('a seed', () => {
  it('is deployed as the settings beside it say', async () => {
    const state = emptyState();
    const stage = {
      ...{ stageName: 'dev', variables: { table: 'books' }, tracingEnabled: true, deploymentId: 'theirs' },
      methodSettings: { '*/*': { throttlingBurstLimit: 5, throttlingRateLimit: 1 } },
    };
    await seedApi({ ...seed(rest, { version: 1, stage }), stageVariables: { extra: '1' } }, state, countingWorld());
    const [record] = Object.values(state.account.rest.apis);
    expect(record?.stages).toMatchObject({
      dev: {
        ...{ variables: { table: 'books', extra: '1' }, tracingEnabled: true },
        ...{ methodSettings: stage.methodSettings, deploymentId: Object.keys(record?.deployments ?? {})[0] },
      },
    });
  });

  it('is imported once, unless it or its stage is another', async () => {
    const state = emptyState();
    const world = countingWorld();
    for (const one of [seed(rest), seed(rest), { ...seed(rest), stage: 'dev' }, seed(rest.replace('Books', 'More'))]) {
      await seedApi(one, state, world);
    }
    expect(Object.values(state.account.rest.apis).map(({ stages }) => Object.keys(stages))).toEqual([
      ['prod'],
      ['dev'],
      ['prod'],
    ]);
  });
});
