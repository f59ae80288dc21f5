import {
  APIGatewayClient,
  GetExportCommand,
  GetRestApiCommand,
  ImportRestApiCommand,
  PutIntegrationCommand,
} from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/local-aws/operation.js';
import { bind } from '../../src/local-aws/served-operation.js';
import { type Endpoint, openEndpoint } from './serving.js';

/** Operations in the forms that API Gateway v1 has: a body that is a definition, a header that is a member, a file as answer. */
const operations: Operation<{ definitions: string[] }>[] = [
  {
    ...{ name: 'ImportRestApi', verb: 'POST', path: '/restapis?mode=import', status: 201, body: 'body' },
    query: { failOnWarnings: 'failonwarnings' },
    run: ({ definitions }, { body, failOnWarnings }, { now }) => {
      definitions.push(`${failOnWarnings} ${body}`);
      return { kind: 'done', answer: { id: 'abc', createdDate: now().getTime() / 1000 } };
    },
  },
  {
    ...{ name: 'GetRestApi', verb: 'GET', path: '/restapis/{restApiId}', status: 200 },
    run: (_state, { restApiId }) => {
      const message = `Invalid API identifier specified 111111111111:${restApiId}`;
      return { kind: 'refused', code: 'NotFoundException', status: 404, message };
    },
  },
  {
    ...{ name: 'GetExport', verb: 'GET', path: '/restapis/{restApiId}/stages/{stageName}/exports/{exportType}' },
    ...{ status: 200, headers: { accepts: 'Accept' } },
    run: (_state, { accepts, exportType }) => ({
      ...{ kind: 'document', contentType: 'application/octet-stream', text: `${accepts} ${exportType}` },
      headers: { 'content-disposition': 'attachment; filename="oas30_1.json"' },
    }),
  },
  {
    ...{ name: 'PutIntegration', verb: 'PUT', status: 201, bodyNames: { integrationHttpMethod: 'httpMethod' } },
    path: '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration',
    run: (_state, { httpMethod, integrationHttpMethod }) => ({
      kind: 'done',
      answer: { uri: `${httpMethod} by ${integrationHttpMethod}` },
    }),
  },
];

describe('operations of API Gateway v1 plug in', () => {
  const state = { definitions: [] as string[] };
  let endpoint: Endpoint;
  let v1: APIGatewayClient;
  beforeAll(async () => {
    endpoint = await openEndpoint({ operations: bind(operations, state) });
    v1 = new APIGatewayClient(endpoint.client);
  });
  afterAll(() => endpoint.close());

  it('with a definition as body, and times in seconds', async () => {
    const body = new TextEncoder().encode('{"swagger":"2.0"}');
    const made = await v1.send(new ImportRestApiCommand({ body, failOnWarnings: true }));
    expect(made).toMatchObject({ id: 'abc', createdDate: new Date('2024-01-01T00:00:00Z') });
    expect(state.definitions).toEqual(['true {"swagger":"2.0"}']);
  });

  it('with errors that are exceptions of the client', async () => {
    await expect(v1.send(new GetRestApiCommand({ restApiId: 'none' }))).rejects.toMatchObject({
      ...{ name: 'NotFoundException', message: 'Invalid API identifier specified 111111111111:none' },
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('with a member of the body that is called as one of the path', async () => {
    const input = { restApiId: 'abc', resourceId: 'def', httpMethod: 'GET', type: 'AWS_PROXY' } as const;
    const { uri } = await v1.send(new PutIntegrationCommand({ ...input, integrationHttpMethod: 'POST' }));
    expect(uri).toBe('GET by POST');
  });

  it('with a file as answer, and what the call accepts', async () => {
    const input = { restApiId: 'abc', stageName: 'prod', exportType: 'oas30', accepts: 'application/yaml' };
    const answer = await v1.send(new GetExportCommand(input));
    expect(new TextDecoder().decode(answer.body)).toBe('application/yaml oas30');
    expect(answer).toMatchObject({
      contentType: 'application/octet-stream',
      contentDisposition: 'attachment; filename="oas30_1.json"',
    });
  });
});
