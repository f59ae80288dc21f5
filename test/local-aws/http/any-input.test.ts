import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { httpOperations } from '../../../src/local-aws/http/operations.js';
import type { JsonObject } from '../../../src/model/index.js';
import { countingWorld } from '../world.js';
import { httpProxy, jwt, Session } from './session.js';

const members = [
  ...[
    'accessLogSettings',
    'apiMappingKey',
    'authorizationScopes',
    'authorizationType',
    'authorizerId',
    'authorizerType',
  ],
  ...[
    'authorizerPayloadFormatVersion',
    'authorizerResultTtlInSeconds',
    'authorizerUri',
    'autoDeploy',
    'basepath',
    'body',
  ],
  ...['connectionId', 'connectionType', 'corsConfiguration', 'credentialsArn', 'defaultRouteSettings', 'deploymentId'],
  ...[
    'description',
    'domainNameConfigurations',
    'identitySource',
    'integrationMethod',
    'integrationSubtype',
    'ipAddressType',
  ],
  ...[
    'integrationType',
    'integrationUri',
    'jwtConfiguration',
    'maxResults',
    'mutualTlsAuthentication',
    'name',
    'nextToken',
  ],
  ...['operationName', 'payloadFormatVersion', 'protocolType', 'requestParameters', 'responseParameters', 'routeKey'],
  ...[
    'routeSettings',
    'specification',
    'stage',
    'stageVariables',
    'subnetIds',
    'tagKeys',
    'tags',
    'target',
    'timeoutInMillis',
  ],
  ...['tlsConfig', 'version', 'outputType', 'exportVersion', 'includeExtensions', 'resourceArn'],
];

/** Values of every type, and those that are right somewhere, so that calls get further than the first check. */
const value = fc.oneof(
  fc.constantFrom(
    'HTTP',
    'HTTP_PROXY',
    'AWS_PROXY',
    'REQUEST',
    'JWT',
    'CUSTOM',
    'prod',
    'GET /books',
    'https://example.com',
    '1.0',
    '',
  ),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    {},
    [],
    [{}],
    [null],
    { a: null },
    { 'GET /books': [] },
    { allowOrigins: [1] },
    { issuer: 1, audience: 'a' },
  ),
);

/** What makes a call right, so that what is wrong with it is one member. */
const right: Record<string, JsonObject> = {
  CreateApi: { name: 'books', protocolType: 'HTTP' },
  CreateAuthorizer: jwt,
  CreateIntegration: httpProxy,
  CreateRoute: { routeKey: 'PUT /books' },
  CreateDomainName: { domainName: 'b.example.com', domainNameConfigurations: [{ certificateArn: 'arn:aws:acm:::a' }] },
  CreateApiMapping: { stage: 'prod' },
  CreateVpcLink: { name: 'link', subnetIds: ['subnet-1'] },
  ExportApi: { specification: 'OAS30', outputType: 'JSON' },
  ImportApi: { body: '{"openapi":"3.0.1","info":{"title":"a","version":"1"},"paths":{}}' },
  TagResource: { resourceArn: 'arn:aws:apigateway:eu-west-1::/domainnames/api.example.com' },
  UntagResource: { resourceArn: 'arn:aws:apigateway:eu-west-1::/domainnames/api.example.com' },
};

describe('whatever a call says', () => {
  it.each(httpOperations().map(({ name }) => name))('%s answers or refuses, and what stays is JSON', async (name) => {
    const arbitraryInput = fc.dictionary(fc.constantFrom(...members), value, { maxKeys: right[name] ? 2 : 12 });
    await fc.assert(
      fc.asyncProperty(arbitraryInput, async (given) => {
        const session = new Session();
        const { apiId, integrationId, routeId } = await session.apiWithRoute();
        await session.call('CreateStage', { apiId, stageName: 'prod', autoDeploy: true });
        const configuration = { certificateArn: 'arn:aws:acm:eu-west-1:111111111111:certificate/a' };
        const domainName = 'api.example.com';
        await session.call('CreateDomainName', { domainName, domainNameConfigurations: [configuration] });
        const before = JSON.stringify(session.account);
        // What fast-check makes as JSON is JSON.
        const input = {
          ...right[name],
          ...(given as JsonObject),
          apiId,
          integrationId,
          routeId,
          stageName: name === 'CreateStage' ? 'new' : 'prod',
        };
        const named = name === 'CreateDomainName' ? input : { ...input, domainName };
        const outcome = await httpOperations()
          .find((operation) => operation.name === name)
          ?.run(session.account, named, countingWorld());
        const after = JSON.stringify(session.account);
        expect(JSON.parse(after)).toEqual(session.account);
        if (outcome?.kind === 'refused') expect(after).toBe(before);
        // What was taken can be read and written out.
        await session.outcome('ExportApi', { apiId, specification: 'OAS30', outputType: 'YAML' });
      }),
      { numRuns: 100 },
    );
  });
});
