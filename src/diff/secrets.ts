import { isObject, isSecretName, type Json, withoutSecrets } from '../model/index.js';

/** What `redact` puts in the place of a credential. */
const placeholder = /^<[^<>]*>$/;

/**
 * Hides values whose name says that they are secrets: constants of the definitions, such as a mapped
 * `x-api-key: '…'` or the field of a gateway response. Their length is told.
 *
 * @param aspect where the two values stand; its last part is their name
 * @returns both values; where both are hidden and as long, the second one says that it is another
 */
export function hideSecrets(
  aspect: string,
  rest: Json | undefined,
  http: Json | undefined,
): { rest?: Json; http?: Json } {
  const [one, other] = [rest, http].map((value) =>
    value === undefined || !holdsConstants.test(aspect) ? value : hidden(value, isSecret(aspect)),
  );
  const isTwin = rest !== http && typeof one === 'string' && one === other;
  return {
    ...(one === undefined ? {} : { rest: one }),
    ...(other === undefined ? {} : { http: isTwin ? `${one} (another value)` : other }),
  };
}

/** Where values can come from a definition; what a caller presents is taken out by `redact`. */
const holdsConstants =
  /^(reply\.(headers|body)|upstream\.(headers|url|body)|event\.\w*([hH]eaders|[pP]arameters)|definition\.integration\.(uri|\w+Parameters))\b(?!.* \(name\)$)/;

function isSecret(aspect: string): boolean {
  return isSecretName(/[^.]*$/.exec(aspect)?.[0] ?? '');
}

function hidden(value: Json, isSecret: boolean): Json {
  if (typeof value === 'string') return isSecret ? lengthOf(value) : withoutSecrets(value);
  if (typeof value === 'number') return isSecret ? lengthOf(String(value)) : value;
  if (Array.isArray(value)) return value.map((item) => hidden(item, isSecret));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    item === undefined ? undefined : hidden(item, isSecret || isSecretName(key)),
  ]);
  return Object.fromEntries(entries) satisfies Json;
}

/** A mapping expression says where a value comes from, not what it is. */
function lengthOf(text: string): string {
  if (placeholder.test(text) || /^\$(request|response|context|stageVariables)\b/.test(text)) return text;
  return `<${text.length} characters>`;
}
