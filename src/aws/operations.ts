import type { Json } from '../model/index.js';
import { type WriteOperation, writeOperations } from '../plan/call.js';
import type { AwsClients } from './clients.js';
import type { Service } from './rates.js';

/** Every operation that plans, imports and undos read with. */
export const readOperations = [
  ...(['GetApis', 'GetApi', 'GetRoutes', 'GetIntegrations', 'GetAuthorizers', 'GetStages'] as const),
  ...(['GetDeployments', 'ExportApi', 'GetPolicy', 'GetCallerIdentity'] as const),
] as const;

export type ReadOperation = (typeof readOperations)[number];

/** All that an import can call: what is not in here cannot be sent, and no operation of REST APIs is. */
export type Operation = WriteOperation | ReadOperation;

export const operations: readonly Operation[] = [...readOperations, ...writeOperations];

/** Members by the names of the service model. */
export type Input = Record<string, Json>;

/** @returns the service of an operation, which has its own rate */
export function serviceOf(operation: Operation): Service {
  switch (operation) {
    case 'GetPolicy':
    case 'AddPermission':
    case 'RemovePermission':
      return 'lambda';
    case 'GetCallerIdentity':
      return 'sts';
    default:
      return 'apigateway';
  }
}

type LambdaOperation = 'GetPolicy' | 'AddPermission' | 'RemovePermission';
type HttpOperation = Exclude<Operation, LambdaOperation | 'GetCallerIdentity'>;

/**
 * Makes one call, once.
 *
 * @returns what AWS answers
 * @throws what the SDK throws
 */
export async function send(clients: AwsClients, operation: Operation, input: Input): Promise<object> {
  switch (operation) {
    case 'GetPolicy':
    case 'AddPermission':
    case 'RemovePermission':
      return sendToLambda(clients, operation, input);
    case 'GetCallerIdentity': {
      const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
      return (await clients.identity()).send(new GetCallerIdentityCommand({}));
    }
    default:
      return sendToApiGateway(clients, operation, input);
  }
}

/** A name that has an alias or version in it may only be given so where the qualifier stands apart. */
async function sendToLambda(clients: AwsClients, operation: LambdaOperation, input: Input): Promise<object> {
  const sdk = await import('@aws-sdk/client-lambda');
  // The planner's inputs have the names and values of the service model, which the union of commands cannot say.
  const Command = sdk[`${operation}Command`] as unknown as new (
    input: Input,
  ) => InstanceType<typeof sdk.GetPolicyCommand>;
  return (await clients.lambda()).send(new Command(input));
}

async function sendToApiGateway(clients: AwsClients, operation: HttpOperation, input: Input): Promise<object> {
  const sdk = await import('@aws-sdk/client-apigatewayv2');
  // As above.
  const Command = sdk[`${operation}Command`] as unknown as new (input: Input) => InstanceType<typeof sdk.GetApiCommand>;
  return (await clients.httpApis()).send(new Command(input));
}
