import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/index.js';
import { cloudFormation, documentOf, sam } from './templates.js';

function settingsOf(template: JsonObject): JsonObject {
  return documentOf(template).settings?.root ?? {};
}

const ofApi = { RestApiId: { Ref: 'Api' } };

describe('properties of a SAM API are settings', () => {
  const cases: { name: string; properties: JsonObject; settings: JsonObject }[] = [
    {
      name: 'endpoint, as text',
      properties: { EndpointConfiguration: 'EDGE' },
      settings: { restApi: { endpointConfiguration: { types: ['EDGE'] } } },
    },
    {
      name: 'endpoint, as a map',
      properties: { EndpointConfiguration: { Type: 'PRIVATE', VPCEndpointIds: ['vpce-1'] } },
      settings: { restApi: { endpointConfiguration: { types: ['PRIVATE'], vpcEndpointIds: ['vpce-1'] } } },
    },
    {
      name: 'endpoint that a condition hides',
      properties: { EndpointConfiguration: { Type: { 'Fn::If': ['C', 'REGIONAL', 'PRIVATE'] } } },
      settings: { restApi: { endpointConfiguration: { types: [{ 'Fn::If': ['C', 'REGIONAL', 'PRIVATE'] }] } } },
    },
    {
      name: 'the API itself',
      properties: {
        Name: 'n',
        Description: 'd',
        MinimumCompressionSize: '1024',
        ApiKeySourceType: 'AUTHORIZER',
        SecurityPolicy: 'TLS_1_2',
      },
      settings: {
        restApi: {
          name: 'n',
          description: 'd',
          minimumCompressionSize: 1024,
          apiKeySource: 'AUTHORIZER',
          securityPolicy: 'TLS_1_2',
        },
      },
    },
    {
      name: 'the stage',
      properties: {
        Variables: { table: 'pets' },
        TracingEnabled: true,
        CacheClusterEnabled: 'true',
        CacheClusterSize: '0.5',
        AccessLogSetting: { DestinationArn: { 'Fn::GetAtt': ['Logs', 'Arn'] }, Format: '$context.requestId' },
        CanarySetting: { PercentTraffic: 10 },
        MethodSettings: [
          { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: '100', LoggingLevel: 'INFO' },
          { ResourcePath: '/~1a~1{id}', HttpMethod: 'GET', CachingEnabled: true, CacheTtlInSeconds: 60 },
          { ResourcePath: '/', HttpMethod: 'GET', MetricsEnabled: true },
        ],
        Tags: { team: 'pets' },
      },
      settings: {
        stage: {
          stageName: 'live',
          variables: { table: 'pets' },
          tracingEnabled: true,
          cacheClusterEnabled: true,
          cacheClusterSize: '0.5',
          accessLogSettings: { destinationArn: { 'Fn::GetAtt': ['Logs', 'Arn'] }, format: '$context.requestId' },
          canarySettings: { percentTraffic: 10 },
          methodSettings: {
            '*/*': { throttlingRateLimit: 100, loggingLevel: 'INFO' },
            '~1a~1{id}/GET': { cachingEnabled: true, cacheTtlInSeconds: 60 },
            '~1/GET': { metricsEnabled: true },
          },
          tags: { team: 'pets' },
        },
      },
    },
    {
      name: 'a usage plan with its key',
      properties: {
        Auth: { UsagePlan: { CreateUsagePlan: 'PER_API', UsagePlanName: 'p', Quota: { Limit: 5, Period: 'DAY' } } },
      },
      settings: {
        usagePlans: [{ apiStages: [], name: 'p', quota: { limit: 5, period: 'DAY' }, apiKeys: { count: 1 } }],
        apiKeys: { count: 1 },
      },
    },
    {
      name: 'a domain with its base paths',
      properties: { Domain: { DomainName: 'api.example.com', SecurityPolicy: 'TLS_1_2', BasePath: ['one', 'two'] } },
      settings: {
        domains: [
          {
            domainName: 'api.example.com',
            securityPolicy: 'TLS_1_2',
            mappings: [
              { basePath: 'one', stage: 'live' },
              { basePath: 'two', stage: 'live' },
            ],
          },
        ],
      },
    },
    {
      name: 'a property that this version does not know',
      properties: { Novelty: 1 },
      settings: { unknown: [{ part: 'restApi', reason: 'this version does not know the property Novelty' }] },
    },
  ];
  it.each(cases)('$name', ({ properties, settings }) => {
    expect(settingsOf(sam(properties))).toMatchObject(settings);
  });

  it('and nothing else', () => {
    expect(settingsOf(sam({}))).toEqual({ version: 1, stage: { stageName: 'live' } });
  });
});

describe('what a CloudFormation template has beside an API is settings', () => {
  const cases: { name: string; template: JsonObject; settings: JsonObject }[] = [
    {
      name: 'properties of the API',
      template: cloudFormation({
        Policy: { Version: '2012-10-17' },
        BinaryMediaTypes: ['*/*'],
        DisableExecuteApiEndpoint: 'true',
        EndpointConfiguration: { Types: ['REGIONAL'] },
        Tags: [{ Key: 'team', Value: 'pets' }],
      }),
      settings: {
        restApi: {
          policy: { Version: '2012-10-17' },
          binaryMediaTypes: ['*/*'],
          disableExecuteApiEndpoint: true,
          endpointConfiguration: { types: ['REGIONAL'] },
          tags: { team: 'pets' },
        },
      },
    },
    {
      name: 'a stage with its web ACL',
      template: cloudFormation(
        {},
        {
          Stage: {
            Type: 'AWS::ApiGateway::Stage',
            Properties: { ...ofApi, StageName: 'v1', ClientCertificateId: 'c' },
          },
          Acl: {
            Type: 'AWS::WAFv2::WebACLAssociation',
            Properties: {
              ResourceArn: { 'Fn::Sub': 'arn:aws:apigateway:r::/restapis/${Api}/stages/v1' },
              WebACLArn: 'acl',
            },
          },
        },
      ),
      settings: { stage: { stageName: 'v1', clientCertificateId: 'c', webAclArn: 'acl' } },
    },
    {
      name: 'a stage that a deployment makes',
      template: cloudFormation(
        {},
        {
          D: {
            Type: 'AWS::ApiGateway::Deployment',
            Properties: {
              ...ofApi,
              StageName: 'v1',
              StageDescription: { TracingEnabled: true, ThrottlingBurstLimit: 5 },
            },
          },
        },
      ),
      settings: {
        stage: { stageName: 'v1', tracingEnabled: true, methodSettings: { '*/*': { throttlingBurstLimit: 5 } } },
      },
    },
    {
      name: 'a stage beside the bare one that SAM lets a deployment make',
      template: cloudFormation(
        {},
        {
          D: { Type: 'AWS::ApiGateway::Deployment', Properties: { ...ofApi, StageName: 'Stage' } },
          S: {
            Type: 'AWS::ApiGateway::Stage',
            Properties: {
              ...ofApi,
              StageName: 'v1',
              AccessLogSetting: { Format: { 'Fn::ToJsonString': { id: '$context.requestId' } } },
            },
          },
        },
      ),
      settings: { stage: { stageName: 'v1', accessLogSettings: { format: '{"id":"$context.requestId"}' } } },
    },
    {
      name: 'several stages, of which none is taken for the one',
      template: cloudFormation(
        {},
        {
          A: { Type: 'AWS::ApiGateway::Stage', Properties: { ...ofApi, StageName: 'a' } },
          B: { Type: 'AWS::ApiGateway::Stage', Properties: { ...ofApi, StageName: 'b' } },
        },
      ),
      settings: { unknown: [{ part: 'stage', reason: 'the template has several stages of the API, A, B' }] },
    },
    {
      name: 'a usage plan and the number of its keys',
      template: cloudFormation(
        {},
        {
          Plan: {
            Type: 'AWS::ApiGateway::UsagePlan',
            Properties: {
              UsagePlanName: 'p',
              ApiStages: [{ ApiId: { Ref: 'Api' }, Stage: 'v1' }],
              Throttle: { RateLimit: 5 },
            },
          },
          K1: { Type: 'AWS::ApiGateway::UsagePlanKey', Properties: { KeyId: 'k1', UsagePlanId: { Ref: 'Plan' } } },
          K2: { Type: 'AWS::ApiGateway::UsagePlanKey', Properties: { KeyId: 'k2', UsagePlanId: { Ref: 'Plan' } } },
        },
      ),
      settings: {
        usagePlans: [
          {
            name: 'p',
            apiStages: [{ apiId: { Ref: 'Api' }, stage: 'v1' }],
            throttle: { rateLimit: 5 },
            apiKeys: { count: 2 },
          },
        ],
        apiKeys: { count: 2 },
      },
    },
    {
      name: 'a domain, and its mappings together',
      template: cloudFormation(
        {},
        {
          Domain: {
            Type: 'AWS::ApiGateway::DomainName',
            Properties: { DomainName: 'd.example.com', SecurityPolicy: 'TLS_1_0' },
          },
          M1: {
            Type: 'AWS::ApiGateway::BasePathMapping',
            Properties: { ...ofApi, DomainName: { Ref: 'Domain' }, BasePath: 'a' },
          },
          M2: {
            Type: 'AWS::ApiGateway::BasePathMapping',
            Properties: { ...ofApi, DomainName: { Ref: 'Domain' }, BasePath: 'b' },
          },
        },
      ),
      settings: {
        domains: [
          { domainName: 'd.example.com', securityPolicy: 'TLS_1_0', mappings: [{ basePath: 'a' }, { basePath: 'b' }] },
        ],
      },
    },
    {
      name: 'gateway responses',
      template: cloudFormation(
        {},
        {
          R: {
            Type: 'AWS::ApiGateway::GatewayResponse',
            Properties: { ...ofApi, ResponseType: 'DEFAULT_4XX', StatusCode: '400' },
          },
        },
      ),
      settings: { gatewayResponses: [{ responseType: 'DEFAULT_4XX', statusCode: '400' }] },
    },
    {
      name: 'methods that the definition does not have',
      template: cloudFormation({}, { M: { Type: 'AWS::ApiGateway::Method', Properties: ofApi } }),
      settings: { unknown: [{ part: 'restApi', reason: expect.stringContaining('does not have, M') }] },
    },
    {
      name: 'a base path that an import puts in front',
      template: cloudFormation({ Parameters: { basepath: 'prepend' } }),
      settings: { unknown: [{ part: 'restApi', reason: expect.stringContaining('basepath') }] },
    },
  ];
  it.each(cases)('$name', ({ template, settings }) => {
    expect(settingsOf(template)).toMatchObject(settings);
  });

  it('a stage of another API makes no stage', () => {
    const other = { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api2' }, StageName: 'a' } };
    expect(settingsOf(cloudFormation({}, { S: other }))).toEqual({ version: 1 });
  });
});
