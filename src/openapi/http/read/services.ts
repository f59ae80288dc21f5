import type { HttpServiceIntegration } from '../../../model/index.js';
import { readPayloadFormat, readRoleAndTimeout } from './integration-properties.js';
import type { Node } from './node.js';
import { readValues } from './parameters.js';
import type { Reading } from './reading.js';

interface Arguments {
  required: readonly string[];
  optional: readonly string[];
}

const startExecution: Arguments = { required: ['StateMachineArn'], optional: ['Name', 'Input', 'Region'] };

/** The actions that HTTP APIs can call by themselves, with their arguments (facts import-export.md d). */
const subtypes: Record<string, Arguments> = {
  'EventBridge-PutEvents': {
    required: ['Detail', 'DetailType', 'Source'],
    optional: ['Time', 'EventBusName', 'Resources', 'Region', 'TraceHeader'],
  },
  'SQS-SendMessage': {
    required: ['QueueUrl', 'MessageBody'],
    optional: [
      ...['DelaySeconds', 'MessageAttributes', 'MessageDeduplicationId', 'MessageGroupId'],
      ...['MessageSystemAttributes', 'Region'],
    ],
  },
  'SQS-ReceiveMessage': {
    required: ['QueueUrl'],
    optional: [
      ...['AttributeNames', 'MaxNumberOfMessages', 'MessageAttributeNames', 'ReceiveRequestAttemptId'],
      ...['VisibilityTimeout', 'WaitTimeSeconds', 'Region'],
    ],
  },
  'SQS-DeleteMessage': { required: ['ReceiptHandle', 'QueueUrl'], optional: ['Region'] },
  'SQS-PurgeQueue': { required: ['QueueUrl'], optional: ['Region'] },
  'AppConfig-GetConfiguration': {
    required: ['Application', 'Environment', 'Configuration', 'ClientId'],
    optional: ['ClientConfigurationVersion', 'Region'],
  },
  'Kinesis-PutRecord': {
    required: ['StreamName', 'Data', 'PartitionKey'],
    optional: ['SequenceNumberForOrdering', 'ExplicitHashKey', 'Region'],
  },
  'StepFunctions-StartExecution': startExecution,
  'StepFunctions-StartSyncExecution': { ...startExecution, optional: [...startExecution.optional, 'TraceHeader'] },
  'StepFunctions-StopExecution': { required: ['ExecutionArn'], optional: ['Cause', 'Error', 'Region'] },
};

/** @returns a first-class AWS service integration, its arguments checked against AWS's list. */
export function readService(reading: Reading, node: Node): HttpServiceIntegration {
  const { messages } = reading;
  const subtype = reading.text(node.child('integrationSubtype'))?.text ?? '';
  const roleAndTimeout = readRoleAndTimeout(reading, node);
  if (roleAndTimeout.credentials === undefined) {
    messages.refuse(node.at, 'XI-CRED', 'A service integration needs credentials: a role that may call the action.');
  }
  readPayloadFormat(reading, node, 'other');
  const requestParameters = readValues(reading, node.child('requestParameters'), 'request');
  const known = Object.hasOwn(subtypes, subtype) ? subtypes[subtype] : undefined;
  if (known) checkArguments(reading, node.child('requestParameters'), { ...known, subtype });
  else messages.refuse(node.child('integrationSubtype').at, 'XI-SUB', `AWS lists no integration subtype "${subtype}".`);
  return { kind: 'service', subtype, ...roleAndTimeout, requestParameters };
}

function checkArguments({ messages }: Reading, node: Node, action: Arguments & { subtype: string }): void {
  const { subtype, required, optional } = action;
  for (const name of required) {
    if (!node.child(name).exists) messages.refuse(node.at, 'XI-SUB', `${subtype} needs the argument ${name}.`);
  }
  for (const [name, value] of node.entries()) {
    if (!required.includes(name) && !optional.includes(name)) {
      messages.unverified(value.at, 'XI-SUB', `${subtype} has no argument "${name}".`);
    }
  }
}
