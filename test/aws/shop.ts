import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateBasePathMappingCommand,
  CreateDeploymentCommand,
  CreateDomainNameCommand,
  CreateStageCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  CreateVpcLinkCommand,
  ImportRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import type { RestEndpoint } from './rest-endpoint.js';

const arnOf = (name: string) => `arn:aws:lambda:eu-west-1:111111111111:function:${name}`;
const uriOf = (arn: string) => `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`;

export const shopFunction = arnOf('orders:live');
export const shopPool = 'arn:aws:cognito-idp:eu-west-1:111111111111:userpool/eu-west-1_Shop';

const responses = { '200': { description: 'done' } };

function definition(linkId: string) {
  const proxy = { httpMethod: 'POST', type: 'aws_proxy', uri: uriOf(arnOf('orders:${stageVariables.alias}')) };
  const inner = { httpMethod: 'GET', type: 'http_proxy', connectionType: 'VPC_LINK', connectionId: linkId };
  const http = { httpMethod: 'GET', type: 'http', uri: 'https://stock.example.com/' };
  const mapped = {
    'integration.request.header.Authorization': "'Basic c2hvcDpwYXNz'",
    'integration.request.header.X-Shop': "'main'",
  };
  return {
    openapi: '3.0.1',
    info: { title: 'shop', version: '1' },
    components: {
      securitySchemes: {
        pool: {
          ...{ type: 'apiKey', name: 'Authorization', in: 'header' },
          'x-amazon-apigateway-authtype': 'cognito_user_pools',
          'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: [shopPool] },
        },
      },
    },
    'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true, validateRequestParameters: true } },
    'x-amazon-apigateway-gateway-responses': { DEFAULT_4XX: { statusCode: '418' } },
    paths: {
      '/orders': {
        get: { responses, security: [{ pool: [] }], 'x-amazon-apigateway-integration': proxy },
      },
      '/inner': {
        get: { responses, 'x-amazon-apigateway-integration': { ...inner, uri: 'http://inner.test/inner' } },
      },
      '/stock': {
        get: {
          responses,
          'x-amazon-apigateway-integration': {
            ...http,
            requestParameters: mapped,
            responses: { default: { statusCode: '200' } },
          },
        },
      },
    },
  };
}

/** Makes a REST API that has a bit of everything, with the stage `prod`. @returns its id */
export async function makeShop({ client, account }: RestEndpoint): Promise<string> {
  const v1 = new APIGatewayClient(client);
  const targetArns = ['arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/net/inner/1'];
  const { id: linkId = '' } = await v1.send(new CreateVpcLinkCommand({ name: 'inner', targetArns }));
  const body = new TextEncoder().encode(JSON.stringify(definition(linkId)));
  const { id: restApiId = '' } = await v1.send(new ImportRestApiCommand({ body }));
  const { id: deploymentId } = await v1.send(new CreateDeploymentCommand({ restApiId }));
  const variables = { alias: 'live', DB_PASSWORD: 'hunter2' };
  const stage = { restApiId, stageName: 'prod', deploymentId, variables, tracingEnabled: true };
  await v1.send(new CreateStageCommand(stage));
  const apiStages = [{ apiId: restApiId, stage: 'prod' }];
  const plan = await v1.send(new CreateUsagePlanCommand({ name: 'gold', apiStages, throttle: { rateLimit: 5 } }));
  const key = await v1.send(new CreateApiKeyCommand({ name: 'one', enabled: true, value: 'k'.repeat(20) }));
  await v1.send(new CreateUsagePlanKeyCommand({ usagePlanId: plan.id, keyId: key.id, keyType: 'API_KEY' }));
  await v1.send(
    new CreateDomainNameCommand({
      ...{ domainName: 'shop.example.com', endpointConfiguration: { types: ['REGIONAL'] } },
      regionalCertificateArn: 'arn:aws:acm:eu-west-1:111111111111:certificate/1',
    }),
  );
  await v1.send(new CreateBasePathMappingCommand({ domainName: 'shop.example.com', restApiId, stage: 'prod' }));
  account.functions.policies['orders:live'] = [{ Sid: 'invoke', Effect: 'Allow' }];
  account.userPools['eu-west-1_Shop'] = [{ ClientId: 'c1', ClientName: 'web' }];
  account.metrics.push({
    ...{ namespace: 'AWS/ApiGateway', name: 'Count', dimensions: { ApiName: 'shop', Stage: 'prod' } },
    points: [
      [Date.parse('2023-12-30T10:00:00Z') / 1000, 40],
      [Date.parse('2023-12-31T10:00:00Z') / 1000, 2],
    ],
  });
  v1.destroy();
  return restApiId;
}
