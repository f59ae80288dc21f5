import type { JsonObject } from '../../model/index.js';
import type { Refusal } from '../operation.js';
import type { World } from '../world.js';

/** The Lambda side of an account, as far as permissions need it. Plain JSON. */
export interface FunctionAccount {
  /** Names of the functions that exist; `any`: every function does. */
  functions: 'any' | string[];
  /** Statements of resource policies, by name or `name:qualifier`. */
  policies: Record<string, JsonObject[]>;
}

export function anyFunctions(): FunctionAccount {
  return { functions: 'any', policies: {} };
}

/** A function, or a version or alias of one, that a call names. */
export interface NamedFunction {
  name: string;
  qualifier?: string;
  arn: string;
  /** Of its policy in the account. */
  key: string;
}

/**
 * Reads a function's name, partial ARN or ARN, each with or without a qualifier.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
export function namedFunction({ FunctionName, Qualifier }: JsonObject, world: World): NamedFunction {
  const [, account = world.accountId, name = '', own] =
    /^(?:(?:arn:[^:]*:lambda:[^:]*:)?(\d{12}):(?:function:)?)?([^:]+)(?::([^:]+))?$/.exec(String(FunctionName)) ?? [];
  const qualifier = Qualifier === undefined ? own : String(Qualifier);
  const key = qualifier === undefined ? name : `${name}:${qualifier}`;
  const arn = `arn:${world.partition}:lambda:${world.region}:${account}:function:${key}`;
  return { name, arn, key, ...(qualifier !== undefined && { qualifier }) };
}

/** Lambda's words (C). */
export function absence({ functions }: FunctionAccount, { name, arn }: NamedFunction): Refusal | undefined {
  if (functions === 'any' || functions.includes(name)) return undefined;
  return refused('ResourceNotFoundException', `Function not found: ${arn}`);
}

const statuses = {
  ResourceNotFoundException: 404,
  ResourceConflictException: 409,
  InvalidParameterValueException: 400,
  PolicyLengthExceededException: 400,
  PreconditionFailedException: 412,
} as const;

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
export function refused(code: keyof typeof statuses, message: string): Refusal {
  return { kind: 'refused', code, status: statuses[code], message };
}
