import { isObject, type Json, type JsonObject } from '../../model/index.js';
import type { KeyValues, PolicyCall } from './call.js';
import { type Operator, operatorOf } from './operators.js';
import { fits, listOf, type PolicyText, type Reading, readText } from './texts.js';
import { every, not, some, type Truth } from './truth.js';

/** Whether the conditions of a statement hold for a call. */
export type Condition = (call: PolicyCall) => Truth;

/**
 * Reads `Condition` of a statement: all operators and all keys of each must hold, one value of each key is enough.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function readConditions(value: Json | undefined, reading: Reading): Condition[] {
  if (value === undefined || value === null) return [];
  if (!isObject(value)) return [() => ({ undecided: 'a condition that is no map' })];
  return Object.entries(value).flatMap(([operator, keys]) => readOperator(operator, keys ?? null, reading));
}

function readOperator(written: string, keys: Json, reading: Reading): Condition[] {
  if (!isObject(keys) || isFunction(keys) || Object.keys(keys).length === 0) {
    return [() => ({ undecided: `condition ${written}` })];
  }
  return Object.entries(keys).map(([key, values]) => {
    const texts = listOf(values).map((value) => readText(value, reading));
    const condition = { written, key, texts };
    return /^null$/i.test(written) ? presence(condition) : comparison(condition);
  });
}

function isFunction(value: JsonObject): boolean {
  return Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'));
}

/** One operator and key. */
interface Written {
  written: string;
  key: string;
  texts: PolicyText[];
}

/** `Null` asks whether the key is missing. */
function presence({ key, texts }: Written): Condition {
  return (call) => {
    const values = call.valuesOf(key.toLowerCase());
    if (values === 'unknown') return unknownValue(key);
    return some(texts, (text) =>
      fits(text, call, (wanted) => (wanted.toLowerCase() === 'true') === (values === 'absent')),
    );
  };
}

function comparison({ written, key, texts }: Written): Condition {
  const [, quantifier, name = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/i.exec(written) ?? [];
  const operator = operatorOf(name);
  if (!operator) return () => ({ undecided: `operator ${written}` });
  const one = forOneValue(operator, texts);
  const among = quantifier?.toLowerCase();
  return (call) => {
    const values = call.valuesOf(key.toLowerCase());
    if (values === 'unknown') return unknownValue(key);
    if (isMissing(values)) return ifExists !== undefined || withoutValue(operator, among);
    const holds = (actual: string) => one(actual, call);
    const all = among === 'forallvalues' || (among === undefined && operator.negated);
    return all ? every(values, holds) : some(values, holds);
  };
}

function isMissing(values: Exclude<KeyValues, 'unknown'>): values is 'absent' {
  return values === 'absent' || values.length === 0;
}

/** `ForAllValues` holds for a request without the key, `ForAnyValue` does not; without them only negated operators do. */
function withoutValue({ negated }: Operator, quantifier: string | undefined): boolean {
  return quantifier === undefined ? negated : quantifier === 'forallvalues';
}

/** Texts that are always the same are compiled once. */
function forOneValue({ negated, compile }: Operator, texts: PolicyText[]) {
  const wanted = texts.map((text) => {
    if (typeof text !== 'string')
      return (actual: string, call: PolicyCall) => fits(text, call, (known) => compile(known)(actual));
    const fitsIt = compile(text);
    return (actual: string) => fitsIt(actual);
  });
  return (actual: string, call: PolicyCall): Truth => {
    const found = some(wanted, (fitsIt) => fitsIt(actual, call));
    return negated ? not(found) : found;
  };
}

function unknownValue(key: string): Truth {
  return { undecided: `condition key ${key}` };
}
