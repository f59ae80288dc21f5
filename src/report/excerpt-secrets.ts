import { hidden, isSecretName, withoutSecrets } from '../model/index.js';
import { withoutCredentials } from './simulate-secrets.js';

/** A key, bare or in quotes, which may themselves stand escaped in a text, and the sign behind it. */
const key = String.raw`(?<name>[\w.$-]+)(?<sign>(?:\\*["'])?\s*[:=]\s*)`;

/** A value in quotes, in escaped quotes, or bare up to the end of the line. What is cut off ends with the text. */
const value = [
  String.raw`(?<escaped>\\+["'])(?:(?!\k<escaped>)[\s\S])*(?:\k<escaped>|$)`,
  String.raw`"(?:[^"\\]|\\.)*(?:"|$)`,
  "'(?:[^']|'')*(?:'|$)",
  String.raw`\[[^\]]*(?:\]|$)`,
  String.raw`[^\s{[][^\n]*`,
].join('|');

const member = new RegExp(`${key}(?<value>${value})`, 'g');

/** What a value may be without being a secret: where something comes from, who may use it, or nothing. */
const open =
  /^(?:\\*["'])*(?:true|false|null|-?\d{1,4}|apiKey|HEADER|AUTHORIZER|(?:method|integration)\.(?:request|response)\.[\w.-]+|(?:context|stageVariables)\.[\w.]+|arn:[^?]*|\$\{[^}]*\}|#\/[^"']*|\[\s*|)(?:\\*["'])*\s*(?:[,}\]]|$)/i;

/** A constant in a mapping to the backend may be a secret whatever its name. */
const mapped = /^integration\.request\./;
const constant = /^(?:\\*["'])*'/;

/**
 * Takes secrets out of a line of a definition: what stands under the name of one, constants that are sent to backends,
 * credentials that are known by their form, and what URLs hold. Hides too much rather than too little.
 *
 * @param before the line up to the place that is shown
 * @param after the rest of it, from that place on
 */
export function withoutConstants(before: string, after: string): { before: string; after: string } {
  return { before: clean(before), after: clean(after) };
}

function clean(text: string): string {
  return withoutSecrets(withoutCredentials(text.replaceAll(member, hideMember)));
}

function hideMember(...match: unknown[]): string {
  // The groups are the last argument of a replacer, and all of them took part in the match.
  const { name = '', sign = '', value: held = '' } = match.at(-1) as Record<string, string | undefined>;
  // A harmless value may hold members of its own: a template in a text, or the rest of a line without quotes.
  return `${name}${sign}${isHarmless(name, held) ? held.replaceAll(member, hideMember) : hidden}`;
}

function isHarmless(name: string, held: string): boolean {
  if (mapped.test(name) && constant.test(held.replace(/^\\*["'](?=')/, ''))) return false;
  return !isSecretName(name) || open.test(held);
}
