import { isObject, type Json, type JsonObject } from '../../model/index.js';
import type { PolicyCall } from './call.js';
import { readConditions } from './conditions.js';
import { matchesPattern } from './patterns.js';
import { readPrincipals } from './principals.js';
import { type PolicyOwner, readResource } from './resources.js';
import { fits, listOf, type Reading, readText } from './texts.js';
import { every, not, some, type Truth } from './truth.js';

/** A statement of a policy, read once. */
export interface Statement {
  /** `unknown` counts as a deny that may not apply. */
  effect: 'allow' | 'deny' | 'unknown';
  appliesTo(call: PolicyCall): Truth;
}

const INVOKE = 'execute-api:invoke';

/** @param owner of a resource policy, whose statements name principals; absent for policies of callers and authorizers */
export function readStatements(document: Json, owner?: PolicyOwner): Statement[] {
  if (!isObject(document)) return [];
  const reading = { hasVariables: document['Version'] === '2012-10-17', isInDefinition: owner !== undefined };
  return listOf(document['Statement'])
    .filter(isObject)
    .map((statement) => readStatement(statement, reading, owner));
}

function readStatement(statement: JsonObject, reading: Reading, owner: PolicyOwner | undefined): Statement {
  const parts = [
    ...(owner ? [readPrincipals(statement, owner.accountId)] : []),
    named(statement, 'Action', (value) => readAction(value, reading)),
    named(statement, 'Resource', (value) => readResource(value, reading, owner)),
    ...readConditions(statement['Condition'], reading),
  ];
  return {
    effect: effectOf(statement['Effect']),
    appliesTo: (call) => every(parts, (part) => part(call)),
  };
}

function effectOf(effect: Json | undefined): Statement['effect'] {
  if (effect === 'Allow') return 'allow';
  return effect === 'Deny' ? 'deny' : 'unknown';
}

/** IAM compares actions without letter case, resources with it. */
function readAction(value: Json, reading: Reading): Statement['appliesTo'] {
  const text = readText(value, { ...reading, hasVariables: false });
  return (call) => fits(text, call, (pattern) => matchesPattern(pattern.toLowerCase(), INVOKE));
}

/** `Action` holds when a pattern fits, `NotAction` when none does. */
function named(
  statement: JsonObject,
  key: 'Action' | 'Resource',
  read: (value: Json) => Statement['appliesTo'],
): Statement['appliesTo'] {
  const excluded = statement[`Not${key}`];
  const patterns = listOf(excluded ?? statement[key]).map(read);
  const fitsOne = (call: PolicyCall) => some(patterns, (fitsIt) => fitsIt(call));
  return excluded === undefined ? fitsOne : (call) => not(fitsOne(call));
}
