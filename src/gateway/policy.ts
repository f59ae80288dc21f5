import { isObject, type Json, type JsonObject } from '../model/index.js';

/** What a policy says about one call. A deny beats every allow; nothing said means no. */
export type PolicyDecision = 'allow' | 'explicit-deny' | 'implicit-deny';

const INVOKE = 'execute-api:Invoke';

/**
 * Evaluates the policy that a Lambda authorizer returned, as IAM does, for the action `execute-api:Invoke`.
 * Conditions cannot be evaluated here: an allow with a condition never allows, a deny with a condition always denies
 * (see {@link hasConditions}), so that we are never more generous than AWS.
 *
 * @param document the policy; what is not a policy allows nothing
 * @param arn ARN of the method and path that is called (RT-AUTH-ARN-MATCH)
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluatePolicy(document: Json, arn: string): PolicyDecision {
  const applying = statementsOf(document).filter((statement) => applies(statement, arn));
  if (applying.some((statement) => statement['Effect'] === 'Deny')) return 'explicit-deny';
  const allowed = applying.some((statement) => statement['Effect'] === 'Allow' && !isConditional(statement));
  return allowed ? 'allow' : 'implicit-deny';
}

/** @returns whether the value has the form of a policy: an object with statements, each an allow or a deny. */
export function isPolicy(document: Json | undefined): document is JsonObject {
  if (!isObject(document) || document['Statement'] === undefined) return false;
  return listOf(document['Statement']).every(
    (statement) => isObject(statement) && (statement['Effect'] === 'Allow' || statement['Effect'] === 'Deny'),
  );
}

/** @returns whether the decision may differ from AWS's because a statement has conditions, which are not evaluated. */
export function hasConditions(document: Json): boolean {
  return statementsOf(document).some(isConditional);
}

function isConditional(statement: JsonObject): boolean {
  const condition = statement['Condition'];
  return isObject(condition) && Object.keys(condition).length > 0;
}

function statementsOf(document: Json): JsonObject[] {
  return isObject(document) ? listOf(document['Statement']).filter(isObject) : [];
}

/** IAM compares actions without letter case, resources with it. */
function applies(statement: JsonObject, arn: string): boolean {
  const action = named(statement, 'Action', (pattern) => matches(pattern.toLowerCase(), INVOKE.toLowerCase()));
  return action && named(statement, 'Resource', (pattern) => matches(pattern, arn));
}

/** `Action` holds when a pattern fits, `NotAction` when none does. */
function named(statement: JsonObject, key: 'Action' | 'Resource', fits: (pattern: string) => boolean): boolean {
  const excluded = statement[`Not${key}`];
  if (excluded !== undefined) return !texts(excluded).some(fits);
  return texts(statement[key]).some(fits);
}

function texts(value: Json | undefined): string[] {
  return listOf(value).filter((item) => typeof item === 'string');
}

function listOf(value: Json | undefined): Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/**
 * Wildcard match in O(pattern × text), without a regular expression: the pattern comes from outside.
 * `*` is any text (IAM lets it cross `:` and `/` at the end of a segment, which is where people put it), `?` one character.
 */
function matches(pattern: string, text: string): boolean {
  let position = 0;
  let at = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (pattern[position] === '*') {
      star = position++;
      resume = at;
    } else if (pattern[position] === '?' || pattern[position] === text[at]) {
      position++;
      at++;
    } else if (star >= 0) {
      position = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(position));
}
