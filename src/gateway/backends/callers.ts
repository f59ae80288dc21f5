import { type CallerDecision, Failure } from '../../model/index.js';
import type { IamCaller } from '../gateway.js';

/**
 * @param environment has the secrets, which stand in no file
 * @returns the callers by access key id; `undefined` where none are decided, so that whoever signs gets in
 * @throws Failure (`usage`) when a variable with a secret is not set, or two callers have one key
 */
export function callersOf(
  decisions: readonly CallerDecision[],
  environment: Environment = process.env,
): Record<string, IamCaller> | undefined {
  if (decisions.length === 0) return undefined;
  const callers = new Map<string, IamCaller>();
  for (const decision of decisions) {
    if (callers.has(decision.accessKeyId)) throw twice(decision);
    callers.set(decision.accessKeyId, callerOf(decision, environment));
  }
  return Object.fromEntries(callers);
}

type Environment = Readonly<Record<string, string | undefined>>;

function callerOf(decision: CallerDecision, environment: Environment): IamCaller {
  const { arn, userId, policies, secretVariable, sessionTokenVariable, conditionKeys } = decision;
  return {
    arn,
    accountId: arn.split(':')[4] ?? '',
    policies: policies ?? [],
    ...(userId !== undefined && { userId }),
    ...(conditionKeys && { conditionKeys }),
    ...(secretVariable !== undefined && { secretAccessKey: secretIn(secretVariable, decision, environment) }),
    ...(sessionTokenVariable !== undefined && { sessionToken: secretIn(sessionTokenVariable, decision, environment) }),
  };
}

function secretIn(variable: string, { accessKeyId }: CallerDecision, environment: Environment): string {
  const secret = environment[variable];
  if (secret) return secret;
  const message = `The environment variable ${variable} is not set, which has a secret of the caller ${accessKeyId}.`;
  throw new Failure('usage', message, 'Set it, or take it out of callers in the configuration.');
}

function twice({ accessKeyId }: CallerDecision): Failure {
  const message = `Two callers have the access key ${accessKeyId}.`;
  return new Failure('usage', message, 'Leave one of them in callers of the configuration.');
}
