import { describe, expect, it } from 'vitest';
import { type HttpAuthorizer, type HttpIntegration, type Json, plain } from '../../../src/model/index.js';
import {
  answered,
  api,
  backends,
  behind,
  headerOf,
  lambda,
  proxy,
  returned,
  route,
  sender,
  service,
} from './opened.js';

/** Deeper than JSON can be written, though not deeper than it can be read. */
const depth = 45_000;
const text = `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
const value: Json = JSON.parse(text);

describe('JSON that is nested to do harm', () => {
  const mapped = { 'overwrite:header.x-a': '$request.body.a' };
  it.each<[string, HttpIntegration]>([
    ['a mapped request', proxy({ requestParameters: mapped })],
    ['a mapped event', lambda({ requestParameters: mapped })],
    [
      'a call of a service',
      {
        ...service,
        arguments: { QueueUrl: plain('q'), MessageBody: plain('m'), MessageAttributes: plain('$request.body') },
      },
    ],
  ])('in the body is no value for %s', async (_, integration) => {
    const { response } = await sender(api([route('POST /', integration)]))('POST /', { body: Buffer.from(text) });
    expect(response.status).toBe(200);
  });

  it('in an answer is no value for a mapping, and passes as it is', async () => {
    const responseParameters = { '200': { 'overwrite:header.x-a': '$response.body.a' } };
    const behindIt = backends({}, answered({ body: Buffer.from(text) }));
    const { response } = await sender(api([route('GET /', proxy({ responseParameters }))]), { backends: behindIt })(
      'GET /',
    );
    expect([response.body.length, headerOf(response, 'x-a')]).toEqual([text.length, undefined]);
  });

  it.each(['1.0', '2.0'] as const)('from a function of format %s is malformed: 500', async (payloadFormatVersion) => {
    const send = sender(api([route('GET /', lambda({ payloadFormatVersion }))]), {
      backends: backends({ hello: () => returned(value) }),
    });
    expect((await send('GET /')).response.status).toBe(500);
  });

  it('from an authorizer lets nobody through: 500', async () => {
    const guard: HttpAuthorizer = {
      ...{ kind: 'request', name: 'guard', uri: plain('guard'), payloadFormatVersion: '2.0' },
      ...{ enableSimpleResponses: true, identitySources: [] },
    };
    const guarding = backends({ guard: () => returned({ isAuthorized: true, context: { value } }) });
    const send = sender(api([route('GET /', lambda(), behind('guard'))], [guard]), { backends: guarding });
    const exchange = await send('GET /');
    expect([exchange.response.status, exchange.authorization.kind, exchange.calls.length]).toEqual([500, 'refused', 1]);
  });
});
