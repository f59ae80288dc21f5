import { describe, expect, it } from 'vitest';
import type { GatewayResponse } from '../../../src/model/index.js';
import {
  backends,
  bodyOf,
  byAuthorizer,
  headersOf,
  lambdaAuthorizer,
  lambdaProxy,
  operation,
  policy,
  restApi,
  send,
} from './samples.js';

function custom(type: string, more: Partial<GatewayResponse> = {}): GatewayResponse {
  return { at: '', type, headers: {}, templates: {}, ...more };
}

function unknownRoute(responses: GatewayResponse[], headers: [string, string][] = []) {
  const api = restApi(
    [operation('GET /pets'), operation('GET /bad', { integration: lambdaProxy('x', { httpMethod: 'GET' }) })],
    {
      gatewayResponses: responses,
    },
  );
  return send(api, 'GET /none?q=1', { headers, deployed: { stageVariables: { v: 's' } } });
}

describe('a gateway response', () => {
  it('is AWS’s own where the API has none', async () => {
    const exchange = await unknownRoute([]);
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([403, '{"message":"Missing Authentication Token"}']);
    expect(headersOf(exchange)).toEqual({
      'content-type': 'application/json',
      'x-amzn-errortype': 'MissingAuthenticationTokenException',
      'x-amzn-requestid': expect.any(String),
      'x-amz-apigw-id': expect.any(String),
    });
  });

  it('may have another status, headers and body', async () => {
    const exchange = await unknownRoute(
      [
        custom('MISSING_AUTHENTICATION_TOKEN', {
          statusCode: '404',
          headers: {
            'Access-Control-Allow-Origin': "'*'",
            'X-Origin': 'method.request.header.Origin',
            'X-Query': 'method.request.querystring.q',
            'X-Stage': 'stageVariables.v',
            'X-Id': 'context.requestId',
            'X-None': 'method.request.header.None',
          },
          templates: {
            'text/plain': '$context.error.responseType: $context.error.message ($context.error.messageString)',
          },
        }),
      ],
      [['Origin', 'https://example.com']],
    );
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([
      404,
      'MISSING_AUTHENTICATION_TOKEN: Missing Authentication Token ("Missing Authentication Token")',
    ]);
    expect(headersOf(exchange)).toMatchObject({
      'access-control-allow-origin': '*',
      'x-origin': 'https://example.com',
      'x-query': '1',
      'x-stage': 's',
      'x-id': 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      'content-type': 'text/plain',
      'x-amzn-errortype': 'MissingAuthenticationTokenException',
    });
    expect(headersOf(exchange)).not.toHaveProperty('x-none');
  });

  it('keeps status and body where only headers are set', async () => {
    const exchange = await unknownRoute([custom('DEFAULT_4XX', { headers: { 'X-Cors': "'yes'" } })]);
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([403, '{"message":"Missing Authentication Token"}']);
    expect(headersOf(exchange)['x-cors']).toBe('yes');
  });

  it('is its own type’s before the default', async () => {
    const responses = [
      custom('DEFAULT_4XX', { statusCode: '400' }),
      custom('DEFAULT_5XX', { statusCode: '599' }),
      custom('MISSING_AUTHENTICATION_TOKEN', { statusCode: '404' }),
    ];
    expect((await unknownRoute(responses)).response.status).toBe(404);
    expect((await unknownRoute(responses.slice(0, 2))).response.status).toBe(400);
    expect((await unknownRoute(responses.slice(1, 2))).response.status).toBe(403);
  });

  it('is that of DEFAULT_5XX for failures', async () => {
    const api = restApi([operation('GET /', { integration: lambdaProxy('x', { httpMethod: 'GET' }) })], {
      gatewayResponses: [
        custom('DEFAULT_5XX', { templates: { 'application/json': '{"error":$context.error.messageString}' } }),
      ],
    });
    const exchange = await send(api, 'GET /');
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([500, '{"error":"Internal server error"}']);
  });

  it('chooses its body by what the client accepts, else JSON', async () => {
    const responses = [custom('DEFAULT_4XX', { templates: { 'text/html': 'html', 'application/json': 'json' } })];
    expect(bodyOf(await unknownRoute(responses, [['Accept', 'text/html, */*']]))).toBe('html');
    expect(bodyOf(await unknownRoute(responses, [['Accept', '*/*']]))).toBe('json');
  });

  it('is 501 when a header of it cannot be read', async () => {
    const exchange = await unknownRoute([custom('DEFAULT_4XX', { headers: { 'X-Odd': 'integration.response.body' } })]);
    expect([exchange.response.status, exchange.unsupported]).toEqual([
      501,
      ['gateway response header X-Odd: integration.response.body'],
    ]);
  });

  it('fills in variables and knows no Velocity', async () => {
    const text = `#if($context.requestId == "")x#end \${context.requestId} $stageVariables.v $method.request.header.Origin
$method.request.querystring.q $context.none. $context.authorizer.claims $util.escapeJavaScript("a") $5`;
    const responses = [custom('DEFAULT_4XX', { templates: { 'application/json': text } })];
    expect(bodyOf(await unknownRoute(responses, [['Origin', 'https://a.example']]))).toBe(
      `#if(c6af9ac6-7b61-11e6-9a41-93e8deadbeef == "")x#end c6af9ac6-7b61-11e6-9a41-93e8deadbeef s https://a.example
1 .  $util.escapeJavaScript("a") $5`,
    );
  });

  it('shows what validation found, ready to stand between quotes', async () => {
    const templates = { 'application/json': '{"m":"$context.error.validationErrorString"}' };
    const validator = {
      at: '',
      name: 'v',
      inherited: false,
      validator: { at: '', name: 'v', body: true, parameters: true },
    };
    const bodyModels = [{ at: '', contentType: 'application/json', schema: { required: ['name'] }, required: true }];
    const api = restApi([operation('POST /', { validator, bodyModels })], {
      gatewayResponses: [custom('BAD_REQUEST_BODY', { templates })],
    });
    expect(JSON.parse(bodyOf(await send(api, 'POST /', { body: '{}' })))).toEqual({
      m: '[object has missing required properties (["name"])]',
    });
  });

  it('shows what the authorizer said of a caller that it refuses', async () => {
    const templates = { 'application/json': '{"why":"$context.authorizer.why"}' };
    const api = restApi([operation('GET /', { access: { requirements: [byAuthorizer('auth')] } })], {
      authorizers: [lambdaAuthorizer('token')],
      gatewayResponses: [custom('ACCESS_DENIED', { templates })],
    });
    const world = backends({ auth: policy('Deny', '*', { context: { why: 'too late' } }) });
    const exchange = await send(api, 'GET /', { headers: [['Authorization', 't']], world });
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([403, '{"why":"too late"}']);
  });

  it('has the content type that it maps, once', async () => {
    const headers = { 'content-type': "'text/html'" };
    const exchange = await unknownRoute([custom('DEFAULT_4XX', { headers, templates: { 'application/json': '{}' } })]);
    expect(exchange.response.headers.filter(([name]) => name.toLowerCase() === 'content-type')).toEqual([
      ['content-type', 'text/html'],
    ]);
  });

  it('is 501 when its status is hidden', async () => {
    const exchange = await unknownRoute([custom('DEFAULT_4XX', { statusCode: '${Status}' })]);
    expect([exchange.response.status, exchange.unsupported]).toEqual([
      501,
      ['gateway response with a status that is no number'],
    ]);
  });

  it('is the first where a type stands twice', async () => {
    const twice = [custom('DEFAULT_4XX', { statusCode: '410' }), custom('DEFAULT_4XX', { statusCode: '411' })];
    expect((await unknownRoute(twice)).response.status).toBe(410);
  });
});
