import { createHash } from 'node:crypto';
import {
  below,
  type Construct,
  keysOf,
  type LedgerEntry,
  type Notice,
  type Pointer,
  routeKey,
  settingsRoot,
} from '../model/index.js';

/**
 * Names each entry over runs, and over what does not change the API: the format of the file, the order of its keys,
 * Swagger 2.0 or OpenAPI 3.0, its name. It says which construct met which rule, not at which line and not how that ended.
 *
 * Constructs that nothing tells apart, such as an extension that a method has twice, are numbered: each counts.
 *
 * @returns 16 hexadecimal digits for each entry, no two alike
 */
export function fingerprintsOf(ledger: readonly LedgerEntry[]): Map<LedgerEntry, string> {
  const seen = new Map<string, number>();
  return new Map(
    ledger.map((entry) => {
      const identity = identityOf(entry);
      const before = seen.get(identity) ?? 0;
      seen.set(identity, before + 1);
      return [entry, digest(before === 0 ? identity : `${identity}\n${before}`)];
    }),
  );
}

/** @returns the fingerprint of a finding about a decision, wherever it stands in its file */
export function noticeFingerprint({ rule, subject }: Notice): string {
  return digest(JSON.stringify([rule, subject]));
}

function identityOf({ construct, rule }: LedgerEntry): string {
  const { kind, route, name } = construct;
  return JSON.stringify([rule, kind, route ? routeKey(route) : '', placeOf(construct), name]);
}

function placeOf({ kind, at, route }: Construct): Pointer {
  const keys = route ? withinMethod(keysOf(at)) : keysOf(at);
  if (at.startsWith(`${settingsRoot}/`)) return below('', ...withoutPositions(keys));
  switch (kind) {
    // Where a setting of the whole API stands depends on the version of OpenAPI; its name says what it is.
    case 'setting':
      return '';
    // A body is a parameter in Swagger 2.0, and a response has one schema there for all its types.
    case 'model-use':
      return keys[0] === 'responses' ? below('', ...keys.slice(0, 2)) : 'body';
    default:
      return below('', ...withoutPositions(inOpenApi3(keys)));
  }
}

/** The method is named by its route. */
function withinMethod(keys: string[]): string[] {
  return keys[0] === 'paths' ? keys.slice(3) : keys;
}

/** Keys of the root of Swagger 2.0, and where OpenAPI 3.0 has the same. */
const moved: Record<string, string[]> = {
  securityDefinitions: ['components', 'securitySchemes'],
  definitions: ['components', 'schemas'],
  parameters: ['components', 'parameters'],
};

function inOpenApi3([first = '', ...rest]: string[]): string[] {
  return [...(moved[first] ?? [first]), ...rest];
}

/** The place in a list says nothing. Status codes are names, not places. */
function withoutPositions(keys: string[]): string[] {
  return keys.filter((key, index) => !/^\d+$/.test(key) || keys[index - 1] === 'responses');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
