import { ApiGatewayV2Client, CreateApiCommand, GetApisCommand } from '@aws-sdk/client-apigatewayv2';
import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CognitoIdentityProviderClient, ListUserPoolClientsCommand } from '@aws-sdk/client-cognito-identity-provider';
import {
  AddPermissionCommand,
  GetFunctionCommand,
  GetPolicyCommand,
  LambdaClient,
  RemovePermissionCommand,
} from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from 'vitest';
import { emptyAwsAccount } from '../../src/local-aws/account.js';
import { type AwsCall, faultAt } from '../../src/local-aws/server-faults.js';
import { type Endpoint, openEndpoint } from './serving.js';

const open: Endpoint[] = [];
afterEach(async () => {
  for (const endpoint of open.splice(0)) await endpoint.close();
});

async function endpointWith(...args: Parameters<typeof openEndpoint>): Promise<Endpoint> {
  const endpoint = await openEndpoint(...args);
  open.push(endpoint);
  return endpoint;
}

const newApi = new CreateApiCommand({ Name: 'books', ProtocolType: 'HTTP' });

describe('clients of AWS are answered by', () => {
  it('API Gateway, with times that are dates', async () => {
    const { client } = await endpointWith();
    const v2 = new ApiGatewayV2Client(client);
    const made = await v2.send(newApi);
    expect(made).toMatchObject({ Name: 'books', ApiId: '0000000001', CreatedDate: new Date('2024-01-01T00:00:00Z') });
    expect((await v2.send(new GetApisCommand())).Items).toHaveLength(1);
  });

  it('STS', async () => {
    const { client } = await endpointWith();
    const answer = await new STSClient(client).send(new GetCallerIdentityCommand());
    expect(answer).toMatchObject({ Account: '111111111111', Arn: 'arn:aws:iam::111111111111:user/local' });
  });

  it('Cognito, in pages', async () => {
    const account = emptyAwsAccount();
    account.userPools['eu-west-1_A'] = [
      { ClientId: 'one', ClientName: 'web' },
      { ClientId: 'two', ClientName: 'app' },
    ];
    const { client } = await endpointWith({}, account);
    const cognito = new CognitoIdentityProviderClient(client);
    const first = await cognito.send(new ListUserPoolClientsCommand({ UserPoolId: 'eu-west-1_A', MaxResults: 1 }));
    expect(first.UserPoolClients).toEqual([{ ClientId: 'one', ClientName: 'web', UserPoolId: 'eu-west-1_A' }]);
    const next = { UserPoolId: 'eu-west-1_A', MaxResults: 1, NextToken: first.NextToken };
    expect((await cognito.send(new ListUserPoolClientsCommand(next))).UserPoolClients?.[0]?.ClientId).toBe('two');
    await expect(cognito.send(new ListUserPoolClientsCommand({ UserPoolId: 'eu-west-1_B' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('CloudWatch, with sums by period', async () => {
    const account = emptyAwsAccount();
    const start = Date.UTC(2024, 0, 1) / 1000;
    account.metrics.push({
      ...{ namespace: 'AWS/ApiGateway', name: 'Count', dimensions: { ApiName: 'books', Stage: 'prod' } },
      points: [
        [start, 3],
        [start + 60, 4],
        [start + 86_400, 5],
      ],
    });
    const { client } = await endpointWith({}, account);
    const dimensions = [
      { Name: 'Stage', Value: 'prod' },
      { Name: 'ApiName', Value: 'books' },
    ];
    const metric = { Namespace: 'AWS/ApiGateway', MetricName: 'Count', Dimensions: dimensions };
    const answer = await new CloudWatchClient(client).send(
      new GetMetricDataCommand({
        StartTime: new Date(start * 1000),
        EndTime: new Date((start + 2 * 86_400) * 1000),
        MetricDataQueries: [{ Id: 'count', MetricStat: { Metric: metric, Period: 86_400, Stat: 'Sum' } }],
      }),
    );
    expect(answer.MetricDataResults).toMatchObject([
      { Id: 'count', Values: [5, 7], Timestamps: [new Date('2024-01-02T00:00:00Z'), new Date('2024-01-01T00:00:00Z')] },
    ]);
  });

  it('CloudWatch, in the query protocol of older clients', async () => {
    const account = emptyAwsAccount();
    account.metrics.push({ namespace: 'N<1>', name: 'Count', dimensions: { A: 'b' }, points: [[1_704_067_200, 3]] });
    const { url } = await endpointWith({}, account);
    const query = 'MetricDataQueries.member.1';
    const metric = `${query}.MetricStat.Metric`;
    const body = new URLSearchParams({
      ...{ Action: 'GetMetricData', Version: '2010-08-01' },
      ...{ StartTime: '2024-01-01T00:00:00Z', EndTime: '2024-01-02T00:00:00Z', [`${query}.Id`]: 'c&d' },
      ...{ [`${metric}.Namespace`]: 'N<1>', [`${metric}.MetricName`]: 'Count' },
      ...{ [`${metric}.Dimensions.member.1.Name`]: 'A', [`${metric}.Dimensions.member.1.Value`]: 'b' },
      ...{ [`${query}.MetricStat.Stat`]: 'Sum', [`${query}.MetricStat.Period`]: '3600' },
    });
    const text = await (await fetch(url, { method: 'POST', body })).text();
    expect(text).toContain(
      '<MetricDataResults><member><Id>c&amp;d</Id><Label>Count</Label><StatusCode>Complete</StatusCode><Timestamps><member>2024-01-01T00:00:00.000Z</member></Timestamps><Values><member>3</member></Values></member></MetricDataResults>',
    );
    expect(text).toMatch(/^<GetMetricDataResponse xmlns="http:\/\/monitoring\.amazonaws\.com\/doc\/2010-08-01\/">/);
  });

  it('Lambda, whose policies grow and shrink by statements', async () => {
    const { client } = await endpointWith();
    const lambda = new LambdaClient(client);
    const FunctionName = 'arn:aws:lambda:eu-west-1:111111111111:function:hello:live';
    const permission = { FunctionName, StatementId: 'migrate', Action: 'lambda:InvokeFunction' };
    const SourceArn = 'arn:aws:execute-api:eu-west-1:111111111111:api/*';
    const added = new AddPermissionCommand({ ...permission, Principal: 'apigateway.amazonaws.com', SourceArn });
    await expect(lambda.send(new GetPolicyCommand({ FunctionName }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await lambda.send(added);
    const { Policy } = await lambda.send(new GetPolicyCommand({ FunctionName: 'hello', Qualifier: 'live' }));
    expect(JSON.parse(Policy ?? '')).toMatchObject({
      Statement: [
        {
          ...{ Sid: 'migrate', Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: FunctionName },
          Principal: { Service: 'apigateway.amazonaws.com' },
          Condition: { ArnLike: { 'AWS:SourceArn': SourceArn } },
        },
      ],
    });
    await expect(lambda.send(added)).rejects.toMatchObject({ name: 'ResourceConflictException' });
    const old = { FunctionName, StatementId: 'migrate', RevisionId: 'old' };
    await expect(lambda.send(new RemovePermissionCommand(old))).rejects.toMatchObject({
      name: 'PreconditionFailedException',
    });
    await lambda.send(new RemovePermissionCommand({ FunctionName, StatementId: 'migrate' }));
    await expect(
      lambda.send(new RemovePermissionCommand({ FunctionName, StatementId: 'migrate' })),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('Lambda, which knows the functions that there are, and how long a policy may be', async () => {
    const account = { ...emptyAwsAccount(), functions: { functions: ['hello'], policies: {} } };
    const { client } = await endpointWith({}, account);
    const lambda = new LambdaClient(client);
    expect((await lambda.send(new GetFunctionCommand({ FunctionName: 'hello' }))).Configuration?.FunctionArn).toBe(
      'arn:aws:lambda:eu-west-1:111111111111:function:hello',
    );
    await expect(lambda.send(new GetFunctionCommand({ FunctionName: 'bye' }))).rejects.toMatchObject({
      ...{ name: 'ResourceNotFoundException', Type: 'User' },
      message: 'Function not found: arn:aws:lambda:eu-west-1:111111111111:function:bye',
    });
    const long = { FunctionName: 'hello', Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' };
    const fill = async (count: number) => {
      for (let index = 0; index < count; index++) {
        await lambda.send(
          new AddPermissionCommand({ ...long, StatementId: `s${index}`, SourceArn: `arn:${'a'.repeat(900)}` }),
        );
      }
    };
    await expect(fill(25)).rejects.toMatchObject({ name: 'PolicyLengthExceededException' });
  });
});

describe('a call that nobody knows', () => {
  it.each([
    ['of a path', '/v2/portals', {}, 404, 'UnknownOperationException'],
    [
      'of a header',
      '/',
      { 'x-amz-target': 'AWSCognitoIdentityProviderService.AdminGetUser' },
      400,
      'UnknownOperationException',
    ],
    ['of a query', '/?Action=AssumeRole&Version=2011-06-15', {}, 400, '<Code>InvalidAction</Code>'],
  ])('is refused by the name of its kind: %s', async (_name, path, headers, status, text) => {
    const { url } = await endpointWith();
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(text);
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is refused where its body is no JSON object', async () => {
    const { url } = await endpointWith();
    const answer = await fetch(`${url}/v2/apis`, { method: 'POST', body: '[]' });
    expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([400, 'SerializationException']);
  });
});

it('calls without a signature are refused where one is asked for', async () => {
  const { url, client } = await endpointWith({ requireSignature: true });
  const answer = await fetch(`${url}/v2/apis`);
  expect([answer.status, await answer.json()]).toEqual([403, { message: 'Missing Authentication Token' }]);
  expect((await new ApiGatewayV2Client(client).send(new GetApisCommand())).Items).toEqual([]);
});

describe('a fault', () => {
  it.each([
    ['throttle' as const, 'TooManyRequestsException', 429],
    ['deny' as const, 'AccessDeniedException', 403],
  ])('%s refuses the n-th call, and does nothing', async (fault, name, status) => {
    const { client, account } = await endpointWith({ faults: faultAt(2, fault) });
    const v2 = new ApiGatewayV2Client(client);
    await v2.send(newApi);
    await expect(v2.send(newApi)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
    await v2.send(newApi);
    expect(Object.keys(account.http.apis)).toHaveLength(2);
  });

  it.each([
    [
      'ApiGatewayV2Client',
      (client: Endpoint['client']) => new ApiGatewayV2Client(client).send(new GetApisCommand()),
      'apigateway:GET on resource: arn:aws:apigateway:eu-west-1::/apis ',
    ],
    [
      'LambdaClient',
      (client: Endpoint['client']) => new LambdaClient(client).send(new GetPolicyCommand({ FunctionName: 'hello' })),
      'lambda:GetPolicy on resource: arn:aws:lambda:eu-west-1:111111111111:function:hello ',
    ],
    [
      'CognitoIdentityProviderClient',
      (client: Endpoint['client']) =>
        new CognitoIdentityProviderClient(client).send(new ListUserPoolClientsCommand({ UserPoolId: 'a_b' })),
      'cognito-idp:ListUserPoolClients on resource: * ',
    ],
    [
      'STSClient',
      (client: Endpoint['client']) => new STSClient(client).send(new GetCallerIdentityCommand()),
      'sts:GetCallerIdentity on resource: * ',
    ],
  ])('of rights names the action that is missing: %s', async (_name, send, text) => {
    const { client } = await endpointWith({ faults: () => 'deny' });
    await expect(send(client)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`is not authorized to perform: ${text}`),
    });
  });

  it.each([
    ['drop-before' as const, 0],
    ['drop-after' as const, 1],
  ])('%s cuts the connection, with %i APIs made', async (fault, count) => {
    const { client, account } = await endpointWith({ faults: faultAt(1, fault, 'CreateApi') });
    const v2 = new ApiGatewayV2Client(client);
    await v2.send(new GetApisCommand());
    await expect(v2.send(newApi)).rejects.toThrow(/hang up|ECONNRESET|closed/i);
    expect(Object.keys(account.http.apis)).toHaveLength(count);
  });

  it('is overcome by a client that tries again', async () => {
    const { client } = await endpointWith({ faults: faultAt(1, 'throttle') });
    const made = await new ApiGatewayV2Client({ ...client, maxAttempts: 2 }).send(newApi);
    expect(made.ApiId).toBe('0000000001');
  });
});

it('each call is told, in order', async () => {
  const calls: AwsCall[] = [];
  const { client } = await endpointWith({ onCall: (call) => calls.push(call) });
  const v2 = new ApiGatewayV2Client(client);
  await v2.send(newApi);
  await v2.send(new GetApisCommand());
  expect(calls).toEqual([
    { name: 'CreateApi', number: 1 },
    { name: 'GetApis', number: 2 },
  ]);
});

it('a failure of the endpoint itself is told, and is a 500 for the client', async () => {
  const failures: unknown[] = [];
  const broken = {
    ...({ name: 'GetApis', verb: 'GET', path: '/v2/apis', status: 200, service: 'apigateway' } as const),
    run: () => {
      throw new Error('broken');
    },
  };
  const { url } = await endpointWith({ operations: [broken], onFailure: (error) => failures.push(error) });
  expect((await fetch(`${url}/v2/apis`)).status).toBe(500);
  expect(failures).toEqual([new Error('broken')]);
});

it('a port that is taken is refused', async () => {
  const { url } = await endpointWith();
  await expect(endpointWith({ port: Number(new URL(url).port) })).rejects.toThrow(/it is in use/);
});
