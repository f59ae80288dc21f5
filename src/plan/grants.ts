import { Failure, isObject, type Json, type JsonObject } from '../model/index.js';
import type { Call } from './call.js';
import { canonical } from './canonical.js';
import { statementId } from './lambda-permissions.js';
import type { FunctionPolicy, Place } from './observed.js';

/** Bytes that the policy of a function may have (LP-WIDE, QN-PERM; the number is widely quoted, C). */
const longestPolicy = 20_480;

/** What a statement of a function's policy lets in, in the members of AddPermission. */
export type Grant = { Action: string; Principal: string; SourceArn: string };

/** @returns the permission that an API needs: one for all its routes and authorizers (LP-V2, LP-WIDE) */
export function grantOf(apiId: string, { partition, region, accountId }: Place): Grant {
  return {
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: `arn:${partition}:execute-api:${region}:${accountId}:${apiId}/*`,
  };
}

/** @returns the Sid of that permission: the same in each function, so that it is found again */
export function sidOf(apiId: string): string {
  return statementId.replace('API_ID', apiId);
}

/** @returns what our own statement for the API lets in, if the policy has it */
export function grantIn({ statements }: FunctionPolicy, apiId: string): Record<string, Json> | undefined {
  const statement = statements[sidOf(apiId)];
  if (!isObject(statement)) return undefined;
  const principal = isObject(statement['Principal']) ? statement['Principal']['Service'] : statement['Principal'];
  return { Action: statement['Action'] ?? null, Principal: principal ?? null, SourceArn: sourceOf(statement) ?? null };
}

function sourceOf({ Condition: condition }: JsonObject): Json | undefined {
  const like = isObject(condition) ? (condition['ArnLike'] ?? condition['ArnEquals']) : undefined;
  return isObject(like) ? (like['AWS:SourceArn'] ?? like['aws:SourceArn']) : undefined;
}

export function addPermission(name: string, apiId: string, grant: Grant | Record<string, Json>): Call<'AddPermission'> {
  return { operation: 'AddPermission', input: { FunctionName: name, StatementId: sidOf(apiId), ...grant } };
}

export function removePermission(name: string, apiId: string): Call<'RemovePermission'> {
  return { operation: 'RemovePermission', input: { FunctionName: name, StatementId: sidOf(apiId) } };
}

/** @throws Failure (`refused`) where a function's policy has no room left for the statement: Lambda would refuse it half-way */
export function refuseFullPolicy(name: string, policy: FunctionPolicy, grant: Grant): void {
  // What Lambda writes around a statement is no longer than the call itself with these words.
  const statement = canonical({
    ...grant,
    Sid: sidOf(grant.SourceArn),
    Resource: name,
    Effect: 'Allow',
    Condition: { ArnLike: { 'AWS:SourceArn': '' } },
  });
  const size = policy.size + Buffer.byteLength(statement);
  if (size <= longestPolicy) return;
  throw new Failure(
    'refused',
    `The policy of function ${name} has ${policy.size} bytes, and one more statement would take it over ${longestPolicy}.`,
    'Remove statements that nobody needs (aws lambda get-policy), and run the import again.',
  );
}
