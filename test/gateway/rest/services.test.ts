import { describe, expect, it } from 'vitest';
import type { ServiceCall, UpstreamOutcome } from '../../../src/gateway/gateway.js';
import type { Integration } from '../../../src/model/index.js';
import { constant, from, json, mapping, nonProxy, response } from './non-proxy.js';
import { backends, bodyOf, operation, restApi, type Sent, send } from './samples.js';

const fine: UpstreamOutcome = {
  kind: 'answered',
  response: { status: 200, headers: [], body: Buffer.from('{"Item":1}') },
};

async function called(uri: string, more: Partial<Integration> = {}, request: Sent = {}, outcome = fine) {
  const integration = nonProxy('aws', `arn:aws:apigateway:${uri}`, more);
  const world = backends({}, { callService: async () => outcome });
  const api = restApi([operation('POST /{key+}', { integration })]);
  const exchange = await send(api, 'POST /a/b%20c', {
    ...request,
    world,
    deployed: { stageVariables: { table: 'pets' } },
  });
  const call = exchange.calls.find((one): one is ServiceCall => one.kind === 'service');
  return { exchange, call, headers: Object.fromEntries(call?.request.headers ?? []) };
}

const form = [mapping('header', 'Content-Type', constant('application/x-www-form-urlencoded'))];

describe('the uri of an AWS integration becomes', () => {
  it.each<[string, string, string, Partial<Integration>]>([
    ['an action', 'eu-west-1:dynamodb:action/GetItem', 'https://dynamodb.eu-west-1.amazonaws.com/?Action=GetItem', {}],
    ['a path', 'eu-west-1:sqs:path/123/queue', 'https://sqs.eu-west-1.amazonaws.com/123/queue', {}],
    [
      'a path with slashes before it',
      'eu-west-1:batch:path//v1/submitjob',
      'https://batch.eu-west-1.amazonaws.com/v1/submitjob',
      {},
    ],
    ['a bucket before S3', 'eu-west-1:shop.s3:path/x', 'https://shop.s3.eu-west-1.amazonaws.com/x', {}],
    ['another region', 'us-east-2:sns:action/Publish', 'https://sns.us-east-2.amazonaws.com/?Action=Publish', {}],
    ['China', 'cn-north-1:sqs:path/1/q', 'https://sqs.cn-north-1.amazonaws.com.cn/1/q', {}],
    ['a service without regions', 'eu-west-1:iam:action/GetUser', 'https://iam.amazonaws.com/?Action=GetUser', {}],
    [
      'the region of the API for a placeholder',
      '${AWS::Region}:sqs:path/1/q',
      'https://sqs.eu-west-1.amazonaws.com/1/q',
      {},
    ],
    [
      'stage variables filled',
      'eu-west-1:s3:path/b/${stageVariables.table}',
      'https://s3.eu-west-1.amazonaws.com/b/pets',
      {},
    ],
    [
      'variables filled by mappings',
      'eu-west-1:s3:path/b/{object}',
      'https://s3.eu-west-1.amazonaws.com/b/a/b%20c',
      { parameters: [mapping('path', 'object', from('path', 'key'))] },
    ],
    [
      'mapped parameters after the action',
      'eu-west-1:ssm:action/GetParameter',
      'https://ssm.eu-west-1.amazonaws.com/?Action=GetParameter&Name=a%2Fb',
      { parameters: [mapping('querystring', 'Name', constant('a/b'))] },
    ],
  ])('%s: %s', async (_, uri, url, more) => {
    expect((await called(uri, more)).call?.request.url).toBe(url);
  });

  it('500 where it names no service', async () => {
    const { exchange, call } = await called('eu-west-1:sqs');
    expect([exchange.response.status, call]).toEqual([500, undefined]);
  });
});

describe('a call of an AWS service tells', () => {
  it('the action in a header too, for services that API Gateway knows to want it', async () => {
    const { headers } = await called('eu-west-1:dynamodb:action/GetItem', {}, { body: '{}' });
    expect(headers).toMatchObject({
      'X-Amz-Target': 'DynamoDB_20120810.GetItem',
      'Content-Type': 'application/json',
      Accept: 'application/json',
      'User-Agent': 'AmazonAPIGateway_abc123',
      'x-amzn-apigateway-api-id': 'abc123',
    });
  });

  it('a mapped target in place of its own', async () => {
    const parameters = [mapping('header', 'X-Amz-Target', constant('DynamoDB_20120810.Query'))];
    const { headers, call } = await called('eu-west-1:dynamodb:action/GetItem', { parameters });
    expect([headers['X-Amz-Target'], call?.action]).toEqual(['DynamoDB_20120810.Query', 'Query']);
  });

  it.each<[string, string, Partial<Integration>, Partial<ServiceCall>]>([
    [
      'JSON',
      'eu-west-1:dynamodb:action/GetItem',
      { templates: json('{"TableName":"$stageVariables.table"}') },
      { service: 'dynamodb', action: 'GetItem', parameters: { TableName: 'pets' } },
    ],
    [
      'a form',
      'eu-west-1:sqs:path/123/queue',
      { parameters: form, templates: json('Action=SendMessage&MessageBody=$util.urlEncode("a b")') },
      {
        service: 'sqs',
        action: 'SendMessage',
        parameters: { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/123/queue', MessageBody: 'a b' },
      },
    ],
    [
      'a query',
      'eu-west-1:ec2:action/RunInstances',
      {
        parameters: [
          mapping('querystring', 'Version', constant('1')),
          mapping('querystring', 'MinCount', constant('2')),
        ],
      },
      { service: 'ec2', action: 'RunInstances', parameters: { MinCount: '2' } },
    ],
    ['a path alone: no action', 'eu-west-1:shop.s3:path/x', {}, { service: 's3' }],
  ])('action and parameters out of %s', async (_, uri, more, told) => {
    const { call } = await called(uri, more);
    const { kind: _kind, request: _request, ...rest } = call ?? {};
    expect(rest).toEqual(told);
  });
});

describe('the client of an AWS service gets', () => {
  it.each([
    [200, '{"ok":1}'],
    [400, '{"ok":0}'],
  ])('the response that status %i selects', async (status, body) => {
    const responses = [
      response('4\\d{2}', '422', { templates: json('{"ok":0}') }),
      response('default', '200', { templates: json('{"ok":$input.json("$.Item")}') }),
    ];
    const outcome: UpstreamOutcome = { ...fine, response: { status, headers: [], body: Buffer.from('{"Item":1}') } };
    const { exchange } = await called('eu-west-1:dynamodb:action/GetItem', { responses }, {}, outcome);
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([status === 400 ? 422 : 200, body]);
  });

  it('504 where the service does not answer in time', async () => {
    const { exchange } = await called('eu-west-1:sqs:path/1/q', {}, {}, { kind: 'timed-out' });
    expect(exchange.response.status).toBe(504);
  });
});
