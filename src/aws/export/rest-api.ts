import type { JsonObject } from '../../model/index.js';
import { answerJson } from '../answers.js';
import type { Region } from '../region.js';
import { restList, type Scope, type StageName } from './scope.js';

/** @returns all REST APIs of the region, as GetRestApis gives them */
export async function listRestApis(region: Region): Promise<JsonObject[]> {
  const client = await region.clients.restApis();
  const { GetRestApisCommand } = await import('@aws-sdk/client-api-gateway');
  return restList(region, (page) => client.send(new GetRestApisCommand(page)));
}

export async function readRestApi({ clients, call }: Region, restApiId: string): Promise<JsonObject> {
  const client = await clients.restApis();
  const { GetRestApiCommand } = await import('@aws-sdk/client-api-gateway');
  return answerJson(await call('apigateway', () => client.send(new GetRestApiCommand({ restApiId }))));
}

/** @returns the stages of a REST API, as GetStages gives them */
export async function listStages({ clients, call }: Region, restApiId: string): Promise<JsonObject[]> {
  const client = await clients.restApis();
  const { GetStagesCommand } = await import('@aws-sdk/client-api-gateway');
  const { item = [] } = await call('apigateway', () => client.send(new GetStagesCommand({ restApiId })));
  return item.map(answerJson);
}

export async function readStage({ clients, call }: Region, { apiId, stage }: StageName): Promise<JsonObject> {
  const client = await clients.restApis();
  const { GetStageCommand } = await import('@aws-sdk/client-api-gateway');
  const input = { restApiId: apiId, stageName: stage };
  return answerJson(await call('apigateway', () => client.send(new GetStageCommand(input))));
}

/**
 * @returns the definition as text, byte for byte as AWS writes it
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_GetExport.html (GE-EXT-BEST)
 */
export async function readDefinition({ clients, call }: Region, { apiId, stage }: StageName): Promise<string> {
  const client = await clients.restApis();
  const { GetExportCommand } = await import('@aws-sdk/client-api-gateway');
  const input = { restApiId: apiId, stageName: stage, exportType: 'oas30', accepts: 'application/json' };
  const command = () => new GetExportCommand({ ...input, parameters: { extensions: 'apigateway' } });
  const { body } = await call('apigateway', () => client.send(command()));
  return new TextDecoder().decode(body);
}

export async function readAuthorizers({ region, of }: Scope): Promise<JsonObject[]> {
  const client = await region.clients.restApis();
  const { GetAuthorizersCommand } = await import('@aws-sdk/client-api-gateway');
  return restList(region, (page) => client.send(new GetAuthorizersCommand({ restApiId: of.apiId, ...page })));
}

export async function readGatewayResponses({ region, of }: Scope): Promise<JsonObject[]> {
  const client = await region.clients.restApis();
  const { GetGatewayResponsesCommand } = await import('@aws-sdk/client-api-gateway');
  return restList(region, (page) => client.send(new GetGatewayResponsesCommand({ restApiId: of.apiId, ...page })));
}

export async function readRequestValidators({ region, of }: Scope): Promise<JsonObject[]> {
  const client = await region.clients.restApis();
  const { GetRequestValidatorsCommand } = await import('@aws-sdk/client-api-gateway');
  return restList(region, (page) => client.send(new GetRequestValidatorsCommand({ restApiId: of.apiId, ...page })));
}

/** What holds for all REST APIs of the region: the role that writes logs, and the throttle of the account. */
export function readAccount({ region }: Scope): Promise<JsonObject> {
  return region.once('account', async () => {
    const client = await region.clients.restApis();
    const { GetAccountCommand } = await import('@aws-sdk/client-api-gateway');
    return answerJson(await region.call('apigateway', () => client.send(new GetAccountCommand({}))));
  });
}
