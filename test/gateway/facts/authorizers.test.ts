import { describe, expect, it } from 'vitest';
import type { Exchange, Header, LambdaOutcome } from '../../../src/gateway/gateway.js';
import { openHttpGateway } from '../../../src/gateway/http/http-gateway.js';
import { openRestGateway } from '../../../src/gateway/rest/rest-gateway.js';
import { isObject, type Json, type JsonObject, plain } from '../../../src/model/index.js';
import * as http from '../http/opened.js';
import * as rest from '../rest/samples.js';
import { at } from './three-apis.js';

/** The columns of facts runtime.md 7.1: which authorizer function of which kind of API. */
type Column = 'TOKEN' | 'REQUEST' | '1.0' | '2.0';
const columns: Column[] = ['TOKEN', 'REQUEST', '1.0', '2.0'];

const authorizerUri = plain('arn:aws:lambda:eu-west-1:123456789012:function:auth');

interface Asked {
  headers?: Header[];
  simple?: boolean;
  body?: string;
}

/** Sends `POST /pets/7?x=1` to an API whose function `auth` answers so, and whose `fn` returns 200. */
function ask(column: Column, outcome: LambdaOutcome, asked: Asked = {}): Promise<Exchange> {
  const { headers = [['Authorization', 'Bearer me']], body } = asked;
  const request = rest.request('POST /pets/7?x=1', { headers, ...(body !== undefined && { body }) });
  const world = http.backends({ auth: () => outcome });
  if (column === 'TOKEN' || column === 'REQUEST') {
    const authorizer = rest.lambdaAuthorizer(column === 'TOKEN' ? 'token' : 'request', { uri: authorizerUri });
    const access = { requirements: [rest.byAuthorizer('auth')] };
    const operation = rest.operation('POST /pets/{id}', { access, integration: rest.lambdaProxy('fn') });
    const api = rest.restApi([operation], { authorizers: [authorizer] });
    return openRestGateway(api, world, rest.deployment).handle(request);
  }
  const integration = http.lambda({ payloadFormatVersion: column });
  const api = http.api(
    [http.route('POST /pets/{id}', integration, http.behind('auth'))],
    [
      {
        ...{ kind: 'request', name: 'auth', uri: authorizerUri, payloadFormatVersion: column, ttl: 0 },
        enableSimpleResponses: asked.simple ?? false,
        identitySources: ['$request.header.Authorization'],
      },
    ],
  );
  return openHttpGateway(api, world, http.deployment).handle(request);
}

const allow: LambdaOutcome = { kind: 'returned', value: rest.policy('Allow') };

async function questionOf(column: Column, asked?: Asked): Promise<JsonObject> {
  const { calls } = await ask(column, allow, asked);
  const call = calls.find((one) => one.kind === 'lambda' && one.purpose === 'authorizer');
  if (call?.kind !== 'lambda' || !isObject(call.event)) throw new Error(`${column}: the function was not asked`);
  return call.event;
}

const arn = (stage: string) => `arn:aws:execute-api:eu-west-1:123456789012:abc123/${stage}/POST/pets/7`;
const objects = expect.any(Object) as unknown as Json;

const questions: [id: string, path: string, ...values: (Json | undefined)[]][] = [
  ['RT-AUTH-EV-TYPE', 'type', 'TOKEN', 'REQUEST', 'REQUEST', 'REQUEST'],
  ['RT-AUTH-EV-VERSION', 'version', undefined, undefined, '1.0', '2.0'],
  ['RT-AUTH-EV-ARN', 'methodArn', arn('prod'), arn('prod'), arn('$default'), undefined],
  ['RT-AUTH-EV-ARN', 'routeArn', undefined, undefined, undefined, arn('$default')],
  ['RT-AUTH-EV-TOKEN', 'authorizationToken', 'Bearer me', undefined, 'Bearer me', undefined],
  ['RT-AUTH-EV-IDSRC', 'identitySource', undefined, undefined, 'Bearer me', ['Bearer me']],
  ['RT-AUTH-EV-REQ', 'resource', undefined, '/pets/{id}', '/pets/{id}', undefined],
  ['RT-AUTH-EV-REQ', 'path', undefined, '/pets/7', '/pets/7', undefined],
  ['RT-AUTH-EV-REQ', 'httpMethod', undefined, 'POST', 'POST', undefined],
  ['RT-AUTH-EV-REQ', 'multiValueHeaders/Host', undefined, ['api.example.com'], undefined, undefined],
  ['RT-AUTH-EV-REQ', 'queryStringParameters', undefined, { x: '1' }, { x: '1' }, { x: '1' }],
  ['RT-AUTH-EV-REQ', 'multiValueQueryStringParameters', undefined, { x: ['1'] }, undefined, undefined],
  ['RT-AUTH-EV-REQ', 'pathParameters', undefined, { id: '7' }, { id: '7' }, { id: '7' }],
  ['RT-AUTH-EV-REQ', 'requestContext', undefined, objects, objects, objects],
  ['RT-AUTH-EV-REQ', 'routeKey', undefined, undefined, undefined, 'POST /pets/{id}'],
  ['RT-AUTH-EV-REQ', 'rawPath', undefined, undefined, undefined, '/pets/7'],
  ['RT-AUTH-EV-REQ', 'rawQueryString', undefined, undefined, undefined, 'x=1'],
  ['RT-AUTH-EV-REQ', 'requestContext/http/method', undefined, undefined, undefined, 'POST'],
];

describe('what an authorizer function is asked', () => {
  it.each(questions)('%s: %s', async (_, path, ...values) => {
    const events = await Promise.all(columns.map((column) => questionOf(column)));
    expect(events.map((event) => at(event, path))).toEqual(values);
  });

  it.each(columns)('RT-AUTH-EV-BODY: %s is never told the body', async (column) => {
    const event = await questionOf(column, { headers: [['Authorization', 'Bearer me']], body: 'for the backend only' });
    expect(JSON.stringify(event)).not.toContain('for the backend only');
  });
});

const returned = (value: Json): LambdaOutcome => ({ kind: 'returned', value });
const threw = (errorMessage: string): LambdaOutcome => ({ kind: 'threw', errorType: 'Error', errorMessage });
const notAllowed = 'User is not authorized to access this resource';

type Answer = [status: number, body: Json];
const forbidden: Answer = [403, { message: 'Forbidden' }];
const failed: Answer = [500, { message: 'Internal Server Error' }];
const misconfigured: Answer = [500, { message: null }];
const unauthorized: Answer = [401, { message: 'Unauthorized' }];

/** Facts runtime.md 7.3. */
const answers: [id: string, what: string, LambdaOutcome, rest: Answer, http: Answer][] = [
  [
    'RT-AUTH-F-EXPLICIT',
    'denies',
    returned(rest.policy('Deny')),
    [403, { Message: `${notAllowed} with an explicit deny` }],
    forbidden,
  ],
  [
    'RT-AUTH-F-IMPLICIT',
    'allows another',
    returned(rest.policy('Allow', `${arn('prod')}/x`)),
    [403, { Message: notAllowed }],
    forbidden,
  ],
  ['RT-AUTH-F-UNAUTH-THROW', 'throws Unauthorized', threw('Unauthorized'), unauthorized, failed],
  ['RT-AUTH-F-ERROR', 'throws', threw('no'), misconfigured, failed],
  ['RT-AUTH-F-ERROR', 'is too slow', { kind: 'timed-out' }, misconfigured, failed],
  ['RT-AUTH-F-ERROR', 'returns a text', returned('yes'), misconfigured, failed],
  ['RT-AUTH-F-ERROR', 'returns nothing', returned(null), misconfigured, failed],
  [
    'RT-AUTH-F-PERM',
    'may not be invoked',
    { kind: 'not-invoked', status: 403, errorType: 'AccessDeniedException', message: '' },
    misconfigured,
    failed,
  ],
];

async function answerOf(exchange: Promise<Exchange>): Promise<Answer> {
  const { response } = await exchange;
  return [response.status, JSON.parse(Buffer.from(response.body).toString())];
}

describe('what a client gets when an authorizer function', () => {
  it.each(answers)('%s: %s', async (_, __, outcome, rest, http) => {
    const seen = await Promise.all(columns.map((column) => answerOf(ask(column, outcome))));
    expect(seen).toEqual([rest, rest, http, http]);
  });

  it.each(answers)('%s: %s, and no backend is called', async (_, __, outcome) => {
    const exchanges = await Promise.all(columns.map((column) => ask(column, outcome)));
    for (const { calls } of exchanges) {
      expect(calls.filter((call) => call.kind !== 'lambda' || call.purpose === 'integration')).toEqual([]);
    }
  });

  it('RT-AUTH-F-MISSING: is not asked at all, for want of an identity source', async () => {
    const exchanges = await Promise.all(columns.map((column) => ask(column, allow, { headers: [] })));
    expect(await Promise.all(exchanges.map((exchange) => answerOf(Promise.resolve(exchange))))).toEqual(
      columns.map(() => unauthorized),
    );
    expect(exchanges.flatMap(({ calls }) => calls)).toEqual([]);
  });

  it.each([
    [true, 200],
    [false, 403],
  ])('RT-AUTH-F-SIMPLEFALSE, RT-AUTH-OUT: says isAuthorized: %s', async (isAuthorized, status) => {
    const { response } = await ask('2.0', returned({ isAuthorized }), { simple: true });
    expect(response.status).toBe(status);
  });

  it('RT-AUTH-OUT: gives the simple answer where policies are asked for', async () => {
    expect((await ask('2.0', returned({ isAuthorized: true }))).response.status).not.toBe(200);
    expect((await ask('1.0', returned({ isAuthorized: true }))).response.status).not.toBe(200);
  });
});

describe('what the backend is told of the authorizer', () => {
  const context = { text: 'a', number: 7, flag: true };
  const told = async (column: Column, more: JsonObject = context) => {
    const { calls } = await ask(column, returned(rest.policy('Allow', '*', { context: more })));
    const call = calls.find((one) => one.kind === 'lambda' && one.purpose === 'integration');
    return call?.kind === 'lambda' ? at(call.event, 'requestContext/authorizer') : undefined;
  };

  it('RT-AUTH-CTX-DELIVERY, RT-CTX-AUTH-LAMBDA: texts for REST, flat for 1.0, as they are under lambda for 2.0', async () => {
    const texts = { text: 'a', number: '7', flag: 'true', principalId: 'user|7' };
    expect(await told('TOKEN')).toMatchObject({ ...texts, integrationLatency: expect.any(Number) });
    expect(await told('REQUEST')).toMatchObject(texts);
    expect(await told('1.0')).toMatchObject({ text: 'a', claims: null, scopes: null });
    expect(await told('2.0')).toEqual({ lambda: context });
  });

  it('RT-AUTH-CTX-TYPES: objects are an error for REST, and passed on for 2.0', async () => {
    const nested = returned(rest.policy('Allow', '*', { context: { a: { b: 1 } } }));
    expect(await answerOf(ask('TOKEN', nested))).toEqual(misconfigured);
    expect(await told('2.0', { a: { b: 1 } })).toEqual({ lambda: { a: { b: 1 } } });
  });
});
