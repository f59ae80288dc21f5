/** The arguments of an action that HTTP APIs call by themselves. */
export interface SubtypeArguments {
  required: readonly string[];
  optional: readonly string[];
}

const startExecution: SubtypeArguments = { required: ['StateMachineArn'], optional: ['Name', 'Input', 'Region'] };

/**
 * The ten first-class service integrations (facts import-export.md d), each in its only version, 1.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export const serviceSubtypes = {
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
} as const satisfies Record<string, SubtypeArguments>;

/** `Service-Action`, as the definition of an HTTP API names it. */
export type ServiceSubtype = keyof typeof serviceSubtypes;

/** @returns whether AWS lists a subtype of that name */
export function isServiceSubtype(name: string): name is ServiceSubtype {
  return Object.hasOwn(serviceSubtypes, name);
}
