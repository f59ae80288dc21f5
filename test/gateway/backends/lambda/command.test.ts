import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type OpenedBackends, openBackends } from '../../../../src/gateway/backends/backends.js';
import type { BackendDecision, Json, JsonObject } from '../../../../src/model/index.js';

let backends: OpenedBackends;
const open = (decision: Partial<BackendDecision> = {}) => {
  const decisions = [{ match: 'fn', command: 'node runtime.mjs', folder: import.meta.dirname, ...decision }];
  backends = openBackends(decisions, { baseFolder: '.', http: 'echo' });
};
const call = (event: Json, name = 'fn') => backends.invokeLambda(name, event);
const returned = async (event: Json) => {
  const outcome = await call(event);
  if (outcome.kind !== 'returned') throw new Error(JSON.stringify(outcome));
  return outcome.value as JsonObject;
};

afterEach(() => backends.close());

/** One that has ended may wait for a parent to take note. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const state = `/proc/${pid}/stat`;
  return !existsSync(state) || !/\) Z/.test(readFileSync(state, 'utf8'));
}

describe('a command that speaks the Runtime API', () => {
  it('gets events and answers them, one after the other in one process', async () => {
    open();
    expect(await call({ act: 'echo', text: 'ä€😀' })).toEqual({
      kind: 'returned',
      value: { act: 'echo', text: 'ä€😀' },
    });
    const [first, second] = [await returned({ act: 'count' }), await returned({ act: 'count' })];
    expect(first['calls']).toBe(2);
    expect(second).toEqual({ calls: 3, pid: first['pid'] });
  });

  it('has the environment of Lambda, besides what is decided and what this process has', async () => {
    open({ environment: { GREETING: 'hi', AWS_REGION: 'eu-west-1' }, memory: 256 });
    const { env, cwd } = await returned({ act: 'environment' });
    expect(cwd).toBe(import.meta.dirname);
    expect(env).toMatchObject({
      AWS_LAMBDA_RUNTIME_API: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      AWS_LAMBDA_FUNCTION_NAME: 'fn',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_REGION: 'eu-west-1',
      LAMBDA_TASK_ROOT: import.meta.dirname,
      GREETING: 'hi',
      PATH: process.env['PATH'],
    });
  });

  it('learns about a call from headers', async () => {
    open({ timeout: 20 });
    const { headers } = await returned({ act: 'environment', headers: { 'X-Amzn-Trace-Id': 'Root=1-a-b' } });
    expect(headers).toMatchObject({
      'lambda-runtime-aws-request-id': expect.stringMatching(/^\S{36}$/),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:123456789012:function:fn',
      'lambda-runtime-trace-id': 'Root=1-a-b',
      'content-type': 'application/json',
    });
    const left = Number((headers as JsonObject)['lambda-runtime-deadline-ms']) - Date.now();
    expect(left > 10_000 && left <= 20_000).toBe(true);
    const { headers: without } = await returned({ act: 'environment' });
    expect(without).toMatchObject({
      'lambda-runtime-trace-id': expect.stringMatching(/^Root=1-[\da-f]{8}-[\da-f]{24}$/),
    });
  });

  it.each([
    ['fail', { errorType: 'Mine', errorMessage: 'no', trace: ['at a'], payload: { more: 1 } }],
    ['fail with text', { errorType: 'Header.Type', errorMessage: 'just text' }],
    ['garbage', { errorType: 'Runtime.InvalidResponse', errorMessage: expect.stringContaining('no JSON') }],
    ['nothing', { errorType: 'Runtime.InvalidResponse' }],
    ['too much', { errorType: 'Function.ResponseSizeTooLarge' }],
  ])('that reports %s fails the call and takes the next one', async (act, outcome) => {
    open();
    expect(await call({ act })).toMatchObject({ kind: 'threw', ...outcome });
    expect(await returned({ act: 'count' })).toMatchObject({ calls: 2 });
  });

  it.each([
    [{ act: 'exit', code: 3 }, /^RequestId: \S{36} Error: Runtime exited with error: exit status 3$/],
    [{ act: 'exit', code: 0 }, /Runtime exited without providing a reason$/],
    [{ act: 'kill' }, /Runtime exited with error: (signal: killed|exit status 137)$/],
  ])('that ends at %o fails the call, and is started again for the next one', async (event, message) => {
    open();
    const errorMessage = expect.stringMatching(message);
    expect(await call(event)).toEqual({ kind: 'threw', errorType: 'Runtime.ExitError', errorMessage });
    expect(await returned({ act: 'count' })).toMatchObject({ calls: 1 });
  });

  it('that is out of time is killed with all that it has started, and started again', async () => {
    open({ timeout: 1, command: 'node runtime.mjs; true' });
    const { pid } = await returned({ act: 'count' });
    const outcome = await call({ act: 'wait', millis: 60_000 });
    expect(outcome).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/after 1.00 seconds$/),
    });
    await vi.waitFor(() => expect(isAlive(Number(pid))).toBe(false));
    expect(await returned({ act: 'count' })).toMatchObject({ calls: 1 });
  });

  it.each([
    [
      'crash',
      'node runtime.mjs',
      { errorType: 'Runtime.ExitError', errorMessage: expect.stringContaining('exit status 7') },
    ],
    ['fail', 'node runtime.mjs', { errorType: 'Runtime.NoSuchThing', errorMessage: 'cannot start' }],
    ['', 'no-such-command-anywhere', { errorType: 'Runtime.ExitError', errorMessage: expect.stringContaining('127') }],
  ])('that cannot start (%s %s) fails every call that waits for it', async (INIT, command, outcome) => {
    open({ command, environment: { INIT } });
    const outcomes = await Promise.all([call({ act: 'echo' }), call({ act: 'echo' })]);
    for (const one of outcomes) expect(one).toMatchObject({ kind: 'threw', ...outcome });
  });

  it('that nothing can start, as with an environment that no process can have, fails the call', async () => {
    open({ environment: { BROKEN: 'a\0b' } });
    expect(await call({ act: 'echo' })).toMatchObject({ kind: 'threw', errorType: 'Runtime.ExitError' });
  });

  it('runs calls at once in more processes', async () => {
    open();
    const waiting = Array.from({ length: 4 }, () => returned({ act: 'wait', millis: 1000 }));
    const pids = (await Promise.all(waiting)).map(({ pid }) => pid);
    expect(new Set(pids).size).toBeGreaterThan(1);
  });

  it('gets no second event before it has answered, and no answer taken that nobody waits for', async () => {
    open();
    expect(await returned({ act: 'misbehave' })).toEqual([403, 400, 400, 404, 404]);
  });

  it('ends with the simulator: who waits gets an outcome', async () => {
    open();
    const { pid } = await returned({ act: 'count' });
    const waiting = call({ act: 'wait', millis: 60_000 });
    await backends.close();
    expect(await waiting).toMatchObject({ kind: 'threw', errorType: 'Runtime.ExitError' });
    await vi.waitFor(() => expect(isAlive(Number(pid))).toBe(false));
    expect(await call({ act: 'echo' })).toMatchObject({ kind: 'threw' });
  });

  it.runIf(spawnSync('bash', ['-c', ':']).status === 0)('may be a shell script', async () => {
    open({ command: 'bash runtime.sh' });
    expect(await call({ a: 1 })).toEqual({ kind: 'returned', value: { shell: { a: 1 } } });
    expect(await call('again')).toEqual({ kind: 'returned', value: { shell: 'again' } });
  });
});
