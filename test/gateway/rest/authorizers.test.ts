import { describe, expect, it, vi } from 'vitest';
import type { Backends } from '../../../src/gateway/gateway.js';
import { openRestGateway } from '../../../src/gateway/rest/rest-gateway.js';
import type { Json, JsonObject, LambdaAuthorizer, Requirement } from '../../../src/model/index.js';
import {
  backends,
  bodyOf,
  byAuthorizer,
  deployment,
  eventOf,
  failing,
  headersOf,
  lambdaAuthorizer,
  operation,
  part,
  policy,
  request,
  restApi,
  send,
} from './samples.js';

const token: [string, string] = ['Authorization', 'Bearer t0ken'];

function guarded(authorizer: LambdaAuthorizer, requirement: Requirement = byAuthorizer('auth')) {
  const access = { requirements: [requirement] };
  return restApi([operation('GET /pets/{id}', { access }), operation('DELETE /pets/{id}', { access })], {
    authorizers: [authorizer],
  });
}

describe('a TOKEN authorizer', () => {
  it('is asked with the token and the ARN of the concrete path', async () => {
    const world = backends({ auth: policy('Allow') });
    const exchange = await send(guarded(lambdaAuthorizer('token')), 'GET /pets/7/?a=1', { headers: [token], world });
    expect(exchange.authorization).toEqual({ kind: 'allowed', by: 'auth' });
    expect(exchange.calls[0]).toEqual({
      kind: 'lambda',
      purpose: 'authorizer',
      functionName: 'auth',
      event: {
        type: 'TOKEN',
        methodArn: 'arn:aws:execute-api:eu-west-1:123456789012:abc123/prod/GET/pets/7/',
        authorizationToken: 'Bearer t0ken',
      },
    });
    expect(exchange.calls.map((call) => call.kind === 'lambda' && call.purpose)).toEqual(['authorizer', 'integration']);
  });

  it('hands principal and context to the function, values as text', async () => {
    const context = { name: 'Ann', level: 3, admin: true, nothing: null };
    const world = backends({ auth: policy('Allow', '*', { context }) });
    const exchange = await send(guarded(lambdaAuthorizer('token')), 'GET /pets/7', { headers: [token], world });
    expect(part(eventOf(exchange), 'requestContext')['authorizer']).toEqual({
      principalId: 'user|7',
      name: 'Ann',
      level: '3',
      admin: 'true',
      integrationLatency: 0,
    });
  });

  it.each([
    ['is missing', []],
    ['is empty', [['Authorization', '']]],
    ['does not match the validation expression', [['Authorization', 'Basic x']]],
  ] as [string, [string, string][]][])('answers 401 without a call when the token %s', async (_name, headers) => {
    const authorizer = lambdaAuthorizer('token', { validationExpression: 'Bearer [a-z0-9]+' });
    const exchange = await send(guarded(authorizer), 'GET /pets/7', { headers });
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([401, '{"message":"Unauthorized"}']);
    expect(headersOf(exchange)['x-amzn-errortype']).toBe('UnauthorizedException');
    expect(exchange.calls).toEqual([]);
  });

  it.each([
    [
      'denies',
      policy('Deny'),
      403,
      { Message: 'User is not authorized to access this resource with an explicit deny' },
    ],
    ['is silent', policy('Allow', 'arn:other'), 403, { Message: 'User is not authorized to access this resource' }],
    ['throws Unauthorized', failing('Unauthorized'), 401, { message: 'Unauthorized' }],
    ['throws another error', failing('unauthorized'), 500, { message: null }],
    ['times out', () => ({ kind: 'timed-out' as const }), 500, { message: null }],
    ['returns no policy', { isAuthorized: true }, 500, { message: null }],
    ['returns nothing', null, 500, { message: null }],
    ['returns a context with an object', policy('Allow', '*', { context: { a: {} } }), 500, { message: null }],
  ])('refuses when the function %s', async (_name, answer, status, body) => {
    const world = backends({ auth: answer });
    const exchange = await send(guarded(lambdaAuthorizer('token')), 'GET /pets/7', { headers: [token], world });
    expect([exchange.response.status, JSON.parse(bodyOf(exchange))]).toEqual([status, body]);
    expect(exchange.authorization).toMatchObject({ kind: 'refused', by: 'auth' });
    expect(exchange.calls).toHaveLength(1);
  });

  it('never shows the token when it refuses', async () => {
    const world = backends({ auth: policy('Deny') });
    const exchange = await send(guarded(lambdaAuthorizer('token')), 'GET /pets/7', { headers: [token], world });
    expect(JSON.stringify([exchange.authorization, bodyOf(exchange), exchange.unsupported])).not.toContain('t0ken');
  });

  it.each([
    ['holds', { Bool: { 'aws:SecureTransport': true } }, 200, []],
    ['does not hold', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, 403, []],
    [
      'cannot be decided',
      { StringEquals: { 'aws:ResourceAccount': 'x' } },
      403,
      ['authorizer auth: condition key aws:ResourceAccount cannot be decided'],
    ],
    [
      'has an operator that nobody knows',
      { StringResembles: { 'aws:SourceIp': '*' } },
      403,
      ['authorizer auth: operator StringResembles cannot be decided'],
    ],
  ] as [string, JsonObject, number, string[]][])(
    'answers by a policy whose condition %s',
    async (_name, Condition, status, unsupported) => {
      const statement = { Effect: 'Allow', Action: '*', Resource: '*', Condition };
      const world = backends({ auth: { principalId: 'x', policyDocument: { Statement: [statement] } } });
      const exchange = await send(guarded(lambdaAuthorizer('token')), 'GET /pets/7', { headers: [token], world });
      expect([exchange.response.status, exchange.unsupported]).toEqual([status, unsupported]);
    },
  );
});

describe('a REQUEST authorizer', () => {
  const sources: LambdaAuthorizer['identitySources'] = [
    { kind: 'header', name: 'X-User' },
    { kind: 'querystring', name: 'key' },
    { kind: 'stageVariable', name: 'env' },
    { kind: 'context', name: 'identity.sourceIp' },
  ];
  const deployed = { stageVariables: { env: 'live' } };

  it('is asked with the whole request but the body', async () => {
    const api = guarded(lambdaAuthorizer('request', { identitySources: sources }));
    const world = backends({ auth: policy('Allow') });
    const headers: [string, string][] = [
      ['x-user', 'ann'],
      ['X-Twice', 'a'],
      ['X-Twice', 'b'],
    ];
    const { calls } = await send(api, 'GET /pets/a%20b?key=1&key=2', { headers, body: 'hello', world, deployed });
    expect(calls[0]).toMatchObject({ purpose: 'authorizer', functionName: 'auth' });
    expect(calls[0]).toHaveProperty('event', {
      type: 'REQUEST',
      methodArn: 'arn:aws:execute-api:eu-west-1:123456789012:abc123/prod/GET/pets/a%20b',
      resource: '/pets/{id}',
      path: '/pets/a%20b',
      httpMethod: 'GET',
      headers: expect.objectContaining({ 'x-user': 'ann', 'X-Twice': 'b' }),
      multiValueHeaders: expect.objectContaining({ 'X-Twice': ['a', 'b'] }),
      queryStringParameters: { key: '2' },
      multiValueQueryStringParameters: { key: ['1', '2'] },
      pathParameters: { id: 'a%20b' },
      stageVariables: { env: 'live' },
      requestContext: expect.objectContaining({ resourcePath: '/pets/{id}', stage: 'prod', httpMethod: 'GET' }),
    });
  });

  it.each([
    ['a header', 'GET /pets/7?key=1', []],
    ['a query parameter', 'GET /pets/7', [['X-User', 'ann']]],
  ] as [string, string, [string, string][]][])(
    'answers 401 without a call when %s is missing',
    async (_name, key, headers) => {
      for (const ttl of [300, 0]) {
        const api = guarded(lambdaAuthorizer('request', { identitySources: sources, ttl }));
        const exchange = await send(api, key, { headers, deployed });
        expect([exchange.response.status, exchange.calls]).toEqual([401, []]);
      }
    },
  );

  it('is refused, and named, when an identity source cannot be read', async () => {
    const api = guarded(
      lambdaAuthorizer('request', { identitySources: [{ kind: 'unknown', text: 'method.request.body' }] }),
    );
    const exchange = await send(api, 'GET /pets/7');
    expect([exchange.response.status, exchange.calls]).toEqual([500, []]);
    expect(exchange.unsupported).toEqual(['authorizer auth: identity source method.request.body']);
  });
});

describe('the cache of a Lambda authorizer', () => {
  function counted(answer: Json | ((event: JsonObject) => Json)): { world: Backends; asked: () => number } {
    const auth = vi.fn((event: JsonObject) => ({
      kind: 'returned' as const,
      value: typeof answer === 'function' ? answer(event) : answer,
    }));
    return { world: backends({ auth }), asked: () => auth.mock.calls.length };
  }
  let time = 0;
  const clocked = { ...deployment, now: () => new Date(time) };

  it.each([
    [undefined, 299, 1],
    [undefined, 301, 2],
    [20, 19, 1],
    [20, 21, 2],
    [0, 0, 2],
  ])('with a time to live of %s asks %s seconds later: %s calls in all', async (ttl, later, calls) => {
    time = 0;
    const { world, asked } = counted(policy('Allow'));
    const api = guarded(lambdaAuthorizer('token', ttl === undefined ? {} : { ttl }));
    const gateway = openRestGateway(api, world, clocked);
    await gateway.handle(request('GET /pets/7', { headers: [token] }));
    time = later * 1000;
    await gateway.handle(request('GET /pets/8', { headers: [token] }));
    expect(asked()).toBe(calls);
  });

  it('keeps an answer no longer because it is used', async () => {
    const { world, asked } = counted(policy('Allow'));
    const gateway = openRestGateway(guarded(lambdaAuthorizer('token')), world, clocked);
    const calls = [];
    for (const seconds of [0, 200, 299, 301]) {
      time = seconds * 1000;
      await gateway.handle(request('GET /pets/7', { headers: [token] }));
      calls.push(asked());
    }
    expect(calls).toEqual([1, 1, 1, 2]);
  });

  it('keeps callers apart', async () => {
    const { world, asked } = counted(({ authorizationToken }) =>
      policy(authorizationToken === 'good' ? 'Allow' : 'Deny'),
    );
    const gateway = openRestGateway(guarded(lambdaAuthorizer('token')), world, deployment);
    const statuses = [];
    for (const value of ['good', 'bad', 'good', 'bad']) {
      const headers: [string, string][] = [['Authorization', value]];
      statuses.push((await gateway.handle(request('GET /pets/7', { headers }))).response.status);
    }
    expect([statuses, asked()]).toEqual([[200, 403, 200, 403], 2]);
  });

  it('evaluates the kept policy for each path anew', async () => {
    const { world, asked } = counted(({ methodArn }) => policy('Allow', String(methodArn)));
    const gateway = openRestGateway(guarded(lambdaAuthorizer('token')), world, deployment);
    const statuses = [];
    for (const key of ['GET /pets/7', 'GET /pets/8', 'DELETE /pets/7', 'GET /pets/7']) {
      statuses.push((await gateway.handle(request(key, { headers: [token] }))).response.status);
    }
    expect([statuses, asked()]).toEqual([[200, 403, 403, 200], 1]);
  });

  it('does not keep failures', async () => {
    const { world, asked } = counted({ nonsense: true });
    const gateway = openRestGateway(guarded(lambdaAuthorizer('token')), world, deployment);
    for (const key of ['GET /pets/7', 'GET /pets/7']) await gateway.handle(request(key, { headers: [token] }));
    expect(asked()).toBe(2);
  });
});

describe('what cannot be decided', () => {
  it.each([
    [
      'an unresolved requirement',
      { kind: 'unresolved', at: '', scheme: 'oauth', reason: 'scheme-undefined', inherited: false },
    ],
    ['an authorizer that is not defined', byAuthorizer('ghost')],
    ['an authorizer of an unknown type', byAuthorizer('odd')],
  ] as [string, Requirement][])('is refused with 500 and named: %s', async (_name, requirement) => {
    const api = restApi([operation('GET /', { access: { requirements: [requirement] } })], {
      authorizers: [{ kind: 'unknown', at: '', name: 'odd', type: 'jwt' }],
    });
    const exchange = await send(api, 'GET /', { headers: [token] });
    expect([exchange.response.status, exchange.calls]).toEqual([500, []]);
    expect(exchange.unsupported).toHaveLength(1);
    expect(exchange.authorization.kind).toBe('refused');
  });
});

describe('several requirements', () => {
  const key: Requirement = { kind: 'api-key', at: '', scheme: 'api_key', inherited: false };
  const api = restApi([operation('GET /', { access: { requirements: [key, byAuthorizer('auth')] } })], {
    authorizers: [lambdaAuthorizer('token')],
  });
  const apiKey: [string, string] = ['x-api-key', 'k-1'];
  it.each([
    ['all met', 'Allow', [token, apiKey], 200],
    ['no key', 'Allow', [token], 403],
    ['no token', 'Allow', [apiKey], 401],
    ['a deny with a good key', 'Deny', [token, apiKey], 403],
  ] as [string, 'Allow' | 'Deny', [string, string][], number][])(
    'add up: %s',
    async (_name, effect, headers, status) => {
      const world = backends({ auth: policy(effect) });
      const exchange = await send(api, 'GET /', { headers, world, deployed: { apiKeys: ['k-1'] } });
      expect(exchange.response.status).toBe(status);
      if (status === 200) {
        expect(exchange.authorization).toEqual({ kind: 'allowed', by: 'auth, API key' });
        expect(part(eventOf(exchange), 'requestContext')).toMatchObject({
          authorizer: { principalId: 'user|7' },
          identity: { apiKey: 'k-1', apiKeyId: expect.any(String) },
        });
      }
    },
  );
});

describe('a method with authorization', () => {
  it.each([
    [1, 200],
    [1600, 414],
  ])('has a path with %i characters in a variable: %i (RT-LIM-URI)', async (length, status) => {
    const world = backends({ auth: policy('Allow') });
    const key = `GET /pets/${'x'.repeat(length)}`;
    const exchange = await send(guarded(lambdaAuthorizer('token')), key, { headers: [token], world });
    expect(exchange.response.status).toBe(status);
    if (status === 414) expect([bodyOf(exchange), exchange.calls]).toEqual(['{"message":"Request URI too long"}', []]);
    expect((await send(restApi([operation('GET /pets/{id}')]), key)).response.status).toBe(200);
  });
});
