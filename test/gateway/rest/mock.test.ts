import { describe, expect, it } from 'vitest';
import type { Header } from '../../../src/gateway/gateway.js';
import type { Integration, IntegrationResponse } from '../../../src/model/index.js';
import { bodyOf, headersOf, integration, mock, operation, restApi, type Sent, send, template } from './samples.js';

const ok = '{"statusCode": 200}';

function call(mocked: Integration, key = 'GET /pets/7', sent: Sent & { variables?: Record<string, string> } = {}) {
  const api = restApi([operation('ANY /pets/{id}', { integration: mocked })]);
  return send(api, key, { ...sent, deployed: { stageVariables: sent.variables ?? {} } });
}

function response(pattern: string, statusCode: string, more: Partial<IntegrationResponse> = {}): IntegrationResponse {
  return { at: '', pattern, statusCode, headers: [], templates: [], ...more };
}

describe('the status that a mock renders', () => {
  it.each([
    ['JSON', '{"statusCode": 200}'],
    ['an unquoted key', '{statusCode: 200}'],
    ['an unquoted key without space', '{statusCode:200}'],
    ['single quotes', "{'statusCode': 200}"],
    ['a comma at the end', '{"statusCode": 200,}'],
    ['other keys', '{"a": {"b": [1, "x", true, null]}, "statusCode" : 200, "c": \'y\'}'],
    ['white space', '\n  {\n "statusCode": 200 }\n'],
    ['a condition', '#set($x = 200){"statusCode": $x}'],
  ])('is read from %s', async (_name, text) => {
    expect((await call(mock(text, 'rendered'))).response.status).toBe(200);
  });

  it.each([
    ['text as status', '{"statusCode": "200"}'],
    ['no status', '{"status": 200}'],
    ['a fraction', '{"statusCode": 200.5}'],
    ['an open brace', '{"statusCode": 200'],
    ['no braces', 'statusCode: 200'],
    ['text after it', '{"statusCode": 200} x'],
    ['a list', '[200]'],
    ['nothing', ''],
  ])('is not found in %s: 500', async (_name, text) => {
    const exchange = await call(mock(text, 'rendered'));
    expect([exchange.response.status, JSON.parse(bodyOf(exchange))]).toEqual([
      500,
      { message: 'Internal server error' },
    ]);
  });
});

describe('the response of a mock', () => {
  const responses = [response('4\\d{2}', '499'), response('204', '204'), response('default', '203')];
  it.each([
    ['204', 204],
    ['404', 499],
    ['200', 203],
  ])('for status %s is %s', async (status, got) => {
    const mocked = integration('mock', {
      templates: [template('application/json', `{"statusCode": ${status}}`)],
      responses,
    });
    expect((await call(mocked)).response.status).toBe(got);
  });

  it('is 500 when no pattern fits and there is no default', async () => {
    const mocked = integration('mock', {
      templates: [template('application/json', ok)],
      responses: [response('4..', '400')],
    });
    expect((await call(mocked)).response.status).toBe(500);
  });

  it('is the default one without any template', async () => {
    expect((await call(integration('mock', { responses: [response('default', '203')] }))).response.status).toBe(203);
  });

  it('has mapped headers and no trace id, and JSON as its content type', async () => {
    const headers: IntegrationResponse['headers'] = [
      { at: '', header: 'Access-Control-Allow-Origin', source: { kind: 'constant', text: '*' } },
      { at: '', header: 'X-Stage', source: { kind: 'stageVariable', name: 'v' } },
      { at: '', header: 'X-None', source: { kind: 'response-header', name: 'X', multiValue: false } },
    ];
    const mocked = mock(ok, '', { responses: [response('default', '200', { headers })] });
    const exchange = await call(mocked, 'OPTIONS /pets/7', { variables: { v: 's' } });
    expect([exchange.response.status, bodyOf(exchange), exchange.calls]).toEqual([200, '', []]);
    expect(headersOf(exchange)).toEqual({
      'access-control-allow-origin': '*',
      'x-stage': 's',
      'content-type': 'application/json',
      'x-amzn-requestid': expect.any(String),
      'x-amz-apigw-id': expect.any(String),
    });
  });

  it.each([
    [
      'parameters by name',
      "$input.params('id') $input.params('q') $input.params('X-H') [$input.params('none')]",
      '7 2 h []',
    ],
    ['parameters by place', '$input.params().path.id $input.params().querystring.q', '7 2'],
    [
      'context and stage variables',
      '$context.httpMethod $context.identity.sourceIp $stageVariables.v',
      'POST 203.0.113.7 s',
    ],
    ['nothing for what is missing', '[$context.none][$stageVariables.none][$nothing]', '[][][]'],
    ['an empty body for the answer', '$input.body', '{}'],
    [
      'utilities',
      "$util.urlEncode('a b') $util.base64Encode('hi') $util.escapeJavaScript('say \"x\"')",
      'a+b aGk= say \\"x\\"',
    ],
    ['methods of strings', "#set($s = 'abc')$s.length() $s.contains('b') $s.replaceAll('[ab]', 'x')", '3 true xxc'],
  ])('renders %s', async (_name, text, rendered) => {
    const sent = { headers: [['X-H', 'h']] as Header[], body: '{"a":1}', variables: { v: 's' } };
    expect(bodyOf(await call(mock(ok, text), 'POST /pets/7?q=1&q=2', sent))).toBe(rendered);
  });

  it('chooses by what the client accepts, else JSON, else the first', async () => {
    const templates = [template('text/html', 'html'), template('application/json', 'json')];
    const mocked = mock(ok, '', { responses: [response('default', '200', { templates })] });
    const bodies = [];
    for (const accept of ['text/html', 'application/xml', '*/*']) {
      bodies.push(bodyOf(await call(mocked, 'GET /pets/7', { headers: [['Accept', accept]] })));
    }
    const only = mock(ok, '', { responses: [response('default', '200', { templates: templates.slice(0, 1) })] });
    bodies.push(bodyOf(await call(only)));
    expect(bodies).toEqual(['html', 'json', 'json', 'html']);
  });

  it('takes overrides from either template', async () => {
    const early = mock(
      '#set($context.responseOverride.status = 444)#set($context.responseOverride.header.foo = "bar"){statusCode: 200}',
      'x',
    );
    expect([(await call(early)).response.status, headersOf(await call(early))['foo']]).toEqual([444, 'bar']);
    const late = mock(ok, '#set($context.responseOverride.status = 299)x');
    expect((await call(late)).response.status).toBe(299);
    const bad = mock(ok, '#set($context.responseOverride.status = 99)x');
    expect((await call(bad)).response.status).toBe(200);
  });

  const set = (target: string, value: string) => `#set($context.${target} = ${value})`;
  it.each([
    ['the status', set('responseOverride.status', '201') + set('responseOverride.status', '202'), 500],
    ['one header', set('requestOverride.header.a', '"1"') + set("requestOverride.header['a']", '"2"'), 500],
    ['two headers', set('responseOverride.header.a', '"1"') + set('responseOverride.header.b', '"2"'), 200],
    ['equal names at two places', set('requestOverride.header.a', '1') + set('requestOverride.path.a', '1'), 200],
    ['what is no override', '#set($x = 1)#set($x = 2)', 200],
  ])('overrides %s, and answers as AWS does to a second override (RT-VTL-CTX-OVERRIDE)', async (_, text, status) => {
    expect((await call(mock(`${text}${ok}`, ''))).response.status).toBe(status);
    expect((await call(mock(ok, `${text}x`))).response.status).toBe(status);
  });

  it('lets each template override the same', async () => {
    const twice = mock(`${set('responseOverride.status', '444')}${ok}`, set('responseOverride.status', '299'));
    expect((await call(twice)).response.status).toBe(299);
  });

  it.each(['[', '{"a":'])('answers 500 to a status that is nested beyond reading: %s…', async (opening) => {
    const exchange = await call(mock('$input.body', ''), 'POST /pets/7', { body: opening.repeat(100_000) });
    expect(exchange.response.status).toBe(500);
  });
});

describe('the request template of a mock', () => {
  const xml: Header[] = [['Content-Type', 'application/xml']];
  const status: Header[] = [['Content-Type', 'application/json; charset=utf-8']];
  it.each([
    ['is taken without a content type', {}, [], 200],
    ['is taken by content type', {}, status, 200],
    ['is passed over for another type, whose body must then hold a status', {}, xml, 201],
    ['is needed when the body may not pass', { passthroughBehavior: 'never' }, xml, 415],
    ['is needed when there is any', { passthroughBehavior: 'WHEN_NO_TEMPLATES' }, xml, 415],
    [
      'of $default serves every type',
      { templates: [template('$default', ok)], passthroughBehavior: 'NEVER' },
      xml,
      200,
    ],
  ] as [string, Partial<Integration>, Header[], number][])('%s', async (_name, more, headers, got) => {
    const responses = [response('201', '201'), response('default', '200')];
    const exchange = await call(mock(ok, '', { responses, ...more }), 'POST /pets/7', {
      headers,
      body: '{"statusCode": 201}',
    });
    expect(exchange.response.status).toBe(got);
    if (got === 415) expect(bodyOf(exchange)).toBe('{"message":"Unsupported Media Type"}');
  });
});

describe('a template that cannot be rendered', () => {
  it.each([
    ['its syntax', '#if('],
    ['an unknown method', "$input.params('id').frobnicate()"],
    ['a JSONPath filter', "$input.json('$.a[?(@.b)]')"],
  ])('is answered with 501 that names %s, and never skipped', async (_name, text) => {
    const exchange = await call(mock(ok, text), 'POST /pets/7', { body: '{"a":[]}' });
    expect(exchange.response.status).toBe(501);
    expect(exchange.unsupported).toEqual([expect.stringMatching(/^mapping template: /)]);
  });
});
