import type { JsonObject, ServiceSubtype } from '../../model/index.js';
import type { Header, ServiceCall } from '../gateway.js';
import { type Members, membersOf } from './service-arguments.js';

/** What an action is called with, and where. */
export interface ServiceRequest {
  values: ReadonlyMap<string, string>;
  region: string;
}

/** Writes a call in the protocol of its service. */
type WriteCall = (request: ServiceRequest) => ServiceCall;

const startExecution: Members = {
  StateMachineArn: ['stateMachineArn', 'text'],
  Name: ['name', 'text'],
  Input: ['input', 'text'],
};

/**
 * The ten actions in the protocols of their services: AWS JSON 1.0 or 1.1 with the action in `X-Amz-Target`, and REST for
 * AppConfig. Signatures and credentials are left to who forwards the call.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export const serviceCalls: Record<ServiceSubtype, WriteCall> = {
  'EventBridge-PutEvents': putEvents,
  'SQS-SendMessage': sqs('SendMessage', {
    QueueUrl: ['QueueUrl', 'text'],
    MessageBody: ['MessageBody', 'text'],
    DelaySeconds: ['DelaySeconds', 'number'],
    MessageAttributes: ['MessageAttributes', 'json'],
    MessageDeduplicationId: ['MessageDeduplicationId', 'text'],
    MessageGroupId: ['MessageGroupId', 'text'],
    MessageSystemAttributes: ['MessageSystemAttributes', 'json'],
  }),
  'SQS-ReceiveMessage': sqs('ReceiveMessage', {
    QueueUrl: ['QueueUrl', 'text'],
    AttributeNames: ['AttributeNames', 'list'],
    MaxNumberOfMessages: ['MaxNumberOfMessages', 'number'],
    MessageAttributeNames: ['MessageAttributeNames', 'list'],
    ReceiveRequestAttemptId: ['ReceiveRequestAttemptId', 'text'],
    VisibilityTimeout: ['VisibilityTimeout', 'number'],
    WaitTimeSeconds: ['WaitTimeSeconds', 'number'],
  }),
  'SQS-DeleteMessage': sqs('DeleteMessage', {
    QueueUrl: ['QueueUrl', 'text'],
    ReceiptHandle: ['ReceiptHandle', 'text'],
  }),
  'SQS-PurgeQueue': sqs('PurgeQueue', { QueueUrl: ['QueueUrl', 'text'] }),
  'AppConfig-GetConfiguration': getConfiguration,
  'Kinesis-PutRecord': ({ values, region }) =>
    jsonCall(
      { service: 'kinesis', action: 'PutRecord', target: 'Kinesis_20131202', version: '1.1', region },
      membersOf(values, {
        StreamName: ['StreamName', 'text'],
        Data: ['Data', 'blob'],
        PartitionKey: ['PartitionKey', 'text'],
        SequenceNumberForOrdering: ['SequenceNumberForOrdering', 'text'],
        ExplicitHashKey: ['ExplicitHashKey', 'text'],
      }),
    ),
  'StepFunctions-StartExecution': states('StartExecution', startExecution),
  'StepFunctions-StartSyncExecution': states(
    'StartSyncExecution',
    { ...startExecution, TraceHeader: ['traceHeader', 'text'] },
    'sync-states',
  ),
  'StepFunctions-StopExecution': states('StopExecution', {
    ExecutionArn: ['executionArn', 'text'],
    Cause: ['cause', 'text'],
    Error: ['error', 'text'],
  }),
};

interface JsonAction {
  service: string;
  action: string;
  /** What stands before the action in `X-Amz-Target`. */
  target: string;
  version: '1.0' | '1.1';
  region: string;
  /** First label of the endpoint, where it is not the service's name. */
  label?: string;
}

function sqs(action: string, members: Members): WriteCall {
  return ({ values, region }) =>
    jsonCall({ service: 'sqs', action, target: 'AmazonSQS', version: '1.0', region }, membersOf(values, members));
}

/** A synchronous execution has an endpoint of its own: https://docs.aws.amazon.com/general/latest/gr/step-functions.html */
function states(action: string, members: Members, label = 'states'): WriteCall {
  return ({ values, region }) =>
    jsonCall(
      { service: 'states', action, target: 'AWSStepFunctions', version: '1.0', region, label },
      membersOf(values, members),
    );
}

/** One entry only (ST-EB). */
function putEvents({ values, region }: ServiceRequest): ServiceCall {
  const entry = membersOf(values, {
    Time: ['Time', 'time'],
    Source: ['Source', 'text'],
    Resources: ['Resources', 'list'],
    DetailType: ['DetailType', 'text'],
    Detail: ['Detail', 'text'],
    EventBusName: ['EventBusName', 'text'],
    TraceHeader: ['TraceHeader', 'text'],
  });
  const action = { service: 'events', action: 'PutEvents', target: 'AWSEvents', version: '1.1', region } as const;
  return jsonCall(action, { Entries: [entry] });
}

function jsonCall({ service, action, target, version, region, label = service }: JsonAction, parameters: JsonObject) {
  const body = Buffer.from(JSON.stringify(parameters));
  const host = hostOf(label, region);
  const headers: Header[] = [
    ['host', host],
    ['content-type', `application/x-amz-json-${version}`],
    ['x-amz-target', `${target}.${action}`],
    ['content-length', String(body.length)],
  ];
  const request = { method: 'POST', url: `https://${host}/`, headers, body };
  return { kind: 'service', service, action, parameters, request } as const;
}

/** https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetConfiguration.html */
function getConfiguration({ values, region }: ServiceRequest): ServiceCall {
  const segment = (name: string) => encodeURIComponent(Buffer.from(values.get(name) ?? '').toString());
  const path = `/applications/${segment('Application')}/environments/${segment('Environment')}/configurations/${segment('Configuration')}`;
  const query = new URLSearchParams({ client_id: values.get('ClientId') ?? '' });
  const version = values.get('ClientConfigurationVersion');
  if (version !== undefined) query.set('client_configuration_version', version);
  const host = hostOf('appconfig', region);
  const named = [...values].filter(([name]) => name !== 'Region');
  return {
    kind: 'service',
    service: 'appconfig',
    action: 'GetConfiguration',
    parameters: Object.fromEntries(named),
    request: { method: 'GET', url: `https://${host}${path}?${query}`, headers: [['host', host]] },
  };
}

/** @see https://docs.aws.amazon.com/general/latest/gr/rande.html */
function hostOf(label: string, region: string): string {
  return `${label}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}
