import { describe, expect, it } from 'vitest';
import type { Header, UpstreamCall, UpstreamOutcome } from '../../../src/gateway/gateway.js';
import type { Integration } from '../../../src/model/index.js';
import { constant, from, json, mapping, nonProxy, response } from './non-proxy.js';
import { backends, bodyOf, headersOf, operation, restApi, type Sent, send, template } from './samples.js';

const answered = (status: number, body: string, headers: Header[] = []): UpstreamOutcome => ({
  kind: 'answered',
  response: { status, headers, body: Buffer.from(body) },
});

async function sent(key: string, more: Partial<Integration>, request: Sent = {}, outcome = answered(200, 'upstream')) {
  const integration = nonProxy('http', 'https://up.example/{id}', { httpMethod: 'ANY', ...more });
  const world = backends({}, { sendHttp: async () => outcome });
  const exchange = await send(restApi([operation('ANY /pets/{id}', { integration })]), key, { ...request, world });
  const call = exchange.calls.find((one): one is UpstreamCall => one.kind === 'http');
  return { exchange, upstream: call?.request, body: call?.request.body && Buffer.from(call.request.body).toString() };
}

describe('an HTTP integration without proxy sends', () => {
  it('what is mapped, and nothing else of the client but its content type (RT-HTTP-NONPROXY)', async () => {
    const { upstream } = await sent(
      'POST /pets/7?page=2&size=9',
      {
        parameters: [
          mapping('path', 'id', from('path', 'id')),
          mapping('querystring', 'p', from('querystring', 'page')),
          mapping('header', 'X-Kind', constant('pets')),
        ],
      },
      {
        headers: [
          ['Content-Type', 'application/json'],
          ['X-Client', '1'],
          ['User-Agent', 'test/1'],
        ],
        body: '{}',
      },
    );
    expect([upstream?.method, upstream?.url]).toEqual(['POST', 'https://up.example/7?p=2']);
    expect(Object.fromEntries(upstream?.headers ?? [])).toEqual({
      'User-Agent': 'AmazonAPIGateway_abc123',
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'X-Amzn-Apigateway-Api-Id': 'abc123',
      'X-Amzn-Trace-Id': expect.stringMatching(/^Root=/),
      'X-Kind': 'pets',
    });
  });

  it.each([
    ['as it came where there is no template', [], '{"a":1}', '{"a":1}'],
    ['as the template makes it', json('{"b":$input.json("$.a")}'), '{"a":1}', '{"b":1}'],
  ])('the body %s', async (_, templates, given, got) => {
    expect((await sent('POST /pets/7', { templates }, { body: given })).body).toBe(got);
  });

  it('what the template overrides, in place of what is mapped', async () => {
    const template = json(
      '#set($context.requestOverride.header.X-A = "over")#set($context.requestOverride.path.id = "9")#set($context.requestOverride.querystring.q = "1"){}',
    );
    const parameters = [mapping('header', 'X-A', constant('mapped')), mapping('path', 'id', from('path', 'id'))];
    const { upstream } = await sent('POST /pets/7', { templates: template, parameters }, { body: '{}' });
    expect(upstream?.url).toBe('https://up.example/9?q=1');
    expect(Object.fromEntries(upstream?.headers ?? [])['X-A']).toBe('over');
  });

  it.each([
    ['NEVER', [], 415],
    ['NEVER', json('{}'), 415],
    ['WHEN_NO_TEMPLATES', json('{}'), 415],
    ['WHEN_NO_TEMPLATES', [], 200],
    ['WHEN_NO_MATCH', json('{}'), 200],
  ])(
    'text/plain with %s and the templates %j: %i (RT-VTL-PASS-TABLE)',
    async (passthroughBehavior, templates, status) => {
      const headers: Header[] = [['Content-Type', 'text/plain']];
      const { exchange } = await sent('POST /pets/7', { passthroughBehavior, templates }, { headers, body: 'x' });
      expect([exchange.response.status, exchange.calls.length]).toEqual([status, status === 415 ? 0 : 1]);
    },
  );
});

describe('the client of an HTTP integration without proxy gets', () => {
  const responses = [response('4\\d{2}', '404'), response('5\\d{2}', '502'), response('default', '200')];
  it.each([
    ['200', 200, 200],
    ['400', 400, 404],
    ['503', 503, 502],
    ['302, as nothing else fits', 302, 200],
  ])('the response that %s selects', async (_, status, got) => {
    const { exchange } = await sent('GET /pets/7', { responses }, {}, answered(status, 'body'));
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([got, 'body']);
  });

  it('500 where no response fits, and none is the default (RT-NPX-SEL-DEFAULT)', async () => {
    const { exchange } = await sent('GET /pets/7', { responses: [response('4\\d{2}', '404')] });
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([500, '{"message":"Internal server error"}']);
  });

  it('mapped headers only, and JSON as the type (RT-NPX-HDR)', async () => {
    const headers = [
      { at: '', header: 'X-Total', source: { kind: 'response-header' as const, name: 'X-Count', multiValue: false } },
      { at: '', header: 'X-First', source: { kind: 'response-body' as const, path: '$.pets[0].name' } },
      { at: '', header: 'X-Stage', source: { kind: 'context' as const, name: 'stage' } },
      { at: '', header: 'Server', source: constant('mine') },
    ];
    const outcome = answered(200, '{"pets":[{"name":"Rex"}]}', [
      ['X-Count', '1'],
      ['X-Other', 'o'],
      ['Content-Type', 'text/plain'],
    ]);
    const { exchange } = await sent(
      'GET /pets/7',
      { responses: [response('default', '200', { headers })] },
      {},
      outcome,
    );
    expect(headersOf(exchange)).toEqual({
      'content-type': 'application/json',
      'x-amz-apigw-id': expect.any(String),
      'x-amzn-requestid': expect.any(String),
      'x-amzn-trace-id': expect.stringMatching(/^Root=/),
      'x-first': 'Rex',
      'x-stage': 'prod',
      'x-total': '1',
      'x-amzn-remapped-server': 'mine',
    });
  });

  it('what the template for its Accept makes of the answer, and its overrides', async () => {
    const templates = [
      template('application/json', '{"n":$input.json("$.n")}'),
      template(
        'text/plain',
        '#set($context.responseOverride.status = 203)#set($context.responseOverride.header.X-O = "o")n=$input.path("$.n")',
      ),
    ];
    const given = { responses: [response('default', '200', { templates })] };
    const { exchange } = await sent(
      'GET /pets/7',
      given,
      { headers: [['Accept', 'text/plain']] },
      answered(200, '{"n":1}'),
    );
    expect([exchange.response.status, bodyOf(exchange), headersOf(exchange)['x-o']]).toEqual([203, 'n=1', 'o']);
  });

  it.each<[string, UpstreamOutcome, number]>([
    ['nobody answers', { kind: 'unreachable', reason: 'refused' }, 504],
    ['the answer takes too long', { kind: 'timed-out' }, 504],
    ['the address is none', { kind: 'unreachable', reason: 'not-an-address' }, 500],
  ])('an error where %s', async (_, outcome, status) => {
    expect((await sent('GET /pets/7', {}, {}, outcome)).exchange.response.status).toBe(status);
  });
});
