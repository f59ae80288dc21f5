import { describe, expect, it } from 'vitest';
import { plain } from '../../../src/model/index.js';
import { api, backends, eventOf, headerOf, lambda, returned, route, sender, textOf } from './opened.js';

describe('a request that no route takes', () => {
  it('gets 404, the request id, and calls nobody', async () => {
    const exchange = await sender(api([route('GET /a')]))('GET /b');
    expect(exchange.response.status).toBe(404);
    expect(textOf(exchange.response)).toBe('{"message":"Not Found"}');
    expect(Object.fromEntries(exchange.response.headers)).toEqual({
      'content-type': 'application/json',
      'apigw-requestid': 'NIKr1jmIFiAEJmw=',
      'content-length': '23',
    });
    expect(exchange).toMatchObject({ authorization: { kind: 'open' }, calls: [], unsupported: [] });
    expect(exchange.route).toBeUndefined();
  });
});

describe('a function that fails', () => {
  const failing = (outcome: Parameters<typeof returned>[0] | object) =>
    sender(api([route('GET /')]), { backends: backends({ hello: () => outcome as never }) });
  it.each([
    [
      'throws',
      { kind: 'threw', errorType: 'Error', errorMessage: 'secret' },
      500,
      '{"message":"Internal Server Error"}',
    ],
    ['is too slow', { kind: 'timed-out' }, 503, '{"message":"Service Unavailable"}'],
    ['is malformed', returned({ statusCode: 'abc' }), 500, '{"message":"Internal Server Error"}'],
  ])('%s', async (_, outcome, status, body) => {
    const { response } = await failing(outcome)('GET /');
    expect([response.status, textOf(response)]).toEqual([status, body]);
  });

  it('is not waited for longer than the integration allows', async () => {
    const hanging = sender(api([route('GET /', lambda({ timeoutInMillis: 50 }))]), {
      backends: backends({ hello: () => new Promise(() => {}) }),
    });
    expect((await hanging('GET /')).response.status).toBe(503);
  });
});

describe('the function that is called', () => {
  it.each([
    [
      'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:hello/invocations',
      'hello',
    ],
    ['arn:aws:lambda:eu-west-1:1:function:hello:${stageVariables.alias}', 'hello:live'],
    ['${HelloFunction.Arn}', '${HelloFunction.Arn}'],
  ])('of %s is %s', async (uri, name) => {
    const send = sender(api([route('GET /', lambda({ uri: plain(uri) }))]), {
      deployment: { stageVariables: { alias: 'live' } },
    });
    expect((await send('GET /')).calls).toMatchObject([{ kind: 'lambda', purpose: 'integration', functionName: name }]);
  });
});

describe('parameter mapping in front of a function', () => {
  it('changes the event, and the exchange says that AWS does not document how', async () => {
    const requestParameters = { 'overwrite:header.x-a': '$request.querystring.a', 'overwrite:path': '/other' };
    const exchange = await sender(api([route('GET /', lambda({ requestParameters }))]))('GET /?a=1');
    expect(eventOf(exchange)).toMatchObject({ rawPath: '/other', headers: { 'x-a': '1' } });
    expect(exchange.unsupported).toEqual([expect.stringContaining('parameter mapping')]);
  });
});

it('adds one request id, also to an answer that has one', async () => {
  const value = returned({ statusCode: 200, headers: { 'Apigw-Requestid': 'mine' }, body: 'x' });
  const { response } = await sender(api([route('GET /')]), { backends: backends({ hello: () => value }) })('GET /');
  expect(headerOf(response, 'apigw-requestid')).toBe('NIKr1jmIFiAEJmw=');
});
