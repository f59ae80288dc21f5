import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../../../src/model/index.js';
import { writeHttpApi } from '../../../src/openapi/http/write-http-api.js';
import { arbitraryHttpApi } from '../../openapi/http/arbitrary-http-api.js';
import { functionUri, httpProxy, jwt, Session } from './session.js';

async function exported(session: Session, input: JsonObject): Promise<string> {
  const outcome = await session.outcome('ExportApi', { specification: 'OAS30', outputType: 'JSON', ...input });
  if (outcome.kind !== 'document') throw new Error(JSON.stringify(outcome));
  return outcome.text;
}

async function exportedRoot(session: Session, input: JsonObject): Promise<JsonObject> {
  const root: unknown = JSON.parse(await exported(session, input));
  return isObject(root) ? root : {};
}

/** An API with ids and times taken out: what each route leads to and asks for. */
function contentOf(session: Session, apiId: unknown) {
  const record = session.account.apis[String(apiId)];
  if (!record) throw new Error('no such API');
  const { apiId: _id, apiEndpoint: _endpoint, importInfo: _info, createdDate: _created, ...api } = record.api;
  const authorizers = Object.values(record.authorizers).map(({ authorizerId: _, ...authorizer }) => authorizer);
  const integrations = Object.entries(record.integrations).map(([id, { integrationId: _, ...integration }]) => ({
    ...integration,
    routes: Object.values(record.routes)
      .filter(({ target }) => target === `integrations/${id}`)
      .map(({ routeKey }) => routeKey)
      .sort(),
  }));
  const routes = Object.values(record.routes).map(({ routeId: _, target: _target, authorizerId, ...route }) => ({
    ...route,
    authorizer: record.authorizers[String(authorizerId)]?.['name'],
  }));
  const byText = (values: unknown[]) => values.map((value) => sortedText(value)).sort();
  return { api, authorizers: byText(authorizers), integrations: byText(integrations), routes: byText(routes) };
}

function sortedText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

describe('an export, imported again,', () => {
  it.each(['JSON', 'YAML'])('is the same API, as %s', async (outputType) => {
    await fc.assert(
      fc.asyncProperty(arbitraryHttpApi, async (api) => {
        const session = new Session();
        const first = await session.call('ImportApi', {
          body: JSON.stringify(writeHttpApi(api)),
          failOnWarnings: 'true',
        });
        const body = await exported(session, { apiId: first['apiId'], outputType });
        const second = await session.call('ImportApi', { body, failOnWarnings: 'true' });
        expect(contentOf(session, second['apiId'])).toEqual(contentOf(session, first['apiId']));
      }),
      { numRuns: 150 },
    );
  });

  it('keeps tags, names of operations, what integrations share, and where the API can be reached', async () => {
    const session = new Session();
    const { apiId = '' } = await session.call('CreateApi', {
      ...{
        name: 'books',
        protocolType: 'HTTP',
        version: '2',
        tags: { team: 'a', empty: '' },
        ipAddressType: 'dualstack',
      },
      disableExecuteApiEndpoint: true,
      corsConfiguration: { allowOrigins: ['https://a.example.com'], maxAge: 5 },
    });
    const { integrationId = '' } = await session.call('CreateIntegration', { apiId, ...httpProxy });
    const { authorizerId = '' } = await session.call('CreateAuthorizer', { apiId, ...jwt });
    const target = `integrations/${integrationId}`;
    await session.call('CreateRoute', { apiId, routeKey: 'GET /books', operationName: 'list books', target });
    const secured = { authorizationType: 'JWT', authorizerId, authorizationScopes: ['read'] };
    await session.call('CreateRoute', { apiId, routeKey: 'ANY /{proxy+}', target, ...secured });
    await session.call('CreateRoute', { apiId, routeKey: '$default', target, authorizationType: 'AWS_IAM' });
    const body = await exported(session, { apiId });
    const again = await session.call('ImportApi', { body });
    const before = contentOf(session, apiId);
    const after = contentOf(session, again['apiId']);
    // The two ways to make an API write its selection expression in two ways.
    const api = { ...before.api, routeSelectionExpression: after.api['routeSelectionExpression'] };
    expect(after).toEqual({ ...before, api });
    expect(after.integrations).toHaveLength(1);
  });
});

describe('an export', () => {
  it('of a stage is what is deployed there', async () => {
    const session = new Session();
    const { apiId } = await session.apiWithRoute();
    await session.call('CreateStage', { apiId, stageName: 'prod' });
    await session.call('CreateDeployment', { apiId, stageName: 'prod' });
    await session.call('CreateRoute', { apiId, routeKey: 'PUT /books' });
    const deployed = await exportedRoot(session, { apiId, stageName: 'prod' });
    const latest = await exportedRoot(session, { apiId });
    expect(Object.keys(Object(Object(deployed['paths'])['/books']))).toEqual(['get']);
    expect(Object.keys(Object(Object(latest['paths'])['/books']))).toEqual(['get', 'put']);
    expect(deployed['servers']).toMatchObject([{ variables: { basePath: { default: 'prod' } } }]);
  });

  it('has no extensions unless they are wanted', async () => {
    const session = new Session();
    const { apiId } = await session.apiWithRoute();
    await session.call('CreateAuthorizer', { apiId, ...jwt });
    const bare = await exported(session, { apiId, includeExtensions: 'false' });
    expect(bare).not.toContain('x-amazon-');
    expect(await exported(session, { apiId })).toContain('x-amazon-apigateway-integration');
  });

  it.each([
    [{ outputType: 'XML' }, /^400/],
    [{ specification: 'OAS20' }, /^400/],
    [{ exportVersion: '2.0' }, /^400/],
    [{ stageName: 'none' }, /^404/],
    [{ stageName: 'prod' }, /^400/],
  ])('is refused for %j', async (input, message) => {
    const session = new Session();
    const { apiId } = await session.apiWithRoute();
    await session.call('CreateStage', { apiId, stageName: 'prod' });
    const all = { apiId, specification: 'OAS30', outputType: 'JSON', ...input };
    expect(await session.refusal('ExportApi', all)).toMatch(message);
  });
});

describe('an import', () => {
  const definition = (paths: JsonObject) =>
    JSON.stringify({ openapi: '3.0.1', info: { title: 'Books', version: '1' }, paths });
  const integration = { type: 'AWS_PROXY', uri: functionUri, payloadFormatVersion: '2.0', httpMethod: 'POST' };
  const operation = { 'x-amazon-apigateway-integration': integration, operationId: 'list' };

  it('makes an API that is read by single calls', async () => {
    const session = new Session();
    const { apiId = '' } = await session.call('ImportApi', { body: definition({ '/books': { get: operation } }) });
    expect(await session.call('GetApi', { apiId })).toMatchObject({
      name: 'Books',
      version: '1',
      protocolType: 'HTTP',
    });
    const { items: integrations } = await session.call('GetIntegrations', { apiId });
    const { items: routes } = await session.call('GetRoutes', { apiId });
    const [made] = Array.isArray(integrations) ? integrations.filter(isObject) : [];
    expect(made).toMatchObject({
      integrationType: 'AWS_PROXY',
      integrationMethod: 'POST',
      payloadFormatVersion: '2.0',
    });
    expect(routes).toMatchObject([
      { routeKey: 'GET /books', operationName: 'list', target: `integrations/${made?.['integrationId']}` },
    ]);
    expect(await session.call('GetStages', { apiId })).toEqual({ items: [] });
  });

  it('over another keeps its id and stages, and is deployed where that goes by itself', async () => {
    const session = new Session();
    const { apiId } = await session.apiWithRoute();
    await session.call('CreateStage', { apiId, stageName: '$default', autoDeploy: true });
    const before = await session.call('GetStage', { apiId, stageName: '$default' });
    const answer = await session.call('ReimportApi', { apiId, body: definition({ '/new': { get: operation } }) });
    expect(answer).toMatchObject({ apiId, name: 'Books' });
    const record = session.account.apis[String(apiId)];
    expect(Object.values(record?.routes ?? {}).map(({ routeKey }) => routeKey)).toEqual(['GET /new']);
    expect(Object.keys(record?.integrations ?? {})).toHaveLength(1);
    const after = await session.call('GetStage', { apiId, stageName: '$default' });
    expect(after['deploymentId']).not.toBe(before['deploymentId']);
  });

  it('that is refused changes nothing', async () => {
    const session = new Session();
    const { apiId } = await session.apiWithRoute();
    const before = JSON.stringify(session.account);
    expect(await session.refusal('ReimportApi', { apiId, body: '{"swagger":"2.0","info":{},"paths":{}}' })).toMatch(
      /^400/,
    );
    expect(await session.refusal('ImportApi', { body: '{' })).toBe('400 BadRequestException: Invalid OpenAPI input.');
    expect(await session.refusal('ImportApi', {})).toMatch(/^400/);
    expect(await session.refusal('ImportApi', { body: definition({}), basepath: 'keep' })).toMatch(/^400/);
    expect(JSON.stringify(session.account)).toBe(before);
  });
});

it('an account is plain JSON, and goes on after it was kept in a file', async () => {
  const session = new Session();
  const { apiId } = await session.apiWithRoute();
  await session.call('CreateStage', { apiId, stageName: '$default', autoDeploy: true });
  const kept: unknown = JSON.parse(JSON.stringify(session.account));
  expect(kept).toEqual(session.account);
  Object.assign(session.account, kept);
  await session.call('CreateRoute', { apiId, routeKey: 'PUT /books' });
  expect((await session.call('GetRoutes', { apiId }))['items']).toHaveLength(2);
});
