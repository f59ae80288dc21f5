import { describe, expect, it } from 'vitest';
import { echoBackends } from '../../../src/gateway/backends/echo.js';
import type { ServiceCall, UpstreamOutcome } from '../../../src/gateway/gateway.js';
import { type HttpServiceIntegration, type JsonObject, plain, serviceSubtypes } from '../../../src/model/index.js';
import { answered, api, backends, headerOf, lastCall, route, sender, service, textOf } from './opened.js';

const queue = 'https://sqs.eu-west-1.amazonaws.com/111122223333/parcels';

function integration(subtype: string, texts: Record<string, string>): HttpServiceIntegration {
  const values = Object.entries(texts).map(([name, text]) => [name, plain(text)]);
  return { ...service, subtype, arguments: Object.fromEntries(values) };
}

function open(subtype: string, texts: Record<string, string>, outcome: UpstreamOutcome = answered()) {
  return sender(api([route('POST /{id}', integration(subtype, texts))]), { backends: backends({}, outcome) });
}

const body = Buffer.from('{"a":{"b":7}}');

async function callOf(subtype: string, texts: Record<string, string>): Promise<ServiceCall> {
  const call = lastCall(await open(subtype, texts)('POST /one?q=two', { body }));
  if (call.kind !== 'service') throw new Error('no service was called');
  return call;
}

describe('a service integration calls the action in the protocol of its service', () => {
  it.each<[string, Record<string, string>, [service: string, host: string, target: string], JsonObject]>([
    [
      'SQS-SendMessage',
      {
        QueueUrl: queue,
        MessageBody: '$request.body',
        DelaySeconds: '5',
        MessageAttributes: '{"k":{"DataType":"String"}}',
      },
      ['sqs', 'sqs.eu-west-1', 'AmazonSQS.SendMessage'],
      {
        QueueUrl: queue,
        MessageBody: '{"a":{"b":7}}',
        DelaySeconds: 5,
        MessageAttributes: { k: { DataType: 'String' } },
      },
    ],
    [
      'SQS-ReceiveMessage',
      { QueueUrl: queue, AttributeNames: '["All"]', MessageAttributeNames: 'one', MaxNumberOfMessages: 'x' },
      ['sqs', 'sqs.eu-west-1', 'AmazonSQS.ReceiveMessage'],
      { QueueUrl: queue, AttributeNames: ['All'], MaxNumberOfMessages: 'x', MessageAttributeNames: ['one'] },
    ],
    [
      'SQS-DeleteMessage',
      { QueueUrl: queue, ReceiptHandle: '$request.querystring.q', Region: 'cn-north-1' },
      ['sqs', 'sqs.cn-north-1', 'AmazonSQS.DeleteMessage'],
      { QueueUrl: queue, ReceiptHandle: 'two' },
    ],
    ['SQS-PurgeQueue', { QueueUrl: queue }, ['sqs', 'sqs.eu-west-1', 'AmazonSQS.PurgeQueue'], { QueueUrl: queue }],
    [
      'EventBridge-PutEvents',
      {
        Source: 's',
        DetailType: '${request.path.id}!',
        Detail: '$request.body.a',
        Time: '2026-01-02T03:04:05Z',
        Resources: '["r"]',
      },
      ['events', 'events.eu-west-1', 'AWSEvents.PutEvents'],
      { Entries: [{ Time: 1767323045, Source: 's', Resources: ['r'], DetailType: 'one!', Detail: '{"b":7}' }] },
    ],
    [
      'Kinesis-PutRecord',
      { StreamName: 's', Data: '$request.body.a.b', PartitionKey: '$request.path.id' },
      ['kinesis', 'kinesis.eu-west-1', 'Kinesis_20131202.PutRecord'],
      { StreamName: 's', Data: 'Nw==', PartitionKey: 'one' },
    ],
    [
      'StepFunctions-StartExecution',
      {
        StateMachineArn: 'arn:m',
        Input: '{"id":"${request.path.id}","body":${request.body}}',
        Name: '$request.querystring.none',
      },
      ['states', 'states.eu-west-1', 'AWSStepFunctions.StartExecution'],
      { stateMachineArn: 'arn:m', input: '{"id":"one","body":{"a":{"b":7}}}' },
    ],
    [
      'StepFunctions-StartSyncExecution',
      { StateMachineArn: '${Machine}', TraceHeader: 't' },
      ['states', 'sync-states.eu-west-1', 'AWSStepFunctions.StartSyncExecution'],
      { stateMachineArn: '${Machine}', traceHeader: 't' },
    ],
    [
      'StepFunctions-StopExecution',
      { ExecutionArn: 'arn:e', Cause: 'c', Error: 'e' },
      ['states', 'states.eu-west-1', 'AWSStepFunctions.StopExecution'],
      { executionArn: 'arn:e', cause: 'c', error: 'e' },
    ],
  ])('%s', async (subtype, texts, [name, host, target], parameters) => {
    const { service: called, action, parameters: told, request } = await callOf(subtype, texts);
    expect([called, action, told]).toEqual([name, subtype.split('-')[1], parameters]);
    expect(request.url).toBe(`https://${host}.amazonaws.com${host.includes('cn-') ? '.cn' : ''}/`);
    expect(JSON.parse(Buffer.from(request.body ?? '').toString())).toEqual(parameters);
    const version = name === 'sqs' || name === 'states' ? '1.0' : '1.1';
    expect(Object.fromEntries(request.headers)).toMatchObject({
      'content-type': `application/x-amz-json-${version}`,
      'x-amz-target': target,
      'content-length': String(request.body?.length),
    });
  });

  it('AppConfig-GetConfiguration, by path', async () => {
    const texts = { Application: 'a/b', Environment: 'e', Configuration: '$request.path.id', ClientId: 'c d' };
    const call = await callOf('AppConfig-GetConfiguration', { ...texts, ClientConfigurationVersion: '3' });
    expect(call).toMatchObject({ service: 'appconfig', action: 'GetConfiguration', parameters: { ClientId: 'c d' } });
    expect(call.request).toEqual({
      method: 'GET',
      url: 'https://appconfig.eu-west-1.amazonaws.com/applications/a%2Fb/environments/e/configurations/one?client_id=c+d&client_configuration_version=3',
      headers: [['host', 'appconfig.eu-west-1.amazonaws.com']],
    });
  });

  it('all that AWS lists', async () => {
    for (const [subtype, { required }] of Object.entries(serviceSubtypes)) {
      const call = await callOf(subtype, Object.fromEntries(required.map((name) => [name, 'x'])));
      expect(`${call.action}`, subtype).toBe(subtype.split('-')[1]);
    }
  });
});

describe('what the client of a service integration gets', () => {
  const texts = { QueueUrl: queue, MessageBody: '$request.body' };

  it('is the answer of the service, marked as not known to be that of AWS', async () => {
    const outcome = answered({
      status: 418,
      headers: [
        ['x-a', '1'],
        ['connection', 'close'],
      ],
      body: Buffer.from('x'),
    });
    const { response, unsupported } = await open('SQS-SendMessage', texts, outcome)('POST /a', { body });
    expect([response.status, textOf(response), headerOf(response, 'x-a')]).toEqual([418, 'x', '1']);
    expect(headerOf(response, 'connection')).toBeUndefined();
    expect(unsupported).toEqual([expect.stringContaining('SQS-SendMessage: AWS does not document')]);
  });

  it('is 400 without a call where a required argument has no value, marked too', async () => {
    const exchange = await open('SQS-SendMessage', texts)('POST /a');
    expect([exchange.response.status, textOf(exchange.response)]).toEqual([400, '{"message":"Bad Request"}']);
    expect(exchange.calls).toEqual([]);
    expect(exchange.unsupported).toEqual([expect.stringContaining('MessageBody has no value')]);
  });

  it.each<[UpstreamOutcome]>([[{ kind: 'timed-out' }], [{ kind: 'unreachable', reason: 'ECONNREFUSED' }]])(
    'is 503 when the service is %j',
    async (outcome) => {
      expect((await open('SQS-SendMessage', texts, outcome)('POST /a', { body })).response.status).toBe(503);
    },
  );

  it('is the call itself from an echo', async () => {
    const definition = api([route('POST /{id}', integration('SQS-SendMessage', texts))]);
    const { response } = await sender(definition, { backends: echoBackends() })('POST /a', { body });
    expect(JSON.parse(textOf(response))).toMatchObject({ service: 'sqs', action: 'SendMessage' });
  });

  it('says that a long body was cut, and how Data may be encoded', async () => {
    const long = { body: Buffer.alloc(100 * 1024 + 1, 'a') };
    expect((await open('SQS-SendMessage', texts)('POST /a', long)).unsupported).toHaveLength(2);
    const record = { StreamName: 's', Data: 'x', PartitionKey: 'k' };
    expect((await open('Kinesis-PutRecord', record)('POST /a', long)).unsupported).toContainEqual(
      expect.stringContaining('base64'),
    );
  });

  it('is 501 for an action that HTTP APIs do not have', async () => {
    const exchange = await open('SQS-SendMessageBatch', texts)('POST /a');
    expect([exchange.response.status, exchange.unsupported]).toEqual([
      501,
      ['service integration SQS-SendMessageBatch'],
    ]);
  });
});
