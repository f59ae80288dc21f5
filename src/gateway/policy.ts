import { isObject, type Json, type JsonObject } from '../model/index.js';
import type { PolicyCall } from './policy/call.js';
import type { PolicyOwner } from './policy/resources.js';
import { readStatements, type Statement } from './policy/statements.js';
import { listOf } from './policy/texts.js';
import { isUndecided, type Truth } from './policy/truth.js';

/** What a policy says about one call. A deny beats every allow; nothing said means no. */
export type PolicyDecision = 'allow' | 'explicit-deny' | 'implicit-deny';

/** A decision, and what it would have needed to know. */
export interface Verdict {
  decision: PolicyDecision;
  /** What could not be decided and made the decision stricter than it may be; empty for a decision that is AWS's. */
  undecided: string[];
}

/** A policy, read once and asked often. */
export interface Policy {
  judge(call: PolicyCall): Verdict;
}

/**
 * Reads a policy, as IAM does, for the action `execute-api:Invoke`. What cannot be decided never makes us more generous
 * than AWS: an Allow that may not apply does not allow, a Deny that may apply denies.
 *
 * @param document what is not a policy allows nothing
 * @param owner for a resource policy: the API; its statements name principals, and may shorten the API's ARN
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function readPolicy(document: Json, owner?: PolicyOwner): Policy {
  const statements = readStatements(document, owner);
  return { judge: (call) => judge(statements, call) };
}

function judge(statements: readonly Statement[], call: PolicyCall): Verdict {
  const open: { effect: Statement['effect']; why: string }[] = [];
  let allowed = false;
  for (const { effect, appliesTo } of statements) {
    const applies: Truth = appliesTo(call);
    if (isUndecided(applies)) open.push({ effect, why: applies.undecided });
    else if (applies && effect === 'deny') return { decision: 'explicit-deny', undecided: [] };
    else if (applies && effect === 'allow') allowed = true;
    else if (applies) open.push({ effect, why: 'an effect that is neither Allow nor Deny' });
  }
  const denials = open.filter(({ effect }) => effect !== 'allow').map(({ why }) => why);
  if (denials.length > 0) return { decision: 'explicit-deny', undecided: denials };
  if (allowed) return { decision: 'allow', undecided: [] };
  return { decision: 'implicit-deny', undecided: open.map(({ why }) => why) };
}

/** @returns whether the value has the form of a policy: an object with statements, each an allow or a deny. */
export function isPolicy(document: Json | undefined): document is JsonObject {
  if (!isObject(document) || document['Statement'] === undefined) return false;
  return listOf(document['Statement']).every(
    (statement) => isObject(statement) && (statement['Effect'] === 'Allow' || statement['Effect'] === 'Deny'),
  );
}

/** @returns what several policies of one caller say: a deny of one beats every allow, one allow is enough. */
export function together(verdicts: readonly Verdict[]): Verdict {
  const denials = verdicts.filter(({ decision }) => decision === 'explicit-deny');
  const deciding = denials.length > 0 ? denials : verdicts.filter(({ decision }) => decision === 'allow');
  return {
    decision: deciding[0]?.decision ?? 'implicit-deny',
    undecided: (deciding.length > 0 ? deciding : verdicts).flatMap(({ undecided }) => undecided),
  };
}

/**
 * What the policy of a caller and that of the resource say together.
 *
 * @param accounts both in one account: either may allow (table A); in two: both must (table B)
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function combined(caller: PolicyDecision, resource: PolicyDecision, accounts: 'same' | 'two'): PolicyDecision {
  const both = [caller, resource];
  if (both.includes('explicit-deny')) return 'explicit-deny';
  const allows = accounts === 'same' ? both.includes('allow') : both.every((one) => one === 'allow');
  return allows ? 'allow' : 'implicit-deny';
}

/** @returns what could not be decided, as an exchange names it */
export function undecidedIn(policy: string, { undecided }: Verdict): string[] {
  return [...new Set(undecided)].map((what) => `${policy}: ${what} cannot be decided`);
}
