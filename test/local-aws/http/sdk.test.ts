import {
  ApiGatewayV2Client,
  ConflictException,
  CreateRouteCommand,
  CreateStageCommand,
  CreateVpcLinkCommand,
  DeleteApiCommand,
  DeleteIntegrationCommand,
  DeleteRouteSettingsCommand,
  DeleteVpcLinkCommand,
  ExportApiCommand,
  GetApiCommand,
  GetIntegrationsCommand,
  GetRoutesCommand,
  GetStageCommand,
  GetTagsCommand,
  ImportApiCommand,
  NotFoundException,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-apigatewayv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Endpoint, openEndpoint } from '../serving.js';
import { functionUri } from './session.js';

let endpoint: Endpoint;
let v2: ApiGatewayV2Client;
beforeAll(async () => {
  endpoint = await openEndpoint({ requireSignature: true });
  v2 = new ApiGatewayV2Client(endpoint.client);
});
afterAll(() => endpoint.close());

const integration = { type: 'AWS_PROXY', uri: functionUri, payloadFormatVersion: '2.0', httpMethod: 'POST' };
const operation = { 'x-amazon-apigateway-integration': integration };
const definition = {
  openapi: '3.0.1',
  info: { title: 'Büchər', version: '1' },
  paths: { '/books/{id}': { get: operation, put: operation } },
};

async function importedApi(): Promise<string> {
  const command = new ImportApiCommand({ Body: JSON.stringify(definition), FailOnWarnings: false, Basepath: 'ignore' });
  return (await v2.send(command)).ApiId ?? '';
}

describe('the client of AWS', () => {
  it('imports, and reads everything back', async () => {
    const ApiId = await importedApi();
    const api = await v2.send(new GetApiCommand({ ApiId }));
    expect(api).toMatchObject({ Name: 'Büchər', Version: '1', ProtocolType: 'HTTP', DisableExecuteApiEndpoint: false });
    expect(api.CreatedDate).toEqual(new Date('2024-01-01T00:00:00Z'));
    const first = await v2.send(new GetRoutesCommand({ ApiId, MaxResults: '1' }));
    const second = await v2.send(new GetRoutesCommand({ ApiId, MaxResults: '1', NextToken: first.NextToken }));
    expect([...(first.Items ?? []), ...(second.Items ?? [])].map(({ RouteKey }) => RouteKey)).toEqual([
      'GET /books/{id}',
      'PUT /books/{id}',
    ]);
    expect(second.NextToken).toBeUndefined();
    const [{ IntegrationId } = {}] = (await v2.send(new GetIntegrationsCommand({ ApiId }))).Items ?? [];
    await expect(v2.send(new DeleteIntegrationCommand({ ApiId, IntegrationId }))).rejects.toBeInstanceOf(
      ConflictException,
    );
    await v2.send(new DeleteApiCommand({ ApiId }));
    await expect(v2.send(new GetApiCommand({ ApiId }))).rejects.toBeInstanceOf(NotFoundException);
  });

  it('makes a stage, with settings of a route whose key is part of a path', async () => {
    const ApiId = await importedApi();
    const RouteKey = 'GET /books/{id}';
    const stage = await v2.send(
      new CreateStageCommand({
        ...{ ApiId, StageName: '$default', AutoDeploy: true, StageVariables: { a: 'b' } },
        RouteSettings: { [RouteKey]: { ThrottlingRateLimit: 1.5, ThrottlingBurstLimit: 2 } },
      }),
    );
    expect(stage).toMatchObject({ AutoDeploy: true, StageVariables: { a: 'b' }, DeploymentId: expect.any(String) });
    await v2.send(new DeleteRouteSettingsCommand({ ApiId, StageName: '$default', RouteKey }));
    expect((await v2.send(new GetStageCommand({ ApiId, StageName: '$default' }))).RouteSettings).toEqual({});
    const update = { ApiId, StageName: '$default', DeploymentId: stage.DeploymentId };
    await expect(v2.send(new UpdateStageCommand(update))).rejects.toMatchObject({ name: 'BadRequestException' });
    await v2.send(new CreateRouteCommand({ ApiId, RouteKey: '$default' }));
    expect((await v2.send(new GetStageCommand({ ApiId, StageName: '$default' }))).DeploymentId).not.toBe(
      stage.DeploymentId,
    );
  });

  it('tags by an ARN that is part of a path, and takes off several at once', async () => {
    const ApiId = await importedApi();
    const ResourceArn = `arn:aws:apigateway:eu-west-1::/apis/${ApiId}`;
    await v2.send(new TagResourceCommand({ ResourceArn, Tags: { a: '1', b: '2', 'c d': '3' } }));
    await v2.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['a', 'c d'] }));
    expect((await v2.send(new GetTagsCommand({ ResourceArn }))).Tags).toEqual({ b: '2' });
  });

  it.each(['JSON', 'YAML'] as const)('exports as %s', async (OutputType) => {
    const ApiId = await importedApi();
    const { body } = await v2.send(new ExportApiCommand({ ApiId, OutputType, Specification: 'OAS30' }));
    const text = await body?.transformToString();
    expect(text).toContain(functionUri);
    expect(text).toContain('Büchər');
    expect(text?.startsWith('{')).toBe(OutputType === 'JSON');
  });

  it('deletes a VPC link, whose answer is empty', async () => {
    const { VpcLinkId } = await v2.send(new CreateVpcLinkCommand({ Name: 'link', SubnetIds: ['subnet-1'] }));
    const answer = await v2.send(new DeleteVpcLinkCommand({ VpcLinkId }));
    expect(answer.$metadata).toMatchObject({ httpStatusCode: 202, requestId: expect.any(String) });
  });
});
