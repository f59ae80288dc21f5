import { describe, expect, it } from 'vitest';
import { functionUri, jwt, Session } from './session.js';

const lambdaAuthorizer = {
  ...{ name: 'lambda', authorizerType: 'REQUEST', authorizerPayloadFormatVersion: '2.0', authorizerUri: functionUri },
};

describe('a route', () => {
  it('is open and has no key unless asked', async () => {
    const session = new Session();
    const { apiId, integrationId, routeId } = await session.apiWithRoute();
    expect(await session.call('GetRoute', { apiId, routeId })).toEqual({
      apiKeyRequired: false,
      authorizationType: 'NONE',
      routeId,
      routeKey: 'GET /books',
      target: `integrations/${integrationId}`,
    });
  });

  it.each(['$default', 'GET /', 'ANY /{proxy+}', 'POST /a/{b}/c', 'OPTIONS /a.b~c'])(
    'may have the key %s',
    async (routeKey) => {
      const session = new Session();
      const { apiId = '' } = await session.call('CreateApi', { name: 'a', protocolType: 'HTTP' });
      expect(await session.call('CreateRoute', { apiId, routeKey })).toMatchObject({ routeKey });
    },
  );

  it.each([
    ['', /^400 BadRequestException: Route key is required$/],
    ['get /a', /^400 .*not formatted properly for HTTP protocol/],
    ['GET a', /not formatted properly/],
    ['TRACE /a', /not formatted properly/],
    ['GET /a/', /not formatted properly/],
    ['GET /{a+}/b', /not formatted properly/],
    ['GET /a{b}', /not formatted properly/],
    ['GET /{a}/{a}', /not formatted properly/],
    ['GET /books', /^409 ConflictException: Route with key GET \/books already exists for this API$/],
  ])('cannot have the key %j', async (routeKey, message) => {
    const session = new Session();
    const { apiId } = await session.apiWithRoute();
    expect(await session.refusal('CreateRoute', { apiId, routeKey })).toMatch(message);
  });

  it('cannot name a variable otherwise than another route at that place', async () => {
    const session = new Session();
    const { apiId } = await session.apiWithRoute('GET /books/{id}');
    expect(await session.refusal('CreateRoute', { apiId, routeKey: 'GET /books/{isbn}' })).toBe(
      '409 ConflictException: The provided route key "GET /books/{isbn}" has a conflicting variable on the same hierarchical level as "GET /books/{id}"',
    );
    await session.call('CreateRoute', { apiId, routeKey: 'GET /books/{isbn+}' });
    await session.call('CreateRoute', { apiId, routeKey: 'PUT /books/{isbn}' });
  });

  it('keeps its own key when it is updated', async () => {
    const session = new Session();
    const { apiId, routeId } = await session.apiWithRoute();
    const input = { apiId, routeId, routeKey: 'GET /books', operationName: 'listBooks' };
    expect(await session.call('UpdateRoute', input)).toMatchObject({ operationName: 'listBooks' });
    expect(await session.call('UpdateRoute', { ...input, operationName: '' })).not.toHaveProperty('operationName');
  });

  it.each([
    ['an integration that is not there', { target: 'integrations/none' }, /^404 NotFoundException/],
    ['another target', { target: 'https://example.com' }, /^400/],
    ['an API key', { apiKeyRequired: true }, /^400/],
    ['what WebSocket APIs have', { modelSelectionExpression: '$request.body.x' }, /^400/],
    ['an unknown authorization', { authorizationType: 'COGNITO' }, /^400/],
    [
      'no JWT authorizer',
      { authorizationType: 'JWT', authorizerId: 'none' },
      /^400 BadRequestException: Invalid authorizer ID specified\. Setting the authorization type to JWT requires a valid JWT authorizer\.$/,
    ],
    ['no authorizer at all', { authorizationType: 'CUSTOM' }, /to CUSTOM requires a valid/],
  ])('cannot have %s', async (_name, input, message) => {
    const session = new Session();
    const { apiId } = await session.apiWithRoute();
    expect(await session.refusal('CreateRoute', { apiId, routeKey: 'GET /other', ...input })).toMatch(message);
    expect((await session.call('GetRoutes', { apiId }))['items']).toHaveLength(1);
  });

  it('asks for the authorizer that fits, and forgets it once it is open', async () => {
    const session = new Session();
    const { apiId, routeId } = await session.apiWithRoute();
    const { authorizerId = '' } = await session.call('CreateAuthorizer', { apiId, ...jwt });
    const secured = { authorizationType: 'JWT', authorizerId, authorizationScopes: ['read'] };
    expect(await session.call('UpdateRoute', { apiId, routeId, ...secured })).toMatchObject(secured);
    const other = await session.call('CreateAuthorizer', { apiId, ...lambdaAuthorizer });
    const wrong = { apiId, routeId, authorizerId: other['authorizerId'] };
    expect(await session.refusal('UpdateRoute', wrong)).toMatch(/requires a valid JWT authorizer/);
    const custom = { ...wrong, authorizationType: 'CUSTOM' };
    expect(await session.refusal('UpdateRoute', custom)).toMatch(/scopes/);
    const open = await session.call('UpdateRoute', { apiId, routeId, authorizationType: 'NONE' });
    expect(open).not.toHaveProperty('authorizerId');
    expect(open).not.toHaveProperty('authorizationScopes');
  });

  it('has no request parameters that could be deleted', async () => {
    const session = new Session();
    const { apiId, routeId } = await session.apiWithRoute();
    const input = { apiId, routeId, requestParameterKey: 'a' };
    expect(await session.refusal('DeleteRouteRequestParameter', input)).toMatch(/^404/);
  });
});

describe('what a route uses cannot be deleted', () => {
  it('an integration', async () => {
    const session = new Session();
    const { apiId, integrationId, routeId } = await session.apiWithRoute();
    expect(await session.refusal('DeleteIntegration', { apiId, integrationId })).toBe(
      `409 ConflictException: Cannot delete Integration because it is referenced by the following Routes with Ids: [${routeId}]`,
    );
    await session.call('DeleteRoute', { apiId, routeId });
    await session.call('DeleteIntegration', { apiId, integrationId });
    expect(await session.refusal('GetIntegration', { apiId, integrationId })).toMatch(/^404/);
  });

  it('an authorizer', async () => {
    const session = new Session();
    const { apiId, routeId } = await session.apiWithRoute();
    const { authorizerId = '' } = await session.call('CreateAuthorizer', { apiId, ...jwt });
    await session.call('UpdateRoute', { apiId, routeId, authorizationType: 'JWT', authorizerId });
    expect(await session.refusal('DeleteAuthorizer', { apiId, authorizerId })).toBe(
      "409 ConflictException: Cannot delete authorizer 'pool', is referenced in route: GET /books",
    );
    await session.call('UpdateRoute', { apiId, routeId, authorizationType: 'NONE' });
    await session.call('DeleteAuthorizer', { apiId, authorizerId });
  });
});

describe('what only WebSocket APIs have', () => {
  it.each([
    ['Model', { modelId: 'a' }],
    ['RouteResponse', { routeId: 'a', routeResponseId: 'b' }],
    ['IntegrationResponse', { integrationId: 'a', integrationResponseId: 'b' }],
  ])('is not there, and cannot be made: %s', async (noun, ids) => {
    const session = new Session();
    const { apiId } = await session.apiWithRoute();
    expect(await session.call(`Get${noun}s`, { apiId, ...ids })).toEqual({ items: [] });
    expect(await session.refusal(`Create${noun}`, { apiId, ...ids })).toMatch(/^400 .*WebSocket/);
    for (const verb of ['Get', 'Update', 'Delete']) {
      expect(await session.refusal(`${verb}${noun}`, { apiId, ...ids })).toMatch(/^404/);
    }
  });
});
