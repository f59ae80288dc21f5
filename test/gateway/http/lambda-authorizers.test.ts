import { describe, expect, it } from 'vitest';
import type { LambdaOutcome } from '../../../src/gateway/gateway.js';
import { type HttpLambdaAuthorizer, type Json, plain } from '../../../src/model/index.js';
import { api, backends, behind, deployment, eventOf, lambda, returned, route, sender, textOf } from './opened.js';

const authorizer = (changes: Partial<HttpLambdaAuthorizer> = {}): HttpLambdaAuthorizer => ({
  kind: 'request',
  name: 'guard',
  uri: plain('arn:aws:lambda:eu-west-1:123456789012:function:guard'),
  payloadFormatVersion: '2.0',
  enableSimpleResponses: false,
  identitySources: ['$request.header.Authorization'],
  ttl: 0,
  ...changes,
});

const simple = { enableSimpleResponses: true };
const policy = (Effect: string, Resource: string, more: object = {}): Json => ({
  principalId: 'me',
  policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] },
  ...more,
});

/** Opens `GET /a` and `GET /b` behind the authorizer; `asked` collects its events. */
function open(
  changes: Partial<HttpLambdaAuthorizer>,
  answer: (event: Json) => LambdaOutcome,
  format: '1.0' | '2.0' = '2.0',
) {
  const asked: Json[] = [];
  let time = deployment.now().getTime();
  const guard = (event: Json) => {
    asked.push(event);
    return answer(event);
  };
  const integration = lambda({ payloadFormatVersion: format });
  const routes = ['GET /a', 'GET /b'].map((key) => route(key, integration, behind('guard')));
  const send = sender(api(routes, [authorizer(changes)]), {
    backends: backends({ guard }),
    deployment: { now: () => new Date(time) },
  });
  return { send, asked, pass: (seconds: number) => (time += seconds * 1000) };
}

const as = (value: string) => ({ headers: [['authorization', value] as const] });

describe('the answer of an authorizer function', () => {
  it.each<[string, Partial<HttpLambdaAuthorizer>, LambdaOutcome, number]>([
    ['a policy that allows', {}, returned(policy('Allow', '*')), 200],
    [
      'a policy for this very route',
      {},
      returned(policy('Allow', 'arn:aws:execute-api:eu-west-1:123456789012:abc123/$default/GET/a')),
      200,
    ],
    [
      'a policy for another route',
      {},
      returned(policy('Allow', 'arn:aws:execute-api:eu-west-1:123456789012:abc123/$default/GET/b')),
      403,
    ],
    ['a policy that denies', {}, returned(policy('Deny', '*')), 403],
    ['no policy', {}, returned({ principalId: 'me' }), 500],
    ['a policy that is none', {}, returned({ principalId: 'me', policyDocument: 'Allow' }), 500],
    ['a simple yes', simple, returned({ isAuthorized: true }), 200],
    ['a simple no', simple, returned({ isAuthorized: false }), 403],
    ['a simple answer of another type', simple, returned({ isAuthorized: 'true' }), 500],
    ['a simple yes where simple responses are off', {}, returned({ isAuthorized: true }), 500],
    [
      'a simple yes in format 1.0, which has none',
      { ...simple, payloadFormatVersion: '1.0' },
      returned({ isAuthorized: true }),
      500,
    ],
    ['a context that is no map', simple, returned({ isAuthorized: true, context: 'x' }), 500],
    ['the words for 401', {}, returned({ errorMessage: 'Unauthorized' }), 401],
    ['nothing', {}, returned(null), 500],
    ['an exception', {}, { kind: 'threw', errorType: 'Error', errorMessage: 'Unauthorized' }, 500],
    ['a timeout', {}, { kind: 'timed-out' }, 500],
  ])('%s', async (_, changes, outcome, status) => {
    const { send } = open(changes, () => outcome);
    const { response, authorization, calls } = await send('GET /a', as('x'));
    expect(response.status).toBe(status);
    expect(authorization.kind).toBe(status === 200 ? 'allowed' : 'refused');
    expect(calls).toHaveLength(status === 200 ? 2 : 1);
  });

  it.each([
    [401, returned({ errorMessage: 'Unauthorized' }), '{"message":"Unauthorized"}'],
    [403, returned(policy('Deny', '*')), '{"message":"Forbidden"}'],
    [500, returned(null), '{"message":"Internal Server Error"}'],
  ])('becomes %i with the body of AWS', async (_, outcome, body) => {
    expect(textOf((await open({}, () => outcome).send('GET /a', as('x'))).response)).toBe(body);
  });

  it.each([
    ['that holds allows', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }, 200, []],
    ['that does not hold does not', { IpAddress: { 'aws:SourceIp': '192.0.2.9/32' } }, 403, []],
    ['of no request, since it is not private, does not', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } }, 403, []],
    [
      'that cannot be decided does not, and the exchange says so',
      { Bool: { 'mine:x': 'true' } },
      403,
      [expect.stringMatching(/^Lambda authorizer .*mine:x.* cannot be decided$/)],
    ],
  ])('with a condition %s', async (_, Condition, status, said) => {
    const statement = { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*', Condition };
    const value = { ...(policy('Allow', '*', {}) as object), policyDocument: { Statement: [statement] } };
    const { response, unsupported } = await open({}, () => returned(value)).send('GET /a', as('x'));
    expect([response.status, unsupported]).toEqual([status, said]);
  });
});

describe('identity sources', () => {
  it.each([
    ['a missing header', ['$request.header.Authorization'], {}],
    ['an empty one', ['$request.header.Authorization'], as('')],
    ['one of two', ['$request.header.Authorization', '$request.querystring.key'], as('x')],
    ['a missing stage variable', ['$stageVariables.none'], {}],
  ])('%s is 401, and the function is not asked', async (_, identitySources, more) => {
    const { send, asked } = open({ identitySources }, () => returned(policy('Allow', '*')));
    const { response } = await send('GET /a', more);
    expect([response.status, textOf(response), asked]).toEqual([401, '{"message":"Unauthorized"}', []]);
  });

  it('none at all: the function is asked about everybody', async () => {
    const { send, asked } = open({ identitySources: [] }, () => returned(policy('Allow', '*')));
    expect((await send('GET /a')).response.status).toBe(200);
    expect(asked).toMatchObject([{ identitySource: null }]);
  });
});

describe('the event of an authorizer function', () => {
  const identitySources = ['$request.header.Authorization', '$request.querystring.key', '$context.routeKey'];
  it('of format 2.0', async () => {
    const { send, asked } = open({ identitySources }, () => returned(null));
    await send('GET /a?key=1', { ...as('x'), body: Buffer.from('secret') });
    expect(asked).toMatchObject([
      {
        version: '2.0',
        type: 'REQUEST',
        routeArn: 'arn:aws:execute-api:eu-west-1:123456789012:abc123/$default/GET/a',
        identitySource: ['x', '1', 'GET /a'],
        routeKey: 'GET /a',
        rawPath: '/a',
        rawQueryString: 'key=1',
        requestContext: { http: { method: 'GET', path: '/a' }, routeKey: 'GET /a' },
      },
    ]);
    expect(asked[0]).not.toHaveProperty('body');
  });

  it('of format 1.0', async () => {
    const { send, asked } = open({ identitySources, payloadFormatVersion: '1.0' }, () => returned(null));
    await send('GET /a?key=1', as('x'));
    expect(asked).toMatchObject([
      {
        version: '1.0',
        type: 'REQUEST',
        methodArn: 'arn:aws:execute-api:eu-west-1:123456789012:abc123/$default/GET/a',
        identitySource: 'x,1,GET /a',
        authorizationToken: 'x,1,GET /a',
        resource: '/a',
        path: '/a',
        httpMethod: 'GET',
        pathParameters: null,
        requestContext: { resourceId: 'GET /a' },
      },
    ]);
    expect(asked[0]).not.toHaveProperty('body');
  });
});

describe('the context in the event of the backend', () => {
  const context = { n: 1, list: ['a'], map: { b: true } };
  it.each([
    ['2.0 keeps types', '2.0' as const, simple, { isAuthorized: true, context }, { lambda: context }],
    [
      '1.0 has it flat',
      '1.0' as const,
      simple,
      { isAuthorized: true, context: { t: 'x' } },
      { claims: null, scopes: null, t: 'x' },
    ],
    [
      '1.0 after a policy has the principal',
      '1.0' as const,
      {},
      policy('Allow', '*', { context: { t: 'x' } }),
      { claims: null, scopes: null, principalId: 'me', t: 'x' },
    ],
  ])('%s', async (_, format, changes, value, expected) => {
    const exchange = await open(changes, () => returned(value), format).send('GET /a', as('x'));
    expect(eventOf(exchange).requestContext.authorizer).toEqual(expected);
  });
});

describe('the cache', () => {
  it('answers the same identity for as long as it holds, on every route', async () => {
    const { send, asked, pass } = open({ ...simple, ttl: 60 }, () => returned({ isAuthorized: true }));
    await send('GET /a', as('x'));
    expect((await send('GET /b', as('x'))).calls).toHaveLength(1);
    pass(59);
    await send('GET /a', as('x'));
    expect(asked).toHaveLength(1);
    pass(1);
    await send('GET /a', as('x'));
    expect(asked).toHaveLength(2);
  });

  it('keeps identities apart', async () => {
    const allowing = (event: Json) => returned({ isAuthorized: JSON.stringify(event).includes('"good"') });
    const { send } = open({ ...simple, ttl: 60 }, allowing);
    expect((await send('GET /a', as('good'))).response.status).toBe(200);
    expect((await send('GET /a', as('bad'))).response.status).toBe(403);
  });

  it('evaluates a kept policy for each route anew', async () => {
    const arn = 'arn:aws:execute-api:eu-west-1:123456789012:abc123/$default/GET/a';
    const { send, asked } = open({ ttl: 60 }, () => returned(policy('Allow', arn)));
    expect((await send('GET /a', as('x'))).response.status).toBe(200);
    expect((await send('GET /b', as('x'))).response.status).toBe(403);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['with a time to live of 0', { ttl: 0 }],
    ['without identity sources', { ttl: 60, identitySources: [] }],
  ])('is off %s', async (_, changes) => {
    const { send, asked } = open({ ...simple, ...changes }, () => returned({ isAuthorized: true }));
    await send('GET /a', as('x'));
    await send('GET /a', as('x'));
    expect(asked).toHaveLength(2);
  });

  it('does not keep failures', async () => {
    let calls = 0;
    const { send } = open({ ...simple, ttl: 60 }, () =>
      calls++ === 0 ? returned(null) : returned({ isAuthorized: true }),
    );
    expect((await send('GET /a', as('x'))).response.status).toBe(500);
    expect((await send('GET /a', as('x'))).response.status).toBe(200);
  });
});

it('refuses a route whose authorizer does not exist', async () => {
  const exchange = await sender(api([route('GET /', lambda(), behind('gone'))]))('GET /');
  expect(exchange.response.status).toBe(500);
  expect(exchange.calls).toEqual([]);
  expect(exchange.unsupported).toEqual([expect.stringContaining('gone')]);
});
