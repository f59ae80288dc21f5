import { describe, expect, it } from 'vitest';
import type { JsonObject, LedgerEntry } from '../../src/model/index.js';
import { converted, entriesOf, lambda, method, preflight } from './definition.js';

const ownBody = { 'application/json': '{"error": "no"}' };
const defaultBody = { 'application/json': '{ "message": $context.error.messageString }' };
const allowAll = { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" };
const open: JsonObject = { '/orders': { get: method(lambda()) } };
const asking = (...schemes: string[]): JsonObject => ({
  '/orders': { get: method(lambda(), { security: schemes.map((scheme) => ({ [scheme]: [] })) }) },
});
const validated = (more: JsonObject): JsonObject => ({
  '/orders': { post: method(lambda(), { 'x-amazon-apigateway-request-validator': 'all', ...more }) },
});
const validators = {
  'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true, validateRequestParameters: true } },
};
const stopping = (passthroughBehavior: string): JsonObject => ({
  '/orders': { get: method({ type: 'mock', passthroughBehavior, requestTemplates: {} }) },
});

/** @returns the entries of the gateway responses, in the order of the definition */
async function claimed(responses: JsonObject, paths = open, more: JsonObject = {}): Promise<LedgerEntry[]> {
  const root = { 'x-amazon-apigateway-gateway-responses': responses, ...validators, ...more };
  const { ledger } = await converted(paths, {}, root);
  return ledger.filter(({ construct }) => construct.kind === 'gateway-response');
}

describe('a gateway response that no call of the API ends in is dropped, another one is not', () => {
  const body = { content: { 'application/json': { schema: { type: 'object' } } } };
  const required = [{ name: 'page', in: 'query', required: true, schema: { type: 'string' } }];
  it.each<[type: string, without: JsonObject, withIt: JsonObject]>([
    ['ACCESS_DENIED', open, asking('sigv4')],
    ['AUTHORIZER_FAILURE', asking('sigv4'), asking('token')],
    ['AUTHORIZER_CONFIGURATION_ERROR', open, asking('cognito')],
    ['UNAUTHORIZED', asking('api_key'), asking('token')],
    ['INVALID_API_KEY', asking('token'), asking('api_key')],
    ['QUOTA_EXCEEDED', open, asking('token', 'api_key')],
    ['EXPIRED_TOKEN', asking('token'), asking('sigv4')],
    ['INVALID_SIGNATURE', open, asking('sigv4')],
    ['UNAUTHORIZED', open, asking('elsewhere')],
    ['BAD_REQUEST_BODY', validated({}), validated({ requestBody: body })],
    [
      'BAD_REQUEST_BODY',
      open,
      { '/orders': { get: method(lambda(), { 'x-amazon-apigateway-request-validator': 'gone' }) } },
    ],
    ['BAD_REQUEST_PARAMETERS', validated({ requestBody: body }), validated({ parameters: required })],
    ['UNSUPPORTED_MEDIA_TYPE', stopping('when_no_match'), stopping('NEVER')],
    ['UNSUPPORTED_MEDIA_TYPE', open, stopping('when_no_templates')],
  ])('%s', async (type, without, withIt) => {
    const response = { [type]: { responseTemplates: ownBody } };
    expect(await claimed(response, without)).toMatchObject([
      { rule: 'gateway-responses/never-sent', outcome: 'dropped' },
    ]);
    expect(await claimed(response, withIt)).toMatchObject([{ rule: 'gateway-responses/custom', outcome: 'blocked' }]);
  });

  it.each([
    ['WAF_FILTERED', 'the definition does not tell'],
    ['REQUEST_TOO_LARGE', 'does not let this answer be changed'],
  ])('%s never is one of them', async (type, why) => {
    const [entry] = await claimed({ [type]: { responseTemplates: ownBody } }, asking('token'));
    expect(entry).toMatchObject({ outcome: 'dropped', message: expect.stringContaining(why) });
  });

  it('compression may refuse a content type', async () => {
    const root = { 'x-amazon-apigateway-minimum-compression-size': 0 };
    const [entry] = await claimed({ UNSUPPORTED_MEDIA_TYPE: { statusCode: 400 } }, open, root);
    expect(entry).toMatchObject({ rule: 'gateway-responses/custom' });
  });

  it('DEFAULT_4XX stands for no answer once each is customised by itself', async () => {
    const own = ['MISSING_AUTHENTICATION_TOKEN', 'RESOURCE_NOT_FOUND', 'THROTTLED'].map((type) => [type, {}]);
    const entries = await claimed({ DEFAULT_4XX: { responseTemplates: ownBody }, ...Object.fromEntries(own) });
    expect(entries[0]).toMatchObject({ rule: 'gateway-responses/never-sent' });
  });
});

describe('a gateway response is the same answer', () => {
  it.each<[name: string, type: string, response: JsonObject, outcome: string]>([
    ['without content', 'DEFAULT_5XX', {}, 'dropped'],
    ["with AWS's own body", 'DEFAULT_4XX', { responseTemplates: defaultBody }, 'dropped'],
    ["with AWS's own status and body", 'THROTTLED', { statusCode: 429, responseTemplates: defaultBody }, 'dropped'],
    [
      'with what HTTP APIs answer',
      'MISSING_AUTHENTICATION_TOKEN',
      { statusCode: 404, responseTemplates: { 'application/json': '{"message": "Not Found"}' } },
      'carried',
    ],
  ])('%s', async (_, type, response, outcome) => {
    expect(await claimed({ [type]: response })).toMatchObject([{ rule: 'gateway-responses/same-answer', outcome }]);
  });

  it.each<[name: string, type: string, response: JsonObject]>([
    ['another status', 'THROTTLED', { statusCode: 503 }],
    ['a status for all', 'DEFAULT_4XX', { statusCode: 400 }],
    ['a header', 'THROTTLED', { responseParameters: { 'gatewayresponse.header.Retry-After': "'5'" } }],
    ['another content type', 'THROTTLED', { responseTemplates: { 'application/xml': '<no/>' } }],
    [
      "the HTTP API's body under AWS's status",
      'MISSING_AUTHENTICATION_TOKEN',
      { responseTemplates: { 'application/json': '{"message":"Not Found"}' } },
    ],
  ])('but not with %s', async (_, type, response) => {
    expect((await claimed({ [type]: response }))[0]?.rule).toBe('gateway-responses/custom');
  });

  it('a type that AWS does not have is unknown', async () => {
    expect(await claimed({ TEAPOT: {} })).toMatchObject([{ rule: 'gateway-responses/custom', outcome: 'unknown' }]);
  });

  it('tells what clients see instead', async () => {
    const [entry] = await claimed({ INTEGRATION_TIMEOUT: { statusCode: 500, responseTemplates: ownBody } });
    expect(entry?.message).toContain('status 500, a body of its own');
    expect(entry?.message).toContain('503 {"message":"Service Unavailable"}');
  });
});

describe('CORS headers of a gateway response wait for an acceptance of their own', () => {
  const cors = (origin: string): JsonObject => ({ '/orders': { get: method(lambda()), options: preflight(origin) } });
  it.each<[name: string, paths: JsonObject, says: string]>([
    ['no configuration is written', open, 'No CORS configuration is written'],
    ['the configuration allows the same', cors('*'), 'agrees'],
    [
      'the configuration allows another origin',
      cors('https://shop.example'),
      'allows https://shop.example instead of *',
    ],
  ])('%s', async (_, paths, says) => {
    const entries = await claimed({ DEFAULT_4XX: { responseParameters: allowAll } }, paths);
    expect(entries).toMatchObject([
      { rule: 'gateway-responses/cors-headers', outcome: 'blocked', message: expect.stringContaining(says) },
    ]);
  });

  it('matters no more where HTTP APIs never refuse a call so', async () => {
    const response = { INVALID_API_KEY: { responseParameters: allowAll } };
    expect(await claimed(response, asking('api_key'))).toMatchObject([
      { rule: 'gateway-responses/same-answer', outcome: 'dropped' },
    ]);
    const withBody = { INVALID_API_KEY: { responseParameters: allowAll, responseTemplates: ownBody } };
    const [entry] = await claimed(withBody, asking('api_key'));
    expect(entry).toMatchObject({ rule: 'gateway-responses/custom' });
    expect(entry?.message).not.toContain('CORS');
  });

  it('is told with a body of its own', async () => {
    const response = { responseParameters: allowAll, responseTemplates: ownBody };
    const [entry] = await claimed({ DEFAULT_4XX: response }, cors('*'));
    expect(entry).toMatchObject({ rule: 'gateway-responses/custom', message: expect.stringContaining('agrees') });
  });

  it.each([
    ['Access-Control-Allow-Credentials', "'true'", 'does not allow credentials'],
    ['Access-Control-Expose-Headers', "'X-Total, ETag'", 'does not expose X-Total, ETag'],
    ['access-control-allow-methods', "'GET'", 'agrees'],
  ])('%s is compared', async (name, value, says) => {
    const response = { responseParameters: { [`gatewayresponse.header.${name}`]: value } };
    const [entry] = await claimed({ DEFAULT_5XX: response }, cors('*'));
    expect(entry?.message).toContain(says);
  });

  it('is accepted by the name of the type', async () => {
    const conversion = await converted(
      open,
      { accept: [{ rule: 'gateway-responses/cors-headers', where: 'DEFAULT_4XX', reason: 'no browsers' }] },
      { 'x-amazon-apigateway-gateway-responses': { DEFAULT_4XX: { responseParameters: allowAll } } },
    );
    expect(entriesOf(conversion, 'gateway-responses/cors-headers')).toMatchObject([{ outcome: 'dropped' }]);
  });
});
