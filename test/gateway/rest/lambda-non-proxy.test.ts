import { describe, expect, it } from 'vitest';
import type { Backends, LambdaOutcome } from '../../../src/gateway/gateway.js';
import type { Integration } from '../../../src/model/index.js';
import { constant, functionUri, json, mapping, nonProxy, response } from './non-proxy.js';
import { backends, bodyOf, operation, restApi, type Sent, send } from './samples.js';

async function called(outcome: LambdaOutcome, more: Partial<Integration> = {}, request: Sent = {}) {
  const integration = nonProxy('aws', functionUri('fn'), more);
  const seen: unknown[] = [];
  const invokeLambda: Backends['invokeLambda'] = async (...call) => {
    seen.push(call);
    return outcome;
  };
  const api = restApi([operation('POST /pets', { integration })]);
  const exchange = await send(api, 'POST /pets?kind=dog', { ...request, world: backends({}, { invokeLambda }) });
  return { exchange, seen, status: exchange.response.status, body: bodyOf(exchange) };
}

const returned: LambdaOutcome = { kind: 'returned', value: { ok: true } };
const threw = (errorMessage: string): LambdaOutcome => ({ kind: 'threw', errorType: 'Error', errorMessage });

describe('a function without proxy gets', () => {
  it.each<[string, Partial<Integration>, string | undefined, unknown]>([
    ['the body', {}, '{"a":1}', { a: 1 }],
    ['an empty object for no body', {}, undefined, {}],
    ['what the template makes', { templates: json('{"kind":"$input.params("kind")"}') }, '{"a":1}', { kind: 'dog' }],
    ['any JSON, not only objects', { templates: json('["$context.stage"]') }, undefined, ['prod']],
  ])('%s', async (_, more, body, event) => {
    expect((await called(returned, more, body === undefined ? {} : { body })).seen).toEqual([['fn', event, undefined]]);
  });

  it('nothing where the event is no JSON', async () => {
    const { seen, body } = await called(returned, {}, { body: 'no json' });
    expect([seen, JSON.parse(body)]).toEqual([[], { Type: 'User', message: 'Could not parse request body into json' }]);
  });

  it('its event without anybody who waits, where the invocation type is mapped so (RT-INV-ASYNC)', async () => {
    const parameters = [mapping('header', 'X-Amz-Invocation-Type', constant('Event'))];
    const { exchange, seen, status, body } = await called(returned, { parameters }, { body: '{"a":1}' });
    expect(seen).toEqual([['fn', { a: 1 }, true]]);
    expect(exchange.calls).toMatchObject([{ kind: 'lambda', asynchronous: true }]);
    expect([status, body]).toEqual([200, '']);
  });
});

describe('the client of a function without proxy gets', () => {
  const responses = [response('.*BadRequest.*', '400'), response('(?s).*', '500'), response('default', '200')];
  it.each<[string, LambdaOutcome, number, string]>([
    ['the answer as it is', returned, 200, '{"ok":true}'],
    ['the error as its runtime tells it', threw('no'), 200, '{"errorType":"Error","errorMessage":"no"}'],
    [
      'all that the runtime tells',
      { ...threw('no'), payload: { errorMessage: 'no', stackTrace: [] } } as LambdaOutcome,
      200,
      '{"errorMessage":"no","stackTrace":[]}',
    ],
  ])('%s, by the default response (RT-NPX-SEL-LAMBDA)', async (_, outcome, status, body) => {
    const answer = await called(outcome);
    expect([answer.status, answer.body]).toEqual([status, body]);
  });

  it.each([
    ['[BadRequest] no', 400],
    ['a line\nand BadRequest in another', 500],
    ['anything', 500],
  ])('the response that the message %j selects', async (message, status) => {
    expect((await called(threw(message), { responses })).status).toBe(status);
  });

  it('the response of a pattern that nothing fits too (RT-NPX-SEL-REGEX)', async () => {
    expect((await called(returned, { responses: [response('.*', '201'), response('default', '200')] })).status).toBe(
      201,
    );
  });

  it('what the template reads in the error', async () => {
    const templates = json('{"why":"$util.escapeJavaScript($input.path("$.errorMessage"))"}');
    const answer = await called(threw('no "pets"'), { responses: [response('default', '422', { templates })] });
    expect([answer.status, answer.body]).toEqual([422, '{"why":"no \\"pets\\""}']);
  });

  it.each<[string, LambdaOutcome, number]>([
    [
      'Lambda does not run it',
      { kind: 'not-invoked', status: 403, errorType: 'AccessDeniedException', message: '' },
      500,
    ],
    ['it takes too long', { kind: 'timed-out' }, 504],
  ])('an error of API Gateway where %s', async (_, outcome, status) => {
    expect((await called(outcome)).status).toBe(status);
  });

  it('500 where Lambda would not be called by POST (RT-ERR-LAMBDA-NONPOST)', async () => {
    expect((await called(returned, { httpMethod: 'GET' })).status).toBe(500);
  });
});
