import { isOpaque, type Json } from '../model/index.js';

/** Values of settings may be functions of CloudFormation or have placeholders in them: then nobody knows them. */

/** @returns the text, or undefined where it is not known */
export function knownText(value: Json | undefined): string | undefined {
  return typeof value === 'string' && !isOpaque({ text: value, raw: value }) ? value : undefined;
}

/** @returns the number, also where a template has it as text, or undefined where it is not known */
export function knownNumber(value: Json | undefined): number | undefined {
  const number = typeof value === 'number' ? value : Number(knownText(value) || 'none');
  return Number.isNaN(number) ? undefined : number;
}

/** @returns whether it is switched on; undefined where that is not known */
export function knownFlag(value: Json | undefined): boolean | undefined {
  const text = typeof value === 'boolean' ? String(value) : knownText(value)?.toLowerCase();
  if (text === 'true' || text === 'false') return text === 'true';
  return undefined;
}
