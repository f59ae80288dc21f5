/** Stands where a secret was. */
export const hidden = '(hidden)';

/** What a name holds, its words written together, when it is the name of a secret. */
const secretParts = new RegExp(
  [
    ...['authorization', 'authentication', 'oauth', 'assertion', 'samlresponse', 'originverify'],
    ...['secret', 'passw', 'passphrase', 'passcode', 'pwd', 'credential', 'signature', 'cookie', 'sess(?:ion)?id'],
    // Numbers of tokens (`max_tokens`) are no secret.
    'token(?!s$|iz|is)',
    '(?:api|access|app|auth|client|private|shared|signing|subscription|master|account|license)key',
  ].join('|'),
);
const secretWords = new Set(['auth', 'xauth', 'pass', 'creds', 'cred', 'sig', 'hmac', 'jwt', 'bearer', 'otp', 'sid']);

/** Names end in "key" that open nothing. */
const openKeys =
  /(?:partition|sort|idempotency|routing|cache|object|primary|foreign|public|message|group|hash|range|route|websocket)key$/;

/**
 * Tells by a name whether what stands under it is a secret: of a header, a query parameter, a cookie, or a property.
 *
 * @param name in any letter case, its words separated by `-`, `_`, another sign, or capitals: `X-Api-Key`, `apikey`
 */
export function isSecretName(name: string): boolean {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u);
  const whole = words.join('');
  if (secretParts.test(whole) || words.some((word) => secretWords.has(word))) return true;
  return words.findLast((word) => word !== '') === 'key' && !openKeys.test(whole);
}

/** Query parameters that carry keys under harmless names: OAuth's `code`, which is also the key of Azure Functions. */
const secretParameters = new Set(['code']);

/** What a template engine or API Gateway fills in, with one more inside at most: `${…}`, `{{…}}`. It may hold any sign. */
const placeholder = String.raw`\$\{(?:[^{}]|\$\{[^{}]*\})*\}|\{\{[^{}]*\}\}`;
const signsExcept = (signs: string) => String.raw`(?:${placeholder}|(?!${placeholder})[^\s${signs}])`;
/** A sign as it stands in a URL that is itself the value of a parameter, percent-encoded once or more often. */
const encoded = (code: string) => `%(?:25)*${code}`;

/** User and password: after the `//` before an authority; the paths of `file:` have none. */
const userinfo = new RegExp(`(?<!file:/*)(?<=//)${signsExcept('/?#')}*@`, 'gi');
/** A password with a bare `/`, `?` or `#`: what follows the user is then no port, and nothing tells where it ends. */
const brokenUserinfo = new RegExp(
  String.raw`(?<!file:/*)(?<=//)(?!\[)${signsExcept('/?#:@')}*:(?!(?:\d*|${placeholder})(?:[/?#\s]|$))\S*@\S*`,
  'gi',
);
const encodedUserinfo = new RegExp(
  String.raw`(?<=${encoded('2F')}${encoded('2F')})(?!${encoded('2F')})[^\s&]*${encoded('40')}[^\s&]*`,
  'gi',
);

const encodedSeparator = encoded('(?:3F|26|3B|23)');
const parameterName = new RegExp(
  `(?<=[?&;#]|${encodedSeparator})(?:(?!${encodedSeparator})${signsExcept('=&;#?')})+?(?:=|${encoded('3D')})`,
  'gi',
);
/** A value ends at white space or `&`; what closes a quotation or a sentence behind it stays. */
const parameterValue = new RegExp(String.raw`${signsExcept('&')}*?(?=['"\`>.,;:]*(?:[&\s]|$))`, 'y');

/**
 * Takes secrets out of a URL, or out of the URLs of a text: user and password before the host, and the values of query
 * parameters with the name of a secret, in nested URLs too. Placeholders may stand anywhere. Hides too much rather than
 * too little, and never throws.
 *
 * @returns the text with `(hidden)` in place of each secret; unchanged when it has none
 */
export function withoutSecrets(text: string): string {
  // Most texts have none of the signs that every secret stands behind.
  if (!/[@%?&;#]/.test(text)) return text;
  return withoutParameters(
    text.replaceAll(userinfo, `${hidden}@`).replaceAll(brokenUserinfo, hidden).replaceAll(encodedUserinfo, hidden),
  );
}

function withoutParameters(text: string): string {
  let shown = '';
  let end = 0;
  for (const { 0: name, index } of text.matchAll(parameterName)) {
    if (index < end || !isSecretParameter(name)) continue;
    const start = index + name.length;
    shown += `${text.slice(end, start)}${hidden}`;
    end = start + valueLength(text, start);
  }
  return `${shown}${text.slice(end)}`;
}

function isSecretParameter(nameAndSign: string): boolean {
  const name = decoded(nameAndSign).slice(0, -1);
  return isSecretName(name) || secretParameters.has(name.toLowerCase());
}

function valueLength(text: string, start: number): number {
  parameterValue.lastIndex = start;
  return parameterValue.exec(text)?.[0].length ?? 0;
}

/** Percent-decodes sign by sign: enough for names, and no input is malformed. */
function decoded(text: string): string {
  return text.replaceAll(/%(?:25)*([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
