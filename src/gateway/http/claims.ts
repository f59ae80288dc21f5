import type { Json } from '../../model/index.js';
import { jsonText } from '../json-text.js';

/**
 * @returns claims as HTTP APIs hand them on, all as text: numbers and booleans printed, lists as `[a b]`, objects as JSON,
 *   nulls left out (RT-JWT-CLAIMS-FMT, recorded)
 */
export function claimTexts(claims: Record<string, Json>): Record<string, string> {
  const known = Object.entries(claims).filter(([, value]) => value !== null);
  return Object.fromEntries(known.map(([name, value]) => [name, claimText(value)]));
}

function claimText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  return typeof value === 'string' ? value : (jsonText(value) ?? '');
}

/** @returns all scopes of a token; `scp` wins over `scope` (RT-JWT-SCOPES-FIELD, recorded). Both may be a list or words. */
export function scopesOf(claims: Record<string, Json>): string[] {
  const told = claims['scp'] ?? claims['scope'];
  if (Array.isArray(told)) return told.filter((scope) => typeof scope === 'string');
  return typeof told === 'string' ? told.split(' ').filter((scope) => scope !== '') : [];
}
