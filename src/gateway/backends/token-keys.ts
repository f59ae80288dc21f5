import { readFile } from 'node:fs/promises';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { Failure, type IssuerDecision, isObject, type JsonObject, jsonOf } from '../../model/index.js';

/** The keys of an issuer, or why there are none. */
export type KeysOutcome = { kind: 'had'; keys: JWTVerifyGetKey } | { kind: 'not-had'; reason: string };

/** Gets the keys of one issuer. */
export type GetKeys = () => Promise<KeysOutcome>;

/** API Gateway's own limits (RT-JWT-KEYS). */
const TIMEOUT_MILLIS = 1500;
const LARGEST_ANSWER = 150_000;
const KEPT_MILLIS = 2 * 60 * 60 * 1000;

/**
 * Opens the keys of an issuer: a file is read at once; what stands in the network is read when the first token comes, and kept
 * for two hours, as API Gateway does. What could not be had is asked for again with the next token.
 *
 * @throws Failure (`usage`) when a file cannot be read or holds no keys
 */
export async function openKeys({ issuer, keys: source }: IssuerDecision): Promise<GetKeys> {
  if (source === 'discover') return kept(() => discovered(issuer));
  if (/^https?:\/\//i.test(source)) return kept(() => fetchKeys(source));
  const keys = await keysOfFile(source);
  return async () => ({ kind: 'had', keys });
}

function kept(load: GetKeys): GetKeys {
  let known: { outcome: Promise<KeysOutcome>; until: number } | undefined;
  return async () => {
    if (!known || known.until <= Date.now()) known = { outcome: load(), until: Date.now() + KEPT_MILLIS };
    const mine = known;
    const outcome = await mine.outcome;
    if (outcome.kind === 'not-had' && known === mine) known = undefined;
    return outcome;
  };
}

/** @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig */
async function discovered(issuer: string): Promise<KeysOutcome> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const configuration = await fetchObject(url);
  if (typeof configuration === 'string') return { kind: 'not-had', reason: configuration };
  const address = configuration['jwks_uri'];
  if (typeof address === 'string' && URL.canParse(address)) return fetchKeys(address);
  return { kind: 'not-had', reason: `${url} names no jwks_uri` };
}

async function fetchKeys(url: string): Promise<KeysOutcome> {
  const set = await fetchObject(url);
  if (typeof set === 'string') return { kind: 'not-had', reason: set };
  const keys = await keysIn(set);
  return keys ? { kind: 'had', keys } : { kind: 'not-had', reason: `${url} holds no keys` };
}

/** @returns what stands there, or why it cannot be had. Redirects are not followed: they lead where no decision points. */
async function fetchObject(url: string): Promise<JsonObject | string> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
    if (!response.ok) return `${url} answers ${response.status}`;
    const bytes = Buffer.from(await response.arrayBuffer());
    if (bytes.length > LARGEST_ANSWER) return `${url} answers with more than ${LARGEST_ANSWER} bytes`;
    const value = jsonOf(bytes.toString('utf8'));
    return isObject(value) ? value : `${url} answers with no JSON object`;
  } catch (error) {
    // What `fetch` throws of the network: https://developer.mozilla.org/docs/Web/API/Window/fetch#exceptions
    if (error instanceof DOMException && error.name === 'TimeoutError') return `${url} is too slow`;
    if (error instanceof TypeError) return `${url} cannot be reached`;
    throw error;
  }
}

async function keysOfFile(file: string): Promise<JWTVerifyGetKey> {
  const next = 'Name a JSON file with a list of "keys" (a JWKS) under "issuers", or an address, or discover.';
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Failure('usage', `The keys of an issuer cannot be read: ${error.code ?? error.message}.`, next, { file });
  });
  const value = jsonOf(text);
  const keys = isObject(value) ? await keysIn(value) : undefined;
  if (keys) return keys;
  throw new Failure('usage', 'This holds no keys of an issuer.', next, { file });
}

async function keysIn(set: JsonObject): Promise<JWTVerifyGetKey | undefined> {
  const { keys } = set;
  if (!Array.isArray(keys) || !keys.every(isObject)) return undefined;
  const { createLocalJWKSet } = await import('jose');
  // A key that jose cannot use is as good as none: a token that names it does not verify.
  return createLocalJWKSet({ keys: keys.filter(isKey) } satisfies JSONWebKeySet);
}

function isKey(key: JsonObject): key is JsonObject & { kty: string } {
  return typeof key['kty'] === 'string';
}
