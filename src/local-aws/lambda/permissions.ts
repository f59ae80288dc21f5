import { createHash } from 'node:crypto';
import type { JsonObject } from '../../model/index.js';
import type { Operation, OperationOutcome, Refusal } from '../operation.js';
import type { World } from '../world.js';
import { absence, type FunctionAccount, type NamedFunction, namedFunction, refused } from './functions.js';

/** Bytes that the policy of a function may have (LP-WIDE, QN-PERM; the number is widely quoted, C). */
const longestPolicy = 20_480;

const path = '/2015-03-31/functions/{FunctionName}';
const query = { Qualifier: 'Qualifier' };

/** What `import` and `export` need of Lambda. */
export const lambdaOperations: Operation<FunctionAccount>[] = [
  { ...{ name: 'GetFunction', verb: 'GET', path, status: 200, query }, run: onFunction(getFunction) },
  { ...{ name: 'GetPolicy', verb: 'GET', path: `${path}/policy`, status: 200, query }, run: onFunction(getPolicy) },
  {
    ...{ name: 'AddPermission', verb: 'POST', path: `${path}/policy`, status: 201, query },
    run: onFunction(addPermission),
  },
  {
    ...{ name: 'RemovePermission', verb: 'DELETE', path: `${path}/policy/{StatementId}`, status: 204 },
    query: { ...query, RevisionId: 'RevisionId' },
    run: onFunction(removePermission),
  },
];

interface FunctionCall {
  account: FunctionAccount;
  input: JsonObject;
  named: NamedFunction;
  statements: JsonObject[];
}

function onFunction(run: (call: FunctionCall) => OperationOutcome): Operation<FunctionAccount>['run'] {
  return (account: FunctionAccount, input: JsonObject, world: World) => {
    const named = namedFunction(input, world);
    const statements = Object.hasOwn(account.policies, named.key) ? (account.policies[named.key] ?? []) : [];
    return absence(account, named) ?? run({ account, input, named, statements });
  };
}

function getFunction({ named: { name, arn, qualifier } }: FunctionCall): OperationOutcome {
  const configuration = { FunctionName: name, FunctionArn: arn, Version: qualifier ?? '$LATEST', State: 'Active' };
  return { kind: 'done', answer: { Configuration: configuration, Code: {}, Tags: {} } };
}

function getPolicy({ statements }: FunctionCall): OperationOutcome {
  if (statements.length === 0) {
    return refused('ResourceNotFoundException', 'The resource you requested does not exist.');
  }
  return { kind: 'done', answer: { Policy: policyText(statements), RevisionId: revisionOf(statements) } };
}

function addPermission(call: FunctionCall): OperationOutcome {
  const { account, input, named, statements } = call;
  const refusal = inputRefusal(input) ?? revisionRefusal(call);
  if (refusal) return refusal;
  if (statements.some(({ Sid }) => Sid === input['StatementId'])) {
    const message = `The statement id (${input['StatementId']}) provided already exists. Please provide a new statement id, or remove the existing statement.`;
    return refused('ResourceConflictException', message);
  }
  const statement = statementOf(input, named);
  const next = [...statements, statement];
  const { length } = policyText(next);
  if (length > longestPolicy) {
    const message = `The final policy size (${length}) is bigger than the limit (${longestPolicy}).`;
    return refused('PolicyLengthExceededException', message);
  }
  account.policies = { ...account.policies, [named.key]: next };
  return { kind: 'done', answer: { Statement: JSON.stringify(statement) } };
}

function inputRefusal(input: JsonObject): Refusal | undefined {
  const missing = ['StatementId', 'Action', 'Principal'].find((name) => typeof input[name] !== 'string');
  if (missing !== undefined) return refused('InvalidParameterValueException', `${missing} must not be null`);
  if (/^[\w-]{1,100}$/.test(String(input['StatementId']))) return undefined;
  return refused(
    'InvalidParameterValueException',
    'StatementId must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)',
  );
}

/** The statement as Lambda keeps it (D: examples of add-permission). */
function statementOf({ StatementId, Action, Principal, SourceArn, SourceAccount }: JsonObject, { arn }: NamedFunction) {
  const principal = String(Principal);
  const condition = {
    ...(SourceAccount !== undefined && { StringEquals: { 'AWS:SourceAccount': SourceAccount } }),
    ...(SourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
  };
  return {
    ...{ Sid: StatementId, Effect: 'Allow' },
    Principal: principal.endsWith('.amazonaws.com') ? { Service: principal } : { AWS: principal },
    ...{ Action, Resource: arn },
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}

function removePermission(call: FunctionCall): OperationOutcome {
  const { account, input, named, statements } = call;
  const refusal = revisionRefusal(call);
  if (refusal) return refusal;
  const rest = statements.filter(({ Sid }) => Sid !== input['StatementId']);
  if (rest.length === statements.length) {
    return refused('ResourceNotFoundException', `Statement ${input['StatementId']} is not found in resource policy.`);
  }
  account.policies = { ...account.policies, [named.key]: rest };
  return { kind: 'done', answer: {} };
}

function policyText(statements: JsonObject[]): string {
  return JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements });
}

/** Changes with the policy, in the form of Lambda's own. */
function revisionOf(statements: JsonObject[]): string {
  const digest = createHash('sha256').update(policyText(statements)).digest('hex');
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/** A call may say which policy it has seen, so that it changes no other. */
function revisionRefusal({ input: { RevisionId }, statements }: FunctionCall): Refusal | undefined {
  if (RevisionId === undefined || RevisionId === null || RevisionId === revisionOf(statements)) return undefined;
  return refused('PreconditionFailedException', 'The RevisionId provided does not match the latest RevisionId.');
}
