import { describe, expect, it } from 'vitest';
import { openRestGateway } from '../../../src/gateway/rest/rest-gateway.js';
import type { Integration } from '../../../src/model/index.js';
import {
  backends,
  bodyOf,
  byAuthorizer,
  deployment,
  headersOf,
  integration,
  lambdaAuthorizer,
  lambdaProxy,
  operation,
  policy,
  request,
  restApi,
  send,
} from './samples.js';

describe('a REST gateway', () => {
  const api = restApi([operation('GET /pets/{id}')]);

  it('records the route, the decision, the calls and the request as it came', async () => {
    const exchange = await send(api, 'GET /pets/7');
    expect(exchange).toMatchObject({ route: 'GET /pets/{id}', authorization: { kind: 'open' }, unsupported: [] });
    expect(exchange.calls).toHaveLength(1);
    expect(exchange.request).toEqual(request('GET /pets/7'));
  });

  it('answers an unknown route as a missing signature, without a route', async () => {
    const exchange = await send(api, 'POST /pets/7');
    expect(exchange).not.toHaveProperty('route');
    expect([exchange.response.status, bodyOf(exchange), exchange.calls]).toEqual([
      403,
      '{"message":"Missing Authentication Token"}',
      [],
    ]);
  });

  it('complains about the signature of an unknown route when there is another Authorization', async () => {
    const exchange = await send(api, 'GET /none', { headers: [['Authorization', 'Bearer secret']] });
    expect([exchange.response.status, headersOf(exchange)['x-amzn-errortype']]).toEqual([
      403,
      'IncompleteSignatureException',
    ]);
    expect(bodyOf(exchange)).not.toContain('secret');
  });

  it('answers 413 in plain text for a body that is too large', async () => {
    const exchange = await send(api, 'GET /pets/7', { body: new Uint8Array(10_485_761) });
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([413, 'HTTP content length exceeded 10485760 bytes.']);
    expect(headersOf(exchange)).toEqual({ 'content-type': 'text; charset=utf-8' });
  });

  it.each([
    [
      'what a placeholder hides, a function or a service',
      integration('aws', { target: { kind: 'opaque' } }),
      'integration type aws with a uri that a placeholder hides',
    ],
    ['type aws with a URL', integration('aws', { target: { kind: 'url' } }), 'integration type aws with a URL'],
    ['an unknown type', integration('unknown', { writtenType: 'carrier_pigeon' }), 'integration type carrier_pigeon'],
    ['streaming', lambdaProxy('fn', { target: { kind: 'lambda', streaming: true } }), 'Lambda response streaming'],
  ] as [string, Integration, string][])(
    'answers 501 and names what it does not have: %s',
    async (_name, connected, feature) => {
      const exchange = await send(restApi([operation('GET /', { integration: connected })]), 'GET /');
      expect([exchange.response.status, JSON.parse(bodyOf(exchange)).unsupported]).toEqual([501, feature]);
      expect([exchange.unsupported, exchange.calls]).toEqual([[feature], []]);
    },
  );

  it('asks the authorizer before it says that it does not have an integration', async () => {
    const access = { requirements: [byAuthorizer('auth')] };
    const guarded = restApi([operation('GET /', { access, integration: integration('aws') })], {
      authorizers: [lambdaAuthorizer('token')],
    });
    const headers: [string, string][] = [['Authorization', 't']];
    expect((await send(guarded, 'GET /', { headers, world: backends({ auth: policy('Deny') }) })).response.status).toBe(
      403,
    );
    expect(
      (await send(guarded, 'GET /', { headers, world: backends({ auth: policy('Allow') }) })).response.status,
    ).toBe(501);
  });

  it('names a method without integration', async () => {
    const { integration: _, ...bare } = operation('GET /');
    expect((await send(restApi([bare]), 'GET /')).unsupported).toEqual([
      'method without integration: AWS does not deploy it',
    ]);
  });

  it('names features of the API that it leaves out of account', async () => {
    const lacking = restApi([operation('GET /')], {
      settings: [
        { at: '', kind: 'minimum-compression-size', value: '${Size}' },
        { at: '', kind: 'throttling', value: { throttlingRateLimit: 1 }, name: 'every method' },
        { at: '', kind: 'usage-plan-quota', value: {} },
        { at: '', kind: 'usage-plan-throttle', value: {} },
        { at: '', kind: 'canary', value: {} },
      ],
      unrecognised: [{ at: '', key: 'x-amazon-apigateway-new' }],
    });
    expect((await send(lacking, 'GET /')).unsupported).toEqual([
      'compression of request and response',
      'throttling of the stage: nobody is limited',
      'usage plans: nobody is limited',
      'canary release: all requests get what the stage itself has',
      'x-amazon-apigateway-new',
    ]);
  });

  it.each([
    ['regional', 10_240],
    ['edge', 8_192],
    ['private', 8_192],
  ])(
    'of a %s endpoint takes addresses of %i bytes, and answers longer ones with 414 (RT-LIM-URL)',
    async (type, bytes) => {
      const value = { types: [type.toUpperCase()] };
      const allow = { Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' } };
      const sized = restApi([operation('GET /')], {
        settings: [
          { at: '', kind: 'endpoint-configuration', value },
          { at: '', kind: 'resource-policy', value: allow },
        ],
      });
      const statuses = [];
      for (const rest of [0, 1])
        statuses.push((await send(sized, `GET /?${'q'.repeat(bytes - 2 + rest)}`)).response.status);
      expect(statuses).toEqual([200, 414]);
    },
  );

  it('serves many requests at once without mixing them', async () => {
    const echo = backends({
      'GET-pets-id-': (event) => ({ kind: 'returned', value: { body: String(event['path']) } }),
    });
    const gateway = openRestGateway(api, echo, deployment);
    const paths = Array.from({ length: 50 }, (_, index) => `/pets/${index}`);
    const bodies = await Promise.all(paths.map(async (path) => bodyOf(await gateway.handle(request(`GET ${path}`)))));
    expect(bodies).toEqual(paths);
  });
});
