import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type OpenedBackends, openBackends } from '../../../../src/gateway/backends/backends.js';
import { type BackendDecision, Failure } from '../../../../src/model/index.js';
import { openStub } from '../aws-stub.js';

let stub: Awaited<ReturnType<typeof openStub>>;
let backends: OpenedBackends;
const open = (decision: Partial<BackendDecision> = {}) => {
  backends = openBackends([{ match: 'pets', endpoint: stub.endpoint, ...decision }], { baseFolder: '.', http: 'echo' });
};

beforeEach(async () => {
  stub = await openStub();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await backends.close();
  stub.close();
});

describe('a function that is really invoked', () => {
  it('gets the event, and what it returns comes back', async () => {
    open({ aws: 'eu-west-1' });
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    stub.answer = { body: '{"statusCode":200,"body":"ä"}' };
    const outcome = await backends.invokeLambda('pets', { a: 'ä' });
    expect(outcome).toEqual({ kind: 'returned', value: { statusCode: 200, body: 'ä' } });
    const [{ method, url, headers, body } = {}] = stub.received;
    expect([method, url, body]).toEqual(['POST', '/2015-03-31/functions/pets/invocations', '{"a":"ä"}']);
    expect(headers).toMatchObject({
      'x-amz-invocation-type': 'RequestResponse',
      authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d{8}\/eu-west-1\/lambda\//),
    });
  });

  it('behind an endpoint is never sent credentials that are not meant for it', async () => {
    open();
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    stub.answer = { body: 'null' };
    await backends.invokeLambda('pets', {});
    expect(stub.received[0]?.headers.authorization).toContain('Credential=local/');
  });

  it.each([
    ['list-pets', {}, '/2015-03-31/functions/list-pets/invocations'],
    ['pets:live', {}, '/2015-03-31/functions/pets%3Alive/invocations'],
    ['${pets.Arn}', { function: 'stack-Pets-1A2B' }, '/2015-03-31/functions/stack-Pets-1A2B/invocations'],
  ])('%s goes by its name, or the one decided on: %o', async (name, decision, url) => {
    open(decision);
    stub.answer = { body: 'null' };
    await backends.invokeLambda(name, {});
    expect(stub.received.map((one) => one.url)).toEqual([url]);
  });

  it('asynchronously is only handed over', async () => {
    open();
    stub.answer = { status: 202 };
    expect(await backends.invokeLambda('pets', {}, true)).toEqual({ kind: 'returned', value: null });
    expect(stub.received[0]?.headers['x-amz-invocation-type']).toBe('Event');
  });

  it.each([
    [
      'Unhandled',
      '{"errorType":"Error","errorMessage":"no","trace":["Error: no","  at a"]}',
      { errorType: 'Error', errorMessage: 'no', trace: ['Error: no', '  at a'] },
    ],
    [
      'Unhandled',
      '{"errorMessage":"2026 r Task timed out after 3.00 seconds"}',
      { errorType: 'Unhandled', errorMessage: '2026 r Task timed out after 3.00 seconds' },
    ],
    ['Handled', '{"errorType":"E","errorMessage":"m","stackTrace":[["a","b"]]}', { trace: ['["a","b"]'] }],
  ])('that fails (%s %s) has thrown', async (functionError, body, outcome) => {
    open();
    stub.answer = { headers: { 'X-Amz-Function-Error': functionError }, body };
    expect(await backends.invokeLambda('pets', {})).toMatchObject({ kind: 'threw', ...outcome });
  });

  it.each([
    [404, 'ResourceNotFoundException', 'Function not found'],
    [403, 'AccessDeniedException', 'not authorized to perform lambda:InvokeFunction'],
    [429, 'TooManyRequestsException', 'Rate Exceeded.'],
    [413, 'RequestTooLargeException', 'too large'],
  ])('that Lambda refuses to invoke (%i %s) is asked for once', async (status, errorType, message) => {
    open();
    const body = JSON.stringify({ message, Message: message });
    stub.answer = { status, headers: { 'x-amzn-ErrorType': errorType, 'content-type': 'application/json' }, body };
    const outcome = await backends.invokeLambda('pets', {});
    expect(outcome).toEqual({ kind: 'not-invoked', status, errorType, message });
    expect(stub.received).toHaveLength(1);
  });

  it("that cannot be reached is the user's matter", async () => {
    open({ endpoint: 'http://127.0.0.1:1' });
    const failing = backends.invokeLambda('pets', {});
    await expect(failing).rejects.toThrow(Failure);
    await expect(failing).rejects.toThrow(/AWS could not be called: .*ECONNREFUSED/);
  });
});
