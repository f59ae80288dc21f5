import type { BackendCall, Exchange, Header } from '../gateway/gateway.js';
import { hidden, isSecretName, type Json, withoutSecrets } from '../model/index.js';

/** Takes secrets out of what is shown of some exchanges. */
export interface Censor {
  /** Whether what stands under this name is hidden as a whole. */
  hides(name: string): boolean;
  /** @returns the text without any secret, wherever it stands in it */
  text(text: string): string;
}

/** A shorter one is a word that stands in other texts too: it is hidden only where it is the whole text. */
const longEnough = 6;

/** Credentials that are known by their form: https://www.rfc-editor.org/rfc/rfc7235#section-2.1, JWTs (RFC 7519), SigV4. */
const credentials =
  /\b(?<scheme>bearer|basic|digest|negotiate)\s+[\w.~+/=-]{8,}|\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*|(?<=\bSignature=)[\da-f]{64}/gi;

/** @returns the text without credentials that are known by their form */
export function withoutCredentials(text: string): string {
  return text.replaceAll(credentials, (_, scheme?: string) => (scheme ? `${scheme} ${hidden}` : hidden));
}

/**
 * What an exchange holds under the name of a secret (of a header, a query or path parameter, a cookie, a property of an event)
 * is hidden there and everywhere else: a backend may have sent it on under another name.
 *
 * @param identityNames headers and query parameters, in lower case, that authorizers are told by
 */
export function censorOf(exchanges: readonly Exchange[], identityNames: readonly string[]): Censor {
  const names = new Set(identityNames);
  const hides = (name: string) => isSecretName(name) || names.has(name.toLowerCase());
  const secrets = [...new Set(exchanges.flatMap((one) => secretsOf(one, hides)))]
    .filter((secret) => secret !== '' && secret !== hidden)
    .sort((one, other) => other.length - one.length);
  const whole = new Set(secrets);
  const long = secrets.filter(({ length }) => length >= longEnough);
  const plain = (text: string) => {
    if (whole.has(text)) return hidden;
    const rest = long.reduce((left, secret) => left.replaceAll(secret, hidden), text);
    return withoutFormSecrets(withoutCredentials(rest));
  };
  const text = (value: string): string => {
    const json = structureOf(value);
    return json === undefined ? plain(value) : JSON.stringify(censored(json, { hides, text }));
  };
  return { hides, text };
}

/** Deeper than anything that people write; what hostile clients nest deeper is not shown. */
const deepest = 64;

/** @returns the value with each text in it censored, and hidden where its name says so */
function censored(value: Json, censor: Censor, depth = 0): Json {
  if (typeof value === 'string') return censor.text(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return '(nested too deep to be shown)';
  if (Array.isArray(value)) return value.map((item) => censored(item, censor, depth + 1));
  const entries = Object.entries(value).map(([key, item = null]): [string, Json] => [
    censor.text(key),
    censor.hides(key) && item !== null ? hidden : censored(item, censor, depth + 1),
  ]);
  return Object.fromEntries(entries);
}

/** A form starts with the name of a parameter; everywhere else a sign stands before it. */
function withoutFormSecrets(text: string): string {
  return /^[\w.%+[\]-]+=/.test(text) ? withoutSecrets(`?${text}`).slice(1) : withoutSecrets(text);
}

/** @returns the object or list that a text holds as JSON */
export function structureOf(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) satisfies Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

type Hides = Censor['hides'];

function secretsOf({ request, route, calls, response }: Exchange, hides: Hides): string[] {
  return [
    ...headerSecrets(request.headers, hides),
    ...querySecrets(request.rawQuery, hides),
    ...secretSegments(request.rawPath, route).flatMap((segment) => [segment, decoded(segment)]),
    ...calls.flatMap((call) => callSecrets(call, hides)),
    ...headerSecrets(response.headers, hides),
  ];
}

function callSecrets(call: BackendCall, hides: Hides): string[] {
  switch (call.kind) {
    case 'lambda':
      return leavesUnder(call.event, hides);
    case 'http':
    case 'service':
      return headerSecrets(call.request.headers, hides);
  }
}

function headerSecrets(headers: readonly Header[], hides: Hides): string[] {
  return headers.flatMap(([name, value]) => (hides(name) ? partsOf(value) : []));
}

/** A credential without its scheme, and the values of cookies, may go on alone. */
function partsOf(value: string): string[] {
  const cookies = value.split(';').flatMap((pair) => /^\s*[^=\s]+=(.{6,})$/s.exec(pair)?.[1]?.trim() ?? []);
  return [value, value.replace(/^\w+\s+/, ''), ...cookies];
}

function querySecrets(query: string, hides: Hides): string[] {
  return query.split('&').flatMap((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    return hides(decoded(name)) ? [value, decoded(value)] : [];
  });
}

/** Texts under secret names. What an authorizer is told the caller by is in `identitySource` (RT-AUTH-EV-IDSRC). */
function leavesUnder(value: Json, hides: Hides, within = { isSecret: false, depth: 0 }): string[] {
  if (typeof value === 'string') return within.isSecret ? partsOf(value) : [];
  if (typeof value !== 'object' || value === null || within.depth > deepest) return [];
  const depth = within.depth + 1;
  if (Array.isArray(value)) return value.flatMap((item) => leavesUnder(item, hides, { ...within, depth }));
  return Object.entries(value).flatMap(([key, item = null]) => {
    const isSecret = within.isSecret || key === 'identitySource' || hides(key);
    return leavesUnder(item, hides, { isSecret, depth });
  });
}

/** @returns the segments of a path that stand for parameters with the name of a secret: `/reset/{token}` */
function secretSegments(rawPath: string, route = ''): string[] {
  const wanted = (route.split(' ')[1] ?? '').split('/');
  const segments = rawPath.split('/');
  return wanted.flatMap((part, index) => {
    const [, name, isGreedy] = /^\{(.+?)(\+?)\}$/.exec(part) ?? [];
    if (name === undefined || !isSecretName(name)) return [];
    return isGreedy ? [segments.slice(index).join('/')] : (segments[index] ?? []);
  });
}

/** @returns the path as it was sent, without what a secret parameter stands for */
export function pathText({ request, route }: Pick<Exchange, 'request' | 'route'>): string {
  // Written for every request, and most routes have no variable.
  if (!route?.includes('{')) return withoutSecrets(request.rawPath);
  const secrets = secretSegments(request.rawPath, route).filter((segment) => segment !== '');
  return withoutSecrets(
    secrets.reduce((path, segment) => path.replace(`/${segment}`, () => `/${hidden}`), request.rawPath),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
