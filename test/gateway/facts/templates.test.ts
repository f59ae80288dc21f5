import { describe, expect, it } from 'vitest';
import type { Exchange, Header } from '../../../src/gateway/gateway.js';
import { type Integration, type IntegrationResponse, plain } from '../../../src/model/index.js';
import * as rest from '../rest/samples.js';
import { headersOf } from './three-apis.js';

const ok = '{"statusCode": 200}';

interface Sent {
  key?: string;
  headers?: Header[];
  body?: string;
  stageVariables?: Record<string, string>;
}

/** Sends a request to `POST /things/{id}` with this integration. */
function through(integration: Integration, sent: Sent = {}): Promise<Exchange> {
  const { key = 'POST /things/7?q=one&q=two', stageVariables = {}, ...rest_ } = sent;
  const api = rest.restApi([rest.operation('POST /things/{id}', { integration })]);
  return rest.send(api, key, { ...rest_, deployed: { stageVariables } });
}

/** @returns what a request template prints: an HTTP backend gets it as it is */
async function printed(text: string, sent: Sent = {}): Promise<string> {
  const integration = rest.integration('http', {
    ...{ target: { kind: 'url' }, uri: plain('https://backend.example/'), httpMethod: 'POST' },
    templates: [rest.template('application/json', text)],
  });
  const { calls } = await through(integration, sent);
  const call = calls[0];
  if (call?.kind !== 'http') throw new Error('no backend was called');
  return Buffer.from(call.request.body ?? []).toString();
}

describe('$input in a template', () => {
  it.each([
    ['RT-VTL-INPUT-BODY', '$input.body', '', '{}'],
    ['RT-VTL-INPUT-BODY', '$input.body', 'no JSON', 'no JSON'],
    ['RT-VTL-INPUT-PATH-DICT', "$input.path('$.obj')", '{"obj":{"foo":"bar","b":2}}', '{foo=bar, b=2}'],
    ['RT-VTL-INPUT-PATH-LIST', "$input.path('$.list')", '{"list":[{"foo":"bar"}]}', '[{"foo":"bar"}]'],
    ['RT-VTL-INPUT-PATH-LIST', "$input.path('$.m')", '{"m":{"foo":[{"nested":"bar"}]}}', '{foo=[{"nested":"bar"}]}'],
    ['RT-VTL-INPUT-PATH-NULL', "[$input.path('$.none')]", '{}', '[]'],
    ['RT-VTL-INPUT-PATH-NULL', '#if($input.path(\'$.none\') == "")yes#end', '{}', 'yes'],
    ['RT-VTL-INPUT-JSON', "$input.json('$.x')", '{"x":{"a":[1,"b"]}}', '{"a":[1,"b"]}'],
    ['RT-VTL-INPUT-JSON', "$input.json('$.none')", '{}', '""'],
    ['RT-VTL-INPUT-PARAMS', "$input.params('id')", '{}', '7'],
    ['RT-VTL-INPUT-PARAMS', "[$input.params('none')]", '{}', '[]'],
    ['RT-VTL-INPUT-PARAMS', "$input.params().path.id $input.params().header.get('X-A')", '{}', '7 here'],
    ['RT-VTL-INPUT-MULTI', "$input.params('q')", '{}', 'two'],
    ['RT-VTL-INPUT-HDRCASE', "[$input.params('x-a')][$input.params('X-A')]", '{}', '[][here]'],
    ['RT-VTL-INPUT-ASSIGN', "#set($m = $input.path('$'))#set($x = $m.put('b', 2))$m", '{"a":1}', '{a=1, b=2}'],
    ['RT-VTL-INPUT-ASSIGN', "#set($l = $input.path('$.l'))#set($l[0] = 9)$l", '{"l":[1,2]}', '[9,2]'],
    ['RT-VTL-UTIL-ESC', '$util.escapeJavaScript("it\'s")', '{}', "it\\'s"],
    ['RT-VTL-UTIL-URL', "$util.urlEncode('some+raw data')", '{}', 'some%2Braw+data'],
    ['RT-VTL-UTIL-B64', "$util.base64Encode('ä') $util.base64Decode('w6Q=')", '{}', 'w6Q= ä'],
    ['RT-VTL-UTIL-PARSE', '$util.parseJson(\'{"a":{"b":7}}\').a.b', '{}', '7'],
    ['RT-VTL-STAGEVAR', "$stageVariables.one $stageVariables['one'] ${stageVariables.one}", '{}', '1 1 1'],
    ['RT-VTL-CTX-VARS', '$context.httpMethod $context.resourcePath $context.stage', '{}', 'POST /things/{id} prod'],
    ['RT-VTL-CTX-VARS', '$context.identity.sourceIp $context.path', '{}', '203.0.113.7 /prod/things/7'],
  ])('%s: %s of %s prints %s', async (_, template, body, text) => {
    const headers: Header[] = [['X-A', 'here']];
    expect(await printed(template, { body, headers, stageVariables: { one: '1' } })).toBe(text);
  });
});

describe('a mock', () => {
  const answers = (status: string, pattern: string, template: string): IntegrationResponse => ({
    ...{ at: '', pattern, statusCode: status, headers: [] },
    templates: [rest.template('application/json', template)],
  });
  const picking = (request: string) =>
    rest.mock(request, '', { responses: [answers('201', 'default', 'created'), answers('404', '4\\d{2}', 'lost')] });

  it.each([
    ['RT-MOCK-STATUS', '{"statusCode": 200}', 201],
    ['RT-MOCK-LAX', '{statusCode: 200}', 201],
    ['RT-MOCK-LAX', "{'statusCode': 200,}", 201],
    ['RT-MOCK-STATUS', '{"statusCode": "200"}', 500],
    ['RT-MOCK-STATUS', '{"other": 200}', 500],
    ['RT-MOCK-STATUS', 'no JSON', 500],
    ['RT-MOCK-PICK', '{"statusCode": 444}', 404],
    ['RT-NPX-SEL-DEFAULT', '{"statusCode": 503}', 201],
  ])('%s: %s', async (_, request, status) => {
    expect((await through(picking(request))).response.status).toBe(status);
  });

  it('RT-MOCK-BODY: has no body without a template, and no trace', async () => {
    const bare = rest.mock(ok, '', {
      responses: [{ at: '', pattern: 'default', statusCode: '200', headers: [], templates: [] }],
    });
    const exchange = await through(bare);
    expect(rest.bodyOf(exchange)).toBe('');
    expect(headersOf(exchange)['Content-Type']).toBe('application/json');
    expect(Object.keys(headersOf(exchange)).join().toLowerCase()).not.toContain('trace');
  });

  it('RT-NPX-SEL-DEFAULT: fails where no answer fits', async () => {
    const exchange = await through(rest.mock(ok, '', { responses: [answers('404', '4\\d{2}', '')] }));
    expect([exchange.response.status, JSON.parse(rest.bodyOf(exchange))]).toEqual([
      500,
      { message: 'Internal server error' },
    ]);
  });

  it.each([
    ['RT-VTL-CTX-OVERRIDE', ok, '#set($context.responseOverride.status = 418)'],
    ['RT-VTL-CTX-OVERRIDE-EARLY', `#set($context.responseOverride.status = 418)${ok}`, ''],
  ])('%s: has its status overridden', async (_, request, response) => {
    expect((await through(rest.mock(request, response))).response.status).toBe(418);
  });

  it('RT-VTL-CTX-STATUS: keeps its status where the new one is none', async () => {
    const exchange = await through(rest.mock(ok, '#set($context.responseOverride.status = 42)'));
    expect(exchange.response.status).toBe(200);
  });

  it('RT-VTL-CTX-OVERRIDE-CARRY: hands values from one template to the other', async () => {
    const request = `#set($context.requestOverride.path.own = "carried")${ok}`;
    expect(rest.bodyOf(await through(rest.mock(request, '$context.requestOverride.path.own')))).toBe('carried');
  });
});

describe('which template is taken', () => {
  const withTemplates = (passthroughBehavior: string | undefined, ...types: string[]) =>
    rest.mock(ok, 'done', {
      ...(passthroughBehavior !== undefined && { passthroughBehavior }),
      templates: types.map((type) => rest.template(type, ok)),
    });
  const sent = (type?: string): Sent => ({
    body: ok,
    headers: type === undefined ? [] : [['Content-Type', type]],
  });

  /** With a body that is itself an answer of a mock, what passes through gives 200. */
  it.each([
    ['RT-VTL-SELECT-REQ', 'NEVER', ['application/json'], 'application/json; charset=utf-8', 200],
    ['RT-VTL-SELECT-REQ', 'NEVER', ['application/json'], undefined, 200],
    ['RT-VTL-PASS-TABLE', 'WHEN_NO_MATCH', ['application/json'], 'text/plain', 200],
    ['RT-VTL-PASS-TABLE', 'WHEN_NO_TEMPLATES', ['application/json'], 'text/plain', 415],
    ['RT-VTL-PASS-TABLE', 'WHEN_NO_TEMPLATES', [], 'text/plain', 200],
    ['RT-VTL-PASS-TABLE', 'NEVER', ['application/json'], 'text/plain', 415],
    ['RT-VTL-PASS-TABLE', 'NEVER', [], 'text/plain', 415],
  ])('%s: %s with templates for %j, sent %s', async (_, behaviour, types, type, status) => {
    expect((await through(withTemplates(behaviour, ...types), sent(type))).response.status).toBe(status);
  });

  it('RT-VTL-415: says so in the words of AWS', async () => {
    const exchange = await through(withTemplates('NEVER', 'application/json'), sent('text/plain'));
    expect(JSON.parse(rest.bodyOf(exchange))).toEqual({ message: 'Unsupported Media Type' });
    expect(headersOf(exchange)['x-amzn-ErrorType']).toBe('BadRequestException');
  });

  it.each([
    ['application/xml', 'for xml'],
    ['text/csv', 'for json'],
    [undefined, 'for json'],
  ])('RT-VTL-SELECT-RES: Accept %s', async (accept, text) => {
    const templates = ['json', 'xml'].map((kind) => rest.template(`application/${kind}`, `for ${kind}`));
    const integration = rest.mock(ok, '', {
      responses: [{ at: '', pattern: 'default', statusCode: '200', headers: [], templates }],
    });
    const headers: Header[] = accept === undefined ? [] : [['Accept', accept]];
    expect(rest.bodyOf(await through(integration, { headers }))).toBe(text);
  });
});

describe('stage variables in an address', () => {
  it('RT-VTL-STAGEVAR, RT-HTTP-STAGEVAR: an unknown one is empty, and other dollars stay', async () => {
    const uri = plain('https://backend.example/${stageVariables.one}/${stageVariables.none}/x');
    const integration = rest.integration('http_proxy', { target: { kind: 'url' }, uri, httpMethod: 'POST' });
    const { calls } = await through(integration, { stageVariables: { one: '1' } });
    expect(calls[0]?.kind === 'http' && calls[0].request.url.replace(/\?.*/, '')).toBe('https://backend.example/1//x');
  });
});
