import type { IamCaller } from '../gateway.js';
import type { KeyValues, Principal } from './call.js';

/** Who calls: nobody who signed, somebody of whom nothing is known, or a caller that the deployment knows. */
export type Signer = 'anonymous' | 'unknown' | IamCaller;

export function principalOf(signer: Signer): Principal {
  if (typeof signer === 'string') return { kind: signer };
  const { accountId, arn } = signer;
  return { kind: 'known', accountId, arns: [...new Set([arn, roleArn(arn)])] };
}

/**
 * A role that somebody assumed is named by its own ARN, as `aws:PrincipalArn` does; its path cannot be told from the session's.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
function roleArn(arn: string): string {
  const [, partition, account, role] = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  return role === undefined ? arn : `arn:${partition}:iam::${account}:role/${role}`;
}

/** Keys about the caller: nobody has none, and what is not told of a known caller stays unknown. */
export function callerKey(key: string, signer: Signer): KeyValues {
  if (signer === 'anonymous') return isAboutCaller(key) ? 'absent' : 'unknown';
  if (signer === 'unknown') return 'unknown';
  const told = Object.entries(signer.conditionKeys ?? {}).find(([name]) => name.toLowerCase() === key)?.[1];
  if (told !== undefined) return typeof told === 'string' ? [told] : told;
  switch (key) {
    case 'aws:principalarn':
      return [roleArn(signer.arn)];
    case 'aws:principalaccount':
      return [signer.accountId];
    case 'aws:userid':
      return signer.userId === undefined ? 'unknown' : [signer.userId];
    case 'aws:username':
      return userName(signer.arn);
    default:
      return 'unknown';
  }
}

/** Roles have none. */
function userName(arn: string): KeyValues {
  const name = /:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
  return name === undefined ? 'absent' : [name];
}

/** Keys that a request has only when it is signed (the table of AWS's page: "Needs AuthN"). */
function isAboutCaller(key: string): boolean {
  return /^aws:(principal\w+|principaltag\/.+|user(id|name)|multifactorauth\w+|tokenissuetime)$/.test(key);
}
