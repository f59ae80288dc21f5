import type { ServiceSubtype } from '../../model/index.js';

/** An action of a service that HTTP APIs have ready, and how REST APIs name its arguments. */
export interface Action {
  subtype: ServiceSubtype;
  /** Name in the request of the service → name of the argument. */
  names: Record<string, string>;
  /** Arguments that hold JSON text. */
  jsonText?: readonly string[];
  /** Arguments that hold bytes, which the service takes in base64. */
  blobs?: readonly string[];
}

const execution = { stateMachineArn: 'StateMachineArn', input: 'Input', name: 'Name' };
const queue = { QueueUrl: 'QueueUrl' };

/**
 * By service and action (facts import-export.md d). Lists and maps, such as `MessageAttributes`, are not in it: how HTTP
 * APIs want them written is not documented.
 */
const actions: Record<string, Action> = {
  'states StartExecution': { subtype: 'StepFunctions-StartExecution', names: execution, jsonText: ['Input'] },
  'states StartSyncExecution': {
    subtype: 'StepFunctions-StartSyncExecution',
    names: { ...execution, traceHeader: 'TraceHeader' },
    jsonText: ['Input'],
  },
  'states StopExecution': {
    subtype: 'StepFunctions-StopExecution',
    names: { executionArn: 'ExecutionArn', cause: 'Cause', error: 'Error' },
  },
  'kinesis PutRecord': {
    subtype: 'Kinesis-PutRecord',
    names: same('StreamName', 'Data', 'PartitionKey', 'ExplicitHashKey', 'SequenceNumberForOrdering'),
    jsonText: ['Data'],
    blobs: ['Data'],
  },
  'events PutEvents': {
    subtype: 'EventBridge-PutEvents',
    names: same('Source', 'DetailType', 'Detail', 'EventBusName', 'Time', 'TraceHeader'),
    jsonText: ['Detail'],
  },
  'sqs SendMessage': {
    subtype: 'SQS-SendMessage',
    names: { ...queue, ...same('MessageBody', 'DelaySeconds', 'MessageDeduplicationId', 'MessageGroupId') },
  },
  'sqs ReceiveMessage': {
    subtype: 'SQS-ReceiveMessage',
    names: {
      ...queue,
      ...same('MaxNumberOfMessages', 'VisibilityTimeout', 'WaitTimeSeconds', 'ReceiveRequestAttemptId'),
    },
  },
  'sqs DeleteMessage': { subtype: 'SQS-DeleteMessage', names: { ...queue, ...same('ReceiptHandle') } },
  'sqs PurgeQueue': { subtype: 'SQS-PurgeQueue', names: queue },
  'appconfig GetConfiguration': {
    subtype: 'AppConfig-GetConfiguration',
    names: {
      ...same('Application', 'Environment', 'Configuration'),
      client_id: 'ClientId',
      client_configuration_version: 'ClientConfigurationVersion',
    },
  },
};

function same(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}

/** @returns what HTTP APIs have for an action of a service, or undefined */
export function actionOf(service: string, name: string): Action | undefined {
  const key = `${service} ${name}`;
  return Object.hasOwn(actions, key) ? actions[key] : undefined;
}
