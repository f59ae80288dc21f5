import { isObject, type Json } from '../../model/index.js';
import type { PolicyCall } from './call.js';
import type { Truth, Undecided } from './truth.js';

/** A text of a policy: one that is always the same, or one with policy variables, filled in for each call. */
export type PolicyText = string | ((call: PolicyCall) => string | Undecided);

const VARIABLE = /\$\{(aws:[\w:/-]+)(?:\s*,\s*'([^']*)')?\}/gi;
const PLACEHOLDER = /\$\{|\{\{|<<|::[A-Za-z_]+::/;

/** How texts of a policy are to be read. */
export interface Reading {
  /** Version 2012-10-17 of policies has policy variables. */
  hasVariables: boolean;
  /** It stands in a definition, where placeholders of template engines hide texts. */
  isInDefinition: boolean;
}

/**
 * Reads a text of a policy. Policy variables such as `${aws:username}` are filled in for each call; a placeholder of a
 * template engine hides what the text will be.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function readText(value: Json, { hasVariables, isInDefinition }: Reading): PolicyText {
  const text = isInDefinition || !isObject(value) ? hiddenText(value) : undefined;
  if (text === undefined) return () => ({ undecided: `a value that is no text: ${JSON.stringify(value)}` });
  const withoutVariables = hasVariables ? text.replaceAll(VARIABLE, '') : text;
  if (isInDefinition && PLACEHOLDER.test(withoutVariables)) return () => ({ undecided: `a placeholder hides ${text}` });
  return withoutVariables === text ? text : (call) => filled(text, call);
}

/** @returns whether the text fits for this call; undecided where it is hidden */
export function fits(text: PolicyText, call: PolicyCall, matches: (text: string) => Truth): Truth {
  const known = typeof text === 'string' ? text : text(call);
  return typeof known === 'string' ? matches(known) : known;
}

/** @returns a value as text, with functions of CloudFormation as placeholders; `undefined` for what is neither */
export function hiddenText(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!isObject(value)) return undefined;
  const [[name = '', argument] = [], ...others] = Object.entries(value);
  if (others.length > 0 || (name !== 'Ref' && !name.startsWith('Fn::'))) return undefined;
  const parts = Array.isArray(argument) ? argument : [];
  if (name === 'Fn::Sub') return hiddenText(parts[0] ?? argument);
  const [delimiter, pieces] = parts;
  if (name === 'Fn::Join' && typeof delimiter === 'string' && Array.isArray(pieces)) {
    return pieces.map((piece) => hiddenText(piece) ?? '${}').join(delimiter);
  }
  return `\${${typeof argument === 'string' ? argument : name}}`;
}

/** A value with a wildcard in it would be taken for a pattern, which it is not. */
function filled(text: string, call: PolicyCall): string | Undecided {
  let problem: Undecided | undefined;
  const result = text.replaceAll(VARIABLE, (variable, key: string, fallback: string | undefined) => {
    const values = call.valuesOf(key.toLowerCase());
    const value = values === 'absent' ? fallback : values === 'unknown' ? undefined : values[0];
    if (value === undefined || /[*?]/.test(value)) problem = { undecided: `the value of ${variable}` };
    return value ?? '';
  });
  return problem ?? result;
}

/** @returns the items of what may stand alone or in a list */
export function listOf(value: Json | undefined): Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
