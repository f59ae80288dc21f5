import type { Deployment, IamCaller } from '../gateway.js';
import { invokeArn } from '../invoke-arn.js';
import type { RoutedRequest } from '../payload/rest-request.js';
import type { KeyValues, PolicyCall, Principal } from '../policy/call.js';
import { requestKey } from '../policy/request-keys.js';
import type { Verdict } from '../policy.js';
import type { ApiSettings } from './settings.js';

/** What those who decide about callers of one API go by. */
export interface AuthorizerScope {
  deployment: Deployment;
  settings: ApiSettings;
  /** Absent: the API has no policy. */
  judgeResource?: JudgeResource;
}

/** What the API's own policy says about a request. */
export type JudgeResource = (request: RoutedRequest, signer: Signer) => Verdict;

/** Who calls: nobody who signed, somebody of whom nothing is known, or a caller that the deployment knows. */
export type Signer = 'anonymous' | 'unknown' | IamCaller;

/** @returns the call of a request as policies see it */
export function policyCall(
  request: RoutedRequest,
  signer: Signer,
  { deployment, settings }: AuthorizerScope,
): PolicyCall {
  const sources = { request: request.sent, time: request.time, isPrivate: settings.isPrivate };
  return {
    arn: invokeArn(deployment, request.method, request.path),
    principal: principalOf(signer),
    valuesOf: (key) => requestKey(key, sources) ?? callerKey(key, signer),
  };
}

function principalOf(signer: Signer): Principal {
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
function callerKey(key: string, signer: Signer): KeyValues {
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
