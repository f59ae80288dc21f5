/**
 * What a recorded value looks like on the wire, without what it says: letters and digits become `x`, and each other sign or
 * percent-encoded character that stands in it is kept once. So gateways treat it as they would treat the value, and no
 * secret is left; values that differ only in what they say become the same.
 *
 * @param value as on the wire, of a query parameter, a header, or a segment of a path
 * @returns empty for what is empty
 */
export function valueForm(value: string): string {
  if (value === '') return '';
  const special = new Set([...value.matchAll(specialCharacter)].map(([sign]) => shown(sign)));
  return ['x', ...[...special].sort().map((sign) => `${sign}x`)].join('');
}

/** Percent-encoded bytes and signs; letters and digits of any script, and what no client may send bare, are not told apart. */
const specialCharacter = /%[0-9a-f]{2}|[!-/:-@[-`{-~]| /gi;

/** What stands for a character of several bytes. */
const beyondAscii = '%C3%A9';

function shown(sign: string): string {
  if (!/^%[0-9a-f]{2}$/i.test(sign)) return sign;
  if (/^%[89a-f]/i.test(sign)) return beyondAscii;
  // A percent-encoded letter or digit says something.
  const character = String.fromCharCode(Number.parseInt(sign.slice(1), 16));
  return /[A-Za-z0-9]/.test(character) ? '%78' : sign.toUpperCase();
}

const longestWord = 40;

/** @returns whether a text is a name that people gave, and no key, id or token that stands in its place. */
export function isWord(text: string): boolean {
  return text.length <= longestWord && /^[A-Za-z_$][\w.$[\]:-]*$/.test(text) && !/\d{4}|\d\D+\d\D+\d/.test(text);
}
