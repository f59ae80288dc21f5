import { isObject, type Json, type JsonObject } from '../model/index.js';
import type { Credential } from './diff-request.js';

/**
 * @returns a value with every credential replaced by its name, so that none reaches a report, and its hash, which REST APIs tell to whoever
 *   sends another credential than a signature (RT-ROUTE-404-AUTHZ); long rows of one letter, which we sent, are counted
 */
export function redact(value: Json, credentials: readonly Credential[]): Json {
  if (typeof value === 'string') return withoutRows(credentials.reduce(redactText, value).replace(hashed, '$1<hash>'));
  if (Array.isArray(value)) return value.map((item) => redact(item, credentials));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    item === undefined ? undefined : redact(item, credentials),
  ]);
  return Object.fromEntries(entries) satisfies JsonObject;
}

const hashed = /(\(hashed with SHA-256 and encoded with Base64\): ')[\w+/=]+/g;

function withoutRows(text: string): string {
  return text.replaceAll(/(.)\1{199,}/gs, (row: string, sign: string) => `${sign.repeat(3)}… (${row.length} times)`);
}

/** A short one is a word that stands in other texts too: it is replaced only where it is the whole text. */
const longEnough = 12;

function redactText(text: string, { name, value }: Credential): string {
  const placeholder = `<${name}>`;
  if (text === value) return placeholder;
  return value.length >= longEnough ? text.replaceAll(value, placeholder) : text;
}
