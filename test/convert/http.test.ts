import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/index.js';
import { converted, keysOf, preflight } from './definition.js';

const key = 'x-amazon-apigateway-integration';

function http(more: JsonObject = {}): JsonObject {
  return {
    type: 'http',
    httpMethod: 'GET',
    uri: 'https://backend.example.com/v2/things/{thing}',
    requestParameters: { 'integration.request.path.thing': 'method.request.path.id' },
    responses: { default: { statusCode: '200' } },
    ...more,
  };
}

function paths(integration: JsonObject): JsonObject {
  return { '/things/{id}': { get: { responses: {}, [key]: integration } } };
}

const accept = [{ rule: 'http-proxy/non-proxy', reason: 'the backend trusts no header' } as const];

describe('a non-proxy HTTP integration', () => {
  it('waits until somebody accepts that everything passes', async () => {
    const conversion = await converted(paths(http()));
    expect(keysOf(conversion)).toEqual([]);
    expect(conversion.ledger.find(({ rule }) => rule === 'http-proxy/non-proxy')?.outcome).toBe('blocked');
    expect(conversion.verdict).toBe('needs-decisions');
  });

  it('becomes a proxy to the same address then', async () => {
    const { httpApi, verdict } = await converted(paths(http()), { accept });
    expect(httpApi.routes[0]?.integration).toMatchObject({
      kind: 'http-proxy',
      method: 'GET',
      uri: { text: 'https://backend.example.com/v2/things/{id}' },
    });
    expect(verdict).toBe('ready-with-changes');
  });

  it.each<[string, Json, boolean]>([
    ['hands the body on', "$input.json('$')", true],
    ['hands the text of the body on', '$input.body', true],
    ['makes a fixed body', '{"a": 1}', false],
    ['wraps the body', '{"a": $input.body}', false],
    ['decides', '#if($input.body)x#end', false],
  ])('with a template that %s', async (_, template, moves) => {
    const conversion = await converted(paths(http({ requestTemplates: { 'application/json': template } })), { accept });
    expect(keysOf(conversion).length).toBe(moves ? 1 : 0);
    expect(conversion.verdict).toBe(moves ? 'ready-with-changes' : 'stay-on-rest');
  });

  it('says that refused content types pass', async () => {
    const { ledger } = await converted(paths(http({ passthroughBehavior: 'never' })));
    expect(ledger.find(({ rule }) => rule === 'http-proxy/non-proxy')?.message).toMatch(/get 415 today/);
  });
});

describe('answers of a non-proxy HTTP integration', () => {
  it('keep statuses and headers that a literal status tells apart', async () => {
    const responses = {
      '200': {
        statusCode: 200,
        responseParameters: {
          'method.response.header.X-Kind': "'thing'",
          'method.response.header.X-Id': 'integration.response.header.Thing-Id',
          'method.response.header.ETag': 'integration.response.header.etag',
          'method.response.header.X-Name': 'integration.response.body.name',
        },
      },
      '409': { statusCode: '400' },
    };
    const { httpApi } = await converted(paths(http({ responses })), { accept });
    expect(httpApi.routes[0]?.integration).toMatchObject({
      responseParameters: {
        '200': {
          'overwrite:header.X-Kind': 'thing',
          'overwrite:header.X-Id': '$response.header.Thing-Id',
          'overwrite:header.X-Name': '$response.body.name',
        },
        '409': { 'overwrite:statuscode': '400' },
      },
    });
  });

  it.each<[string, JsonObject, [rule: string, outcome: string]]>([
    ['a status that stays itself', { '404': { statusCode: '404' } }, ['integration-responses/status', 'carried']],
    ['a status that becomes another', { '404': { statusCode: '200' } }, ['integration-responses/status', 'rewritten']],
    ['a default', { default: { statusCode: '200' } }, ['integration-responses/status-passes', 'behaviour-changes']],
    ['a pattern', { '5\\d{2}': { statusCode: '500' } }, ['integration-responses/status-passes', 'behaviour-changes']],
  ])('%s', async (_, responses, told) => {
    const { ledger } = await converted(paths(http({ responses })), { accept });
    const entry = ledger.find(({ construct }) => construct.kind === 'integration-response');
    expect([entry?.rule, entry?.outcome]).toEqual(told);
  });

  it.each<[string, JsonObject]>([
    ['a header under the default', { default: { responseParameters: { 'method.response.header.A': "'a'" } } }],
    [
      'a reserved header',
      { '200': { statusCode: '200', responseParameters: { 'method.response.header.Via': "'a'" } } },
    ],
    ['a template', { default: { statusCode: '200', responseTemplates: { 'application/json': '{}' } } }],
  ])('with %s wait for an acceptance', async (_, responses) => {
    expect(keysOf(await converted(paths(http({ responses })), { accept }))).toEqual([]);
  });

  it.each<[string, string, Json, string]>([
    ['the origin of the configuration', 'https://a.example', "'https://a.example'", 'replaced'],
    ['one origin of many', '*', "'https://a.example'", 'replaced'],
    ['another origin', 'https://a.example', "'https://b.example'", 'blocked'],
    ['any origin', 'https://a.example', "'*'", 'blocked'],
  ])('with a CORS header that is %s', async (_, configured, value, outcome) => {
    const responses = {
      default: {
        statusCode: '200',
        responseParameters: { 'method.response.header.Access-Control-Allow-Origin': value },
      },
    };
    const definition = { ...paths(http({ responses })), '/other': { options: preflight(configured) } };
    const { ledger } = await converted(definition, { accept });
    const entry = ledger.find(({ rule }) => rule.startsWith('cors/method-header'));
    expect(entry?.outcome).toBe(outcome);
  });
});

describe('what stays because the gateway itself answers or translates', () => {
  const mock = (body: string) => ({
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    responses: { default: { statusCode: '200', responseTemplates: { 'application/json': body } } },
  });
  const lambdaUri = 'arn:aws:apigateway:r:lambda:path/2015-03-31/functions/arn:aws:lambda:r:1:function:f/invocations';

  it.each<[string, JsonObject, RegExp]>([
    [
      'a mock with a fixed answer',
      mock('{"ok": true}'),
      /^A mock gives a fixed answer \(200\).*function of CloudFront/,
    ],
    [
      'a mock with a computed answer',
      mock('{"at": "$context.requestTime"}'),
      /^A mock gives an answer made from the request/,
    ],
    [
      'a function behind a template',
      { type: 'aws', uri: lambdaUri, requestTemplates: { 'application/json': '{"a": "$input.body"}' } },
      /the function gets what a template makes \(it puts values into a text\)/,
    ],
    ['a function that gets the body', { type: 'aws', uri: lambdaUri }, /the function gets the body of the request/],
    [
      'a function that nobody waits for',
      {
        type: 'aws',
        uri: lambdaUri,
        requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
      },
      /called asynchronously/,
    ],
  ])('%s', async (_, integration, message) => {
    const conversion = await converted(paths(integration));
    const entry = conversion.ledger.find(({ construct }) => construct.kind === 'integration');
    expect(entry?.message).toMatch(message);
    expect(conversion.verdict).toBe('stay-on-rest');
  });
});
