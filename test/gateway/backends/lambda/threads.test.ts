import { execFile } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type OpenedBackends, openBackends } from '../../../../src/gateway/backends/backends.js';
import type { BackendDecision, Json } from '../../../../src/model/index.js';

let backends: OpenedBackends;
const open = (handler: string, decision: Partial<BackendDecision> = {}, inProcess = false) => {
  const options = { baseFolder: `${import.meta.dirname}/..`, http: 'echo', inProcess } as const;
  backends = openBackends([{ match: 'fn', handler, ...decision }], options);
};
const call = (event: Json = null) => backends.invokeLambda('fn', event);

afterEach(() => backends.close());

describe('a handler in a thread of its own', () => {
  it.each([
    ['exits', { code: 3 }, 'Runtime.ExitError', /^RequestId: \S{36} Error: Runtime exited with error: exit status 3$/],
    ['exits', { code: 0 }, 'Runtime.ExitError', /Runtime exited without providing a reason$/],
    ['endsProcessFromTimer', {}, 'Error', /^nobody catches this$/],
    ['leavesRejection', {}, 'Runtime.UnhandledPromiseRejection', /nobody waits for this/],
    ['loopsForever', {}, 'Sandbox.Timedout', /Task timed out after 0.30 seconds$/],
    ['usesAllMemory', {}, 'Runtime.ExitError', /signal: killed$/],
  ])(
    '%s %o fails its own call, and the next has a thread again',
    async (name, event, errorType, message) => {
      open(`handlers.mjs#${name}`, name === 'loopsForever' ? { timeout: 0.3 } : { memory: 128 });
      for (let count = 0; count < 2; count++) {
        const outcome = await call(event);
        expect(outcome).toMatchObject({ kind: 'threw', errorType, errorMessage: expect.stringMatching(message) });
      }
    },
    30_000,
  );

  it('fails where it is async and nothing is left that could settle it, and returns null else', async () => {
    open('handlers.mjs#neverSettles');
    expect(await call()).toMatchObject({ kind: 'threw', errorType: 'Runtime.NodeJsExit' });
    await backends.close();
    open('handlers.mjs#neverCallsBack');
    expect(await call()).toEqual({ kind: 'returned', value: null });
  });

  it.each([
    ['callsBackAndGoesOn', true],
    ['callsBackAtOnce', false],
  ])('%s: its callback waits until nothing is left to do? %s', async (name, finished) => {
    open(`handlers.mjs#${name}`);
    expect(await call()).toEqual({ kind: 'returned', value: { finished } });
  });

  it('is warm after its first call: what it keeps is still there', async () => {
    open('handlers.mjs#counts');
    expect([await call(), await call(), await call()].map((one) => one.kind === 'returned' && one.value)).toEqual([
      1, 2, 3,
    ]);
  });

  it('knows its name, when it is loaded as far as the decision tells it', async () => {
    open('handlers.mjs#tellsEnvironment', { match: 'arn:aws:lambda:us-east-1:1:function:fn' });
    const outcome = await backends.invokeLambda('fn:live', null);
    expect(outcome).toMatchObject({
      value: { nameAtStart: 'fn', name: 'fn', handler: 'handlers.mjs#tellsEnvironment' },
    });
  });

  it('runs one call at a time, and calls at once in more threads', async () => {
    open('handlers.mjs#runsAlone');
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => call({ millis: 150 })));
    const told = outcomes.map((one) =>
      one.kind === 'returned' ? (one.value as { thread: number; atOnce: number }) : undefined,
    );
    expect(told.map((one) => one?.atOnce)).toEqual(Array(8).fill(1));
    expect(new Set(told.map((one) => one?.thread)).size).toBeGreaterThan(1);
  });

  it('gives each of many calls its own answer, in whatever order they end', async () => {
    open('handlers.mjs#waits');
    const events = Array.from({ length: 200 }, (_, answer) => ({ answer, millis: answer % 40 === 0 ? 30 : 0 }));
    const outcomes = await Promise.all(events.map(call));
    expect(outcomes).toEqual(events.map(({ answer }) => ({ kind: 'returned', value: answer })));
  });

  it('takes only the call that it runs with it when it dies', async () => {
    open('handlers.mjs#exitsOrAnswers');
    const events = [1, 2, 'exit', 3, 4];
    const outcomes = await Promise.all(events.map(call));
    const told = outcomes.map((one) => (one.kind === 'returned' ? one.value : one.kind === 'threw' && one.errorType));
    expect(told).toEqual([1, 2, 'Runtime.ExitError', 3, 4]);
  });

  it('that fails when nobody waits any more tells of it, and the next call has a thread again', async () => {
    const errors: string[] = [];
    const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => errors.push(String(text)) > 0);
    try {
      open('handlers.mjs#failsLater');
      for (const told of ['first', 'second']) {
        expect(await call(told)).toEqual({ kind: 'returned', value: told });
        await vi.waitFor(() => expect(errors.join('')).toContain(`after ${told}`));
      }
    } finally {
      write.mockRestore();
    }
  });

  it('ends with the simulator: who waits gets an outcome, and later calls too', async () => {
    open('handlers.mjs#waits');
    const waiting = call({ millis: 60_000 });
    await vi.waitFor(async () => expect(await Promise.race([waiting, 'waits'])).toBe('waits'));
    await backends.close();
    expect(await waiting).toMatchObject({ kind: 'threw', errorType: 'Runtime.ExitError' });
    expect(await call()).toMatchObject({ kind: 'threw' });
  });
});

describe('a change of the files', () => {
  let folder: string;
  const write = (file: string, text: string) => {
    // As editors do: a new file takes the place of the old one.
    writeFileSync(join(folder, 'new'), text);
    renameSync(join(folder, 'new'), join(folder, file));
  };
  const answers = (value: Json) =>
    vi.waitFor(async () => expect(await call()).toEqual({ kind: 'returned', value }), { timeout: 5000, interval: 20 });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'handler-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('of the handler, and of what it imports, counts from then on', async () => {
    write('deep.mjs', 'export const deep = 1;');
    write('part.mjs', "import { deep } from './deep.mjs'; export const part = () => `part ${deep}`;");
    write('index.mjs', "import { part } from './part.mjs'; export const handler = async () => `first, ${part()}`;");
    open(join(folder, 'index.mjs#handler'));
    await answers('first, part 1');
    write('index.mjs', "import { part } from './part.mjs'; export const handler = async () => `second, ${part()}`;");
    await answers('second, part 1');
    write('deep.mjs', 'export const deep = 2;');
    await answers('second, part 2');
  });

  it.each([
    ['in threads', false],
    ['in process', true],
  ])('counts for CommonJS %s', async (_, inProcess) => {
    write('part.cjs', 'exports.part = 1;');
    write('index.cjs', "const { part } = require('./part.cjs'); exports.handler = async () => part;");
    open(join(folder, 'index.cjs#handler'), {}, inProcess);
    await answers(1);
    write('part.cjs', 'exports.part = 2;');
    await answers(2);
  });

  it('that breaks it fails calls until it is put right', async () => {
    write('index.mjs', 'export const handler = async () => 1;');
    open(join(folder, 'index.mjs#handler'));
    await answers(1);
    write('index.mjs', 'export const handler = async () => {');
    await vi.waitFor(async () => expect(await call()).toMatchObject({ errorType: 'Runtime.UserCodeSyntaxError' }));
    write('index.mjs', 'export const handler = async () => 2;');
    await answers(2);
  });

  it('lets a call that is under way end where it began', async () => {
    write('index.mjs', handlerThatWaits(1));
    open(join(folder, 'index.mjs#handler'));
    await call();
    const before = call({ millis: 500 });
    write('index.mjs', handlerThatWaits(2));
    await vi.waitFor(async () => expect(await call({ millis: 0 })).toMatchObject({ value: 2 }));
    expect(await before).toMatchObject({ value: 1 });
  });

  it('counts in process, for ES modules that are imported as well', async () => {
    const script = join(import.meta.dirname, 'in-process-changes.ts');
    const { stdout } = await run(process.execPath, ['--import', 'tsx', script]);
    expect(JSON.parse(stdout)).toEqual([
      'first, part 1',
      'second, part 1',
      'second, part 2',
      'Runtime.UserCodeSyntaxError',
      3,
    ]);
  });
});

const run = promisify(execFile);

function handlerThatWaits(value: number): string {
  return `export const handler = ({ millis = 0 }) => new Promise((resolve) => setTimeout(resolve, millis, ${value}));`;
}
