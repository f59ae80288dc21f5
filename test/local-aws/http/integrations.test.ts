import { describe, expect, it } from 'vitest';
import { functionUri, httpProxy, jwt, Session } from './session.js';

async function newApi() {
  const session = new Session();
  const { apiId = '' } = await session.call('CreateApi', { name: 'a', protocolType: 'HTTP' });
  return { session, apiId };
}

const lambda = { integrationType: 'AWS_PROXY', integrationUri: functionUri, payloadFormatVersion: '2.0' };
const queue = {
  ...{ integrationType: 'AWS_PROXY', integrationSubtype: 'SQS-SendMessage' },
  credentialsArn: 'arn:aws:iam::111111111111:role/r',
  requestParameters: { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111111111111/q', MessageBody: '$request.body' },
};

describe('an integration', () => {
  it.each([
    [
      'of a URL',
      { integrationType: 'HTTP_PROXY', integrationMethod: 'GET', integrationUri: 'https://example.com' },
      { payloadFormatVersion: '1.0' },
    ],
    ['of a function', lambda, { integrationMethod: 'POST', payloadFormatVersion: '2.0' }],
    ['of a service', queue, { payloadFormatVersion: '1.0' }],
  ])('%s has the defaults of AWS', async (_name, input, more) => {
    const { session, apiId } = await newApi();
    const made = await session.call('CreateIntegration', { apiId, ...input });
    const { integrationId } = made;
    expect(made).toEqual({ ...input, ...more, integrationId, connectionType: 'INTERNET', timeoutInMillis: 30_000 });
    expect(await session.call('GetIntegration', { apiId, integrationId })).toEqual(made);
  });

  it('takes mappings one by one, and gives up those that are set to nothing', async () => {
    const { session, apiId } = await newApi();
    const requestParameters = { 'append:header.a': '$context.requestId', 'remove:querystring.b': "''" };
    const responseParameters = { '500': { 'overwrite:statuscode': '403' }, '404': { 'append:header.c': 'x' } };
    const { integrationId = '' } = await session.call('CreateIntegration', {
      ...{ apiId, ...httpProxy, requestParameters, responseParameters, description: 'old' },
    });
    const updated = await session.call('UpdateIntegration', {
      ...{ apiId, integrationId, description: '' },
      requestParameters: { 'append:header.a': '', 'overwrite:path': '/x' },
      responseParameters: { '500': {} },
    });
    expect(updated['requestParameters']).toEqual({ 'remove:querystring.b': "''", 'overwrite:path': '/x' });
    expect(updated['responseParameters']).toEqual({ '404': { 'append:header.c': 'x' } });
    expect(updated).not.toHaveProperty('description');
  });

  it.each([
    [
      'of another type',
      { ...lambda, integrationType: 'AWS' },
      /^400 BadRequestException: Currently, an API with a protocol type of HTTP may only be associated with proxy integrations \(AWS_PROXY, HTTP_PROXY\)$/,
    ],
    ['without a type', { integrationUri: functionUri }, /IntegrationType/],
    ['without a uri', { integrationType: 'HTTP_PROXY', integrationMethod: 'GET' }, /uri/],
    [
      'of no function',
      { ...lambda, integrationUri: 'arn:aws:sns:eu-west-1:111111111111:t' },
      /names no Lambda function/,
    ],
    ['of format 2.0 to a URL', { ...httpProxy, payloadFormatVersion: '2.0' }, /2\.0/],
    ['that waits too long', { ...httpProxy, timeoutInMillis: 30_001 }, /timeoutInMillis/],
    ['of a subtype that AWS has not', { ...queue, integrationSubtype: 'SNS-Publish' }, /SNS-Publish/],
    ['of a service without a role', { ...queue, credentialsArn: '' }, /credentials/],
    ['of a service without its arguments', { ...queue, requestParameters: {} }, /QueueUrl/],
    ['that maps a reserved header', { ...httpProxy, requestParameters: { 'overwrite:header.Via': 'x' } }, /reserved/],
    [
      'that maps a status that is none',
      { ...httpProxy, responseParameters: { default: { 'append:header.a': 'b' } } },
      /default/,
    ],
    ['through a VPC link without one', { ...httpProxy, connectionType: 'VPC_LINK' }, /connectionId/],
    ['with TLS settings in public', { ...httpProxy, tlsConfig: { serverNameToVerify: 'a' } }, /private/],
    ['with templates', { ...httpProxy, passthroughBehavior: 'NEVER' }, /HTTP APIs/],
  ])('%s is refused', async (_name, input, message) => {
    const { session, apiId } = await newApi();
    expect(await session.refusal('CreateIntegration', { apiId, ...input })).toMatch(message);
    expect(await session.call('GetIntegrations', { apiId })).toEqual({ items: [] });
  });

  it('stays as it was where an update is refused', async () => {
    const { session, apiId } = await newApi();
    const before = await session.call('CreateIntegration', { apiId, ...httpProxy });
    const { integrationId } = before;
    expect(await session.refusal('UpdateIntegration', { apiId, integrationId, integrationUri: '' })).toMatch(/^400/);
    expect(await session.call('GetIntegration', { apiId, integrationId })).toEqual(before);
  });
});

describe('an authorizer', () => {
  const request = {
    name: 'f',
    authorizerType: 'REQUEST',
    authorizerUri: functionUri,
    authorizerPayloadFormatVersion: '2.0',
  };

  it.each([
    ['of tokens', jwt],
    [
      'of a function',
      { ...request, identitySource: ['$request.header.a', '$context.routeKey'], authorizerResultTtlInSeconds: 60 },
    ],
    ['of a function that is always called', { ...request, enableSimpleResponses: true }],
  ])('%s is as it was made, and nothing more', async (_name, input) => {
    const { session, apiId } = await newApi();
    const made = await session.call('CreateAuthorizer', { apiId, ...input });
    expect(made).toEqual({ ...input, authorizerId: made['authorizerId'] });
    const { authorizerId } = made;
    expect(await session.call('UpdateAuthorizer', { apiId, authorizerId, name: 'g' })).toEqual({ ...made, name: 'g' });
  });

  it.each([
    [
      'without a format',
      { ...request, authorizerPayloadFormatVersion: null },
      /^400 BadRequestException: AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer$/,
    ],
    ['without a name', { ...request, name: null }, /name/],
    ['of another type', { ...request, authorizerType: 'TOKEN' }, /authorizerType/],
    ['without a function', { ...request, authorizerUri: null }, /authorizerUri/],
    ['without an issuer', { ...jwt, name: 'new', jwtConfiguration: { audience: ['a'] } }, /issuer/],
    ['that keeps results by nothing', { ...request, authorizerResultTtlInSeconds: 60 }, /identity source/],
    ['with a source that is none', { ...request, identitySource: ['method.request.header.a'] }, /identity|REST/],
    ['of a name that is taken', { ...request, name: 'pool' }, /unique/],
  ])('%s is refused', async (_name, input, message) => {
    const { session, apiId } = await newApi();
    await session.call('CreateAuthorizer', { apiId, ...jwt });
    expect(await session.refusal('CreateAuthorizer', { apiId, ...input })).toMatch(message);
  });
});
