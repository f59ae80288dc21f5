import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateBasePathMappingCommand,
  CreateDeploymentCommand,
  CreateDomainNameCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  DeleteStageCommand,
  ImportRestApiCommand,
  PutRestApiCommand,
  UpdateApiKeyCommand,
  UpdateRestApiCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import {
  ApiGatewayV2Client,
  CreateApiMappingCommand,
  CreateDeploymentCommand as CreateHttpDeploymentCommand,
  CreateStageCommand,
  GetApiMappingsCommand,
  ImportApiCommand,
  ReimportApiCommand,
  UpdateApiCommand,
  UpdateApiMappingCommand,
  UpdateStageCommand as UpdateHttpStageCommand,
} from '@aws-sdk/client-apigatewayv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Endpoint, openEndpoint } from '../../../src/local-aws/endpoint.js';
import type { Invoked } from '../../../src/local-aws/invoke/invoking.js';
import type { JsonObject } from '../../../src/model/index.js';

let endpoint: Endpoint;
let v1: APIGatewayClient;
let v2: ApiGatewayV2Client;
const invoked: Invoked[] = [];
const failures: unknown[] = [];
beforeAll(async () => {
  const tokens = { verify: async () => ({ kind: 'invalid', reason: 'keys' }) as const };
  endpoint = await openEndpoint({
    ...{ port: 0, http: 'echo', backends: [], tokens, seeds: [] },
    ...{
      onAnswered: () => undefined,
      onInvoked: (one) => invoked.push(one),
      onFailure: (error) => failures.push(error),
    },
  });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = { endpoint: endpoint.url, region: endpoint.region, credentials, maxAttempts: 1 };
  v1 = new APIGatewayClient(client);
  v2 = new ApiGatewayV2Client(client);
});
afterAll(async () => {
  await endpoint.close();
  expect(failures).toEqual([]);
});

/** A backend of an address, which tells the variable of the stage; the key of the caller is asked for where `keyed`. */
function restDefinition(path: string, keyed = false): Uint8Array {
  const uri = 'https://${stageVariables.host}/there';
  const integration = { type: 'http_proxy', httpMethod: 'ANY', uri };
  const security = keyed ? { security: [{ key: [] }] } : {};
  return new TextEncoder().encode(
    JSON.stringify({
      ...{ openapi: '3.0.1', info: { title: 'Books', version: '1' } },
      paths: { [path]: { get: { 'x-amazon-apigateway-integration': integration, ...security } } },
      components: { securitySchemes: { key: { type: 'apiKey', name: 'x-api-key', in: 'header' } } },
    }),
  );
}

const httpDefinition = (path: string) =>
  JSON.stringify({
    ...{ openapi: '3.0.1', info: { title: 'Books', version: '1' } },
    paths: {
      [path]: {
        get: {
          'x-amazon-apigateway-integration': {
            ...{ type: 'http_proxy', httpMethod: 'ANY', payloadFormatVersion: '1.0' },
            uri: 'https://${stageVariables.host}/there',
          },
        },
      },
    },
  });

async function restApi(path = '/books', keyed = false): Promise<string> {
  const { id: restApiId = '' } = await v1.send(new ImportRestApiCommand({ body: restDefinition(path, keyed) }));
  const variables = { host: 'one.example.com' };
  await v1.send(new CreateDeploymentCommand({ restApiId, stageName: 'live', variables }));
  return restApiId;
}

async function httpApi(path = '/books', StageName = '$default', AutoDeploy = true): Promise<string> {
  const { ApiId = '' } = await v2.send(new ImportApiCommand({ Body: httpDefinition(path) }));
  const StageVariables = { host: 'one.example.com' };
  await v2.send(new CreateStageCommand({ ApiId, StageName, AutoDeploy, StageVariables }));
  return ApiId;
}

const hostOf = (apiId: string) => `${apiId}.execute-api.us-east-1.amazonaws.com`;

/** @returns the status, and where a backend was called its address or else the message */
function get(host: string, path: string, headers: Record<string, string> = {}): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(`${endpoint.url}${path}`, { headers: { host, ...headers } }, async (incoming) => {
      const { url, message }: JsonObject = JSON.parse(await text(incoming));
      resolve([incoming.statusCode ?? 0, String(url ?? message)]);
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

const there = [200, 'https://one.example.com/there'];
const missing = [403, 'Missing Authentication Token'];
const forbidden = [403, 'Forbidden'];
const notFound = [404, 'Not Found'];

describe('a REST API', () => {
  it('is invoked below its stage, by the host of its endpoint and by path, in any region', async () => {
    const id = await restApi();
    expect(await get(hostOf(id), '/live/books')).toEqual(there);
    expect(await get(`${id}.execute-api.eu-west-1.localhost:80`, '/live/books')).toEqual(there);
    expect(await get('anything', `/restapis/${id}/live/_user_request_/books`)).toEqual(there);
    expect(await get(hostOf(id), '/live/other')).toEqual(missing);
    expect(await get(hostOf(id), '/books')).toEqual(forbidden);
    expect(await get(hostOf('nobody'), '/live/books')).toEqual(forbidden);
    expect(invoked.at(-5)).toMatchObject({ kind: 'rest', apiId: id, exchange: { route: 'GET /books' } });
  });

  it('serves what was deployed, not what is configured', async () => {
    const id = await restApi('/old');
    await v1.send(new PutRestApiCommand({ restApiId: id, mode: 'overwrite', body: restDefinition('/new') }));
    expect(await get(hostOf(id), '/live/new')).toEqual(missing);
    expect(await get(hostOf(id), '/live/old')).toEqual(there);
    await v1.send(new CreateDeploymentCommand({ restApiId: id, stageName: 'live' }));
    expect(await get(hostOf(id), '/live/new')).toEqual(there);
    expect(await get(hostOf(id), '/live/old')).toEqual(missing);
    await v1.send(new DeleteStageCommand({ restApiId: id, stageName: 'live' }));
    expect(await get(hostOf(id), '/live/new')).toEqual(forbidden);
  });

  it('has the settings of its stage at once: variables, throttling, the share of a canary', async () => {
    const restApiId = await restApi('/old');
    const update = (...changes: [path: string, value: string][]) => {
      const patchOperations = changes.map(([path, value]) => ({ op: 'replace' as const, path, value }));
      return v1.send(new UpdateStageCommand({ restApiId, stageName: 'live', patchOperations }));
    };
    await update(['/variables/host', 'two.example.com']);
    expect(await get(hostOf(restApiId), '/live/old')).toEqual([200, 'https://two.example.com/there']);

    await v1.send(new PutRestApiCommand({ restApiId, mode: 'overwrite', body: restDefinition('/new') }));
    const { id = '' } = await v1.send(new CreateDeploymentCommand({ restApiId }));
    await update(['/canarySettings/deploymentId', id], ['/canarySettings/percentTraffic', '100']);
    expect((await get(hostOf(restApiId), '/live/new'))[0]).toBe(200);
    await update(['/canarySettings/percentTraffic', '0']);
    expect(await get(hostOf(restApiId), '/live/new')).toEqual(missing);

    await update(['/*/*/throttling/burstLimit', '0'], ['/*/*/throttling/rateLimit', '0']);
    expect(await get(hostOf(restApiId), '/live/old')).toEqual([429, 'Too Many Requests']);
  });

  it('takes the API keys of its usage plans, as many requests as they have', async () => {
    const id = await restApi('/books', true);
    const value = 'k'.repeat(20);
    const key = await v1.send(new CreateApiKeyCommand({ value, enabled: true }));
    const headers = { 'x-api-key': value };
    expect(await get(hostOf(id), '/live/books', headers)).toEqual(forbidden);
    const apiStages = [{ apiId: id, stage: 'live' }];
    const quota = { limit: 1, period: 'DAY' } as const;
    const plan = await v1.send(new CreateUsagePlanCommand({ name: 'one', apiStages, quota }));
    await v1.send(new CreateUsagePlanKeyCommand({ usagePlanId: plan.id, keyId: key.id, keyType: 'API_KEY' }));
    expect(await get(hostOf(id), '/live/books')).toEqual(forbidden);
    expect(await get(hostOf(id), '/live/books', headers)).toEqual(there);
    expect(await get(hostOf(id), '/live/books', headers)).toEqual([429, 'Limit Exceeded']);
    const patchOperations = [{ op: 'replace' as const, path: '/enabled', value: 'false' }];
    await v1.send(new UpdateApiKeyCommand({ apiKey: key.id, patchOperations }));
    expect(await get(hostOf(id), '/live/books', headers)).toEqual(forbidden);
  });

  it('does not answer by its default endpoint where that is disabled, as of the next deployment', async () => {
    const restApiId = await restApi();
    const patchOperations = [{ op: 'replace' as const, path: '/disableExecuteApiEndpoint', value: 'true' }];
    await v1.send(new UpdateRestApiCommand({ restApiId, patchOperations }));
    expect(await get(hostOf(restApiId), '/live/books')).toEqual(there);
    await v1.send(new CreateDeploymentCommand({ restApiId, stageName: 'live' }));
    expect(await get(hostOf(restApiId), '/live/books')).toEqual(forbidden);
  });
});

describe('an HTTP API', () => {
  it('is invoked at its root on $default, and below the names of other stages', async () => {
    const id = await httpApi();
    expect(await get(hostOf(id), '/books')).toEqual(there);
    expect(await get(hostOf(id), '/dev/books')).toEqual(notFound);
    const StageVariables = { host: 'dev.example.com' };
    await v2.send(new CreateStageCommand({ ApiId: id, StageName: 'dev', AutoDeploy: true, StageVariables }));
    expect(await get(hostOf(id), '/dev/books')).toEqual([200, 'https://dev.example.com/there']);
    expect(await get('anything', `/restapis/${id}/$default/_user_request_/books`)).toEqual(there);
    expect(await get('anything', `/restapis/${id}/%24default/_user_request_/books`)).toEqual(there);
    expect(await get(hostOf(await httpApi('/books', 'dev')), '/books')).toEqual(notFound);
  });

  it('serves each change at once where its stage deploys by itself', async () => {
    const ApiId = await httpApi('/old');
    await v2.send(new ReimportApiCommand({ ApiId, Body: httpDefinition('/new') }));
    expect([await get(hostOf(ApiId), '/new'), await get(hostOf(ApiId), '/old')]).toEqual([there, notFound]);
    await v2.send(new UpdateApiCommand({ ApiId, DisableExecuteApiEndpoint: true }));
    expect(await get(hostOf(ApiId), '/new')).toEqual(notFound);
  });

  it('serves what was deployed where it does not', async () => {
    const ApiId = await httpApi('/old', '$default', false);
    expect(await get(hostOf(ApiId), '/old')).toEqual(notFound);
    await v2.send(new CreateHttpDeploymentCommand({ ApiId, StageName: '$default' }));
    await v2.send(new ReimportApiCommand({ ApiId, Body: httpDefinition('/new') }));
    expect([await get(hostOf(ApiId), '/new'), await get(hostOf(ApiId), '/old')]).toEqual([notFound, there]);
  });

  it('throttles its routes as the stage says', async () => {
    const ApiId = await httpApi();
    const DefaultRouteSettings = { ThrottlingBurstLimit: 1, ThrottlingRateLimit: 0.001 };
    await v2.send(new UpdateHttpStageCommand({ ApiId, StageName: '$default', DefaultRouteSettings }));
    expect((await get(hostOf(ApiId), '/books'))[0]).toBe(200);
    expect((await get(hostOf(ApiId), '/books'))[0]).toBe(429);
  });
});

describe('a custom domain', () => {
  it('cuts over from a REST API to an HTTP API by one change of its mapping, and back', async () => {
    const domainName = 'books.example.com';
    const [restApiId, ApiId] = [await restApi(), await httpApi()];
    await v1.send(new CreateDomainNameCommand({ domainName }));
    await v1.send(new CreateBasePathMappingCommand({ domainName, restApiId, stage: 'live' }));
    const [mapping] = (await v2.send(new GetApiMappingsCommand({ DomainName: domainName }))).Items ?? [];
    const lead = (to: { ApiId: string; Stage: string }) =>
      v2.send(new UpdateApiMappingCommand({ DomainName: domainName, ApiMappingId: mapping?.ApiMappingId, ...to }));
    const kind = async () => {
      expect(await get(`${domainName}:443`, '/books')).toEqual(there);
      return invoked.at(-1)?.kind;
    };
    expect(await kind()).toBe('rest');
    await lead({ ApiId, Stage: '$default' });
    expect(await kind()).toBe('http');
    await lead({ ApiId: restApiId, Stage: 'live' });
    expect(await kind()).toBe('rest');
  });

  it('leads by the longest base path, and by the stage in the path where a mapping has none', async () => {
    const domainName = 'all.example.com';
    const [restApiId, ApiId] = [await restApi(), await httpApi('/books')];
    await v1.send(new CreateDomainNameCommand({ domainName }));
    await v1.send(new CreateBasePathMappingCommand({ domainName, restApiId, basePath: 'v1' }));
    await v2.send(
      new CreateApiMappingCommand({ DomainName: domainName, ApiId, Stage: '$default', ApiMappingKey: 'v1/new' }),
    );
    expect(await get(domainName, '/v1/live/books')).toEqual(there);
    expect(await get(domainName, '/v1/new/books')).toEqual(there);
    expect(invoked.at(-1)).toMatchObject({
      kind: 'http',
      exchange: { unsupported: [expect.stringContaining('custom domain')] },
    });
    expect(await get(domainName, '/v1/newer/books')).toEqual(forbidden);
    expect(await get(domainName, '/other')).toEqual(forbidden);
  });
});
