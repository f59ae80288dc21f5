import { describe, expect, it } from 'vitest';
import { functionUri, httpProxy, Session } from './session.js';

const books = { name: 'books', protocolType: 'HTTP' };

describe('CreateApi', () => {
  it('gives what AWS gives without being asked', async () => {
    expect(await new Session().call('CreateApi', books)).toEqual({
      apiEndpoint: 'https://0000000001.execute-api.eu-west-1.amazonaws.com',
      apiId: '0000000001',
      apiKeySelectionExpression: '$request.header.x-api-key',
      createdDate: '2024-01-01T00:00:00Z',
      disableExecuteApiEndpoint: false,
      ipAddressType: 'ipv4',
      name: 'books',
      protocolType: 'HTTP',
      routeSelectionExpression: '$request.method $request.path',
      tags: {},
    });
  });

  it.each([
    [
      'of a function',
      functionUri,
      { integrationType: 'AWS_PROXY', integrationMethod: 'POST', payloadFormatVersion: '2.0' },
    ],
    [
      'of a URL',
      'https://example.com',
      { integrationType: 'HTTP_PROXY', integrationMethod: 'ANY', payloadFormatVersion: '1.0' },
    ],
  ])('with the target %s makes integration, route and a stage that deploys itself', async (_name, target, wanted) => {
    const session = new Session();
    const { apiId = '' } = await session.call('CreateApi', { ...books, target });
    const record = session.account.apis[String(apiId)];
    const [integration] = Object.values(record?.integrations ?? {});
    expect(integration).toMatchObject({ ...wanted, integrationUri: target, apiGatewayManaged: true });
    expect(Object.values(record?.routes ?? {})).toMatchObject([
      { routeKey: '$default', target: `integrations/${integration?.['integrationId']}`, apiGatewayManaged: true },
    ]);
    const [deploymentId] = Object.keys(record?.deployments ?? {});
    expect(record?.stages['$default']).toMatchObject({ autoDeploy: true, apiGatewayManaged: true, deploymentId });
  });

  it.each([
    [{ protocolType: 'HTTP' }, '400 BadRequestException: Name is required'],
    [
      { name: 'books', protocolType: 'SOAP' },
      '400 BadRequestException: Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]',
    ],
    [
      { ...books, corsConfiguration: { allowOrigins: ['*'], allowCredentials: true } },
      "400 BadRequestException: allow-credentials is not supported if 'allow-origin' is *",
    ],
    [{ ...books, corsConfiguration: { maxAge: 100_000 } }, /maxAge/],
    [{ ...books, name: 'a'.repeat(129) }, /name/],
    [{ ...books, routeKey: 'GET /a' }, /target/],
    [{ ...books, target: 'arn:aws:sqs:eu-west-1:111111111111:queue' }, /BadRequestException/],
    [{ ...books, tags: { 'aws:x': 'y' } }, /tag/],
  ])('refuses %j, and makes nothing', async (input, message) => {
    const session = new Session();
    expect(await session.refusal('CreateApi', input)).toMatch(message);
    expect(session.account.apis).toEqual({});
  });
});

describe('UpdateApi', () => {
  it('changes what it names, and clears what it names empty', async () => {
    const session = new Session();
    const cors = { allowOrigins: ['https://a.example.com'], allowMethods: ['GET'] };
    const { apiId = '' } = await session.call('CreateApi', { ...books, description: 'old', corsConfiguration: cors });
    await session.call('UpdateApi', { apiId, name: 'papers', description: '', disableExecuteApiEndpoint: true });
    const api = await session.call('GetApi', { apiId });
    expect(api).toMatchObject({
      name: 'papers',
      disableExecuteApiEndpoint: true,
      corsConfiguration: { ...cors, allowCredentials: false },
    });
    expect(api).not.toHaveProperty('description');
    await session.call('DeleteCorsConfiguration', { apiId });
    expect(await session.call('GetApi', { apiId })).not.toHaveProperty('corsConfiguration');
  });

  it('leads quick create elsewhere, and nothing else', async () => {
    const session = new Session();
    const { apiId = '' } = await session.call('CreateApi', { ...books, target: 'https://example.com' });
    await session.call('UpdateApi', { apiId, target: 'https://example.org', routeKey: 'ANY /{proxy+}' });
    const record = session.account.apis[String(apiId)];
    expect(Object.values(record?.integrations ?? {})[0]?.['integrationUri']).toBe('https://example.org');
    expect(Object.values(record?.routes ?? {})[0]?.['routeKey']).toBe('ANY /{proxy+}');
    await session.call('UpdateApi', { apiId, target: functionUri });
    expect(Object.values(session.account.apis[String(apiId)]?.integrations ?? {})).toMatchObject([
      {
        integrationType: 'AWS_PROXY',
        integrationUri: functionUri,
        payloadFormatVersion: '2.0',
        apiGatewayManaged: true,
      },
    ]);
    const plain = await session.call('CreateApi', books);
    expect(await session.refusal('UpdateApi', { apiId: plain['apiId'], target: 'https://example.org' })).toMatch(
      /^400/,
    );
  });
});

describe('DeleteApi', () => {
  it('takes everything with it', async () => {
    const session = new Session();
    const { apiId } = await session.apiWithRoute();
    await session.call('DeleteApi', { apiId });
    expect(await session.refusal('GetApi', { apiId })).toBe(
      `404 NotFoundException: Invalid API identifier specified 111111111111:${apiId}`,
    );
    expect(session.account.apis).toEqual({});
  });

  it('is refused while a domain name leads to it', async () => {
    const session = new Session();
    const { apiId } = await session.apiWithRoute();
    await session.call('CreateStage', { apiId, stageName: 'prod' });
    const configuration = { certificateArn: 'arn:aws:acm:eu-west-1:111111111111:certificate/a' };
    await session.call('CreateDomainName', {
      domainName: 'api.example.com',
      domainNameConfigurations: [configuration],
    });
    await session.call('CreateApiMapping', { domainName: 'api.example.com', apiId, stage: 'prod' });
    expect(await session.refusal('DeleteApi', { apiId })).toBe(
      `400 BadRequestException: Deleting API ${apiId} failed. Please remove all API mappings for the API from your custom domain names.`,
    );
    expect(await session.refusal('DeleteStage', { apiId, stageName: 'prod' })).toMatch(/^400/);
  });
});

it('names of objects that every object has name no API', async () => {
  expect(await new Session().refusal('GetApi', { apiId: 'constructor' })).toMatch(/^404/);
});

describe('lists come in pages', () => {
  it('of the size asked for, until no token is left', async () => {
    const session = new Session();
    const { apiId = '' } = await session.call('CreateApi', books);
    for (let count = 0; count < 5; count++) await session.call('CreateIntegration', { apiId, ...httpProxy });
    const sizes: number[] = [];
    const ids = new Set<unknown>();
    let nextToken: string | undefined;
    do {
      const page = await session.call('GetIntegrations', { apiId, maxResults: '2', ...(nextToken && { nextToken }) });
      const items = Array.isArray(page['items']) ? page['items'] : [];
      sizes.push(items.length);
      for (const item of items) ids.add(JSON.stringify(item));
      nextToken = typeof page['nextToken'] === 'string' ? page['nextToken'] : undefined;
    } while (nextToken !== undefined);
    expect(sizes).toEqual([2, 2, 1]);
    expect(ids.size).toBe(5);
  });

  it.each([{ maxResults: '0' }, { maxResults: 'many' }, { nextToken: 'nonsense' }])('not for %j', async (input) => {
    expect(await new Session().refusal('GetApis', input)).toMatch(/^400 BadRequestException/);
  });
});
