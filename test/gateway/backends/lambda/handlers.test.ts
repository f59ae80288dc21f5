import { afterEach, describe, expect, it, vi } from 'vitest';
import { type OpenedBackends, openBackends } from '../../../../src/gateway/backends/backends.js';
import type { BackendDecision, Json } from '../../../../src/model/index.js';

const baseFolder = `${import.meta.dirname}/..`;

/** What holds of a handler wherever it runs. */
describe.each([
  ['in threads', false],
  ['in process', true],
])('a local handler %s', (_, inProcess) => {
  let backends: OpenedBackends;
  const call = (name: string, event: Json = { a: 1 }, decision: Partial<BackendDecision> = {}) => {
    const handler = `handlers.mjs#${name}`;
    backends = openBackends([{ match: 'fn', handler, ...decision }], { baseFolder, http: 'echo', inProcess });
    return backends.invokeLambda('fn', event);
  };

  afterEach(() => backends.close());

  it.each([
    ['handler', { got: { a: 1 } }],
    ['byCallback', { got: { a: 1 } }],
    ['succeeds', { got: { a: 1 } }],
    ['answersTwice', 'first'],
    ['returnsNothing', null],
    ['returnsNoPromise', null],
    ['returnsFunction', null],
    ['returnsText', 'just text'],
    ['tellsContext', { name: 'fn', left: true }],
  ])('%s returns', async (name, value) => {
    expect(await call(name)).toEqual({ kind: 'returned', value });
  });

  it.each([
    ['throwsAtOnce', 'RangeError', 'far'],
    ['rejects', 'Error', 'Unauthorized'],
    ['rejectsLate', 'RangeError', 'late'],
    ['failsByCallback', 'TypeError', 'no'],
    ['failsByContext', 'TypeError', 'failed'],
  ])('%s fails with an error and where it was thrown', async (name, errorType, errorMessage) => {
    expect(await call(name)).toEqual({
      kind: 'threw',
      errorType,
      errorMessage,
      trace: expect.arrayContaining([`${errorType}: ${errorMessage}`, expect.stringContaining('handlers.mjs')]),
    });
  });

  it.each([
    [3, /^RequestId: \S{36} Error: Runtime exited with error: exit status 3$/],
    [0, /Runtime exited without providing a reason$/],
  ])('exits with %i, which ends the call and not the simulator', async (code, errorMessage) => {
    expect(await call('exits', { code })).toEqual({
      kind: 'threw',
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(errorMessage),
    });
    expect((await backends.invokeLambda('fn', { code })).kind).toBe('threw');
  });

  it.each([
    ['failsByText', 'string', 'Unauthorized'],
    ['throwsObject', 'object', '[object Object]'],
    ['rejectsWithNothing', 'undefined', 'undefined'],
    ['returnsCircle', 'Error', 'Unable to stringify response body'],
    ['returnsBigInt', 'Error', 'Unable to stringify response body'],
    ['returnsTooMuch', 'Function.ResponseSizeTooLarge', expect.stringContaining('6291556')],
  ])('%s fails', async (name, errorType, errorMessage) => {
    expect(await call(name)).toMatchObject({ kind: 'threw', errorType, errorMessage });
  });

  it('learns about its call from the context', async () => {
    const outcome = await call('tellsWholeContext', null, { timeout: 5 });
    expect(outcome.kind === 'returned' && outcome.value).toEqual({
      callbackWaitsForEmptyEventLoop: true,
      functionName: 'fn',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:fn',
      memoryLimitInMB: '1024',
      awsRequestId: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
      logGroupName: '/aws/lambda/fn',
      logStreamName: 'local',
      left: true,
      methods: ['function', 'function', 'function'],
    });
  });

  it('has the environment that is decided', async () => {
    const outcome = await call('tellsEnvironment', null, { environment: { GREETING: 'hi' } });
    expect(outcome).toMatchObject({ value: { GREETING: 'hi' } });
  });

  it('is out of time after its own limit', async () => {
    const errorMessage = expect.stringMatching(/^\S+Z \S{36} Task timed out after 0.05 seconds$/);
    const slow = await call('waits', { millis: 5000 }, { timeout: 0.05 });
    expect(slow).toMatchObject({ kind: 'threw', errorType: 'Sandbox.Timedout', errorMessage });
  });

  it('cannot change the event of the exchange', async () => {
    const event = { a: 1 };
    await call('changesEvent', event);
    expect(event).toEqual({ a: 1 });
  });

  it('may be CommonJS, and is called handler if nothing else is said', async () => {
    const outcome = await call('', {}, { handler: 'common-js-handler.cjs' });
    expect(outcome).toEqual({ kind: 'returned', value: 'from CommonJS' });
  });

  it.each([
    ['none.mjs#handler', 'Runtime.ImportModuleError'],
    ['handlers.mjs#nobody', 'Runtime.HandlerNotFound'],
    ['broken-handler.mjs#handler', 'Runtime.ImportModuleError'],
  ])('that cannot be loaded fails as on Lambda: %s', async (handler, errorType) => {
    expect(await call('', {}, { handler })).toMatchObject({ kind: 'threw', errorType });
  });

  it('gets no event that is larger than Lambda takes', async () => {
    const outcome = await call('handler', 'x'.repeat(6 * 1024 * 1024));
    expect(outcome).toMatchObject({ kind: 'not-invoked', status: 413, errorType: 'RequestTooLargeException' });
  });

  it('prints on stderr', async () => {
    const errors: string[] = [];
    const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => errors.push(String(text)) > 0);
    const logged = vi.spyOn(console, 'error').mockImplementation((...texts) => void errors.push(texts.join(' ')));
    const out = vi.spyOn(process.stdout, 'write');
    try {
      await call('prints');
      await vi.waitFor(() => expect(errors.join('\n')).toMatch(/printed by error/));
      expect(errors.join('\n')).toMatch(/printed by/);
      expect(out.mock.calls.map(([text]) => String(text)).join('')).not.toContain('printed by');
    } finally {
      for (const spy of [write, logged, out]) spy.mockRestore();
    }
  });

  describe('called asynchronously', () => {
    it('is taken at once, and its failure is told on stderr', async () => {
      const errors: string[] = [];
      const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => errors.push(String(text)) > 0);
      await call('handler');
      await backends.close();
      backends = openBackends([{ match: 'fn', handler: 'handlers.mjs#rejectsLate' }], {
        baseFolder,
        http: 'echo',
        inProcess,
      });
      try {
        expect(await backends.invokeLambda('fn', {}, true)).toEqual({ kind: 'returned', value: null });
        await vi.waitFor(() => expect(errors.join('')).toMatch(/\[fn\] RangeError: late/));
      } finally {
        write.mockRestore();
      }
    });

    it('gets no event of more than 1 MB', async () => {
      await call('handler');
      const outcome = await backends.invokeLambda('fn', 'x'.repeat(1024 * 1024), true);
      expect(outcome).toMatchObject({ kind: 'not-invoked', status: 413 });
    });
  });
});
