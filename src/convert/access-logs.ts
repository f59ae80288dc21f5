import { isObject, type Json, jsonOf } from '../model/index.js';
import { type Counterpart, counterpartOf } from './access-log-variables.js';

/** A format of access logs, as an HTTP API takes it. */
export interface RewrittenFormat {
  /** One line; absent where it is longer than an HTTP API takes and has no part that could go. */
  format?: string;
  /** What is different now, each in a sentence. */
  changes: string[];
}

/** AWS's model of HTTP APIs allows this many characters (Q-LOGT). */
const longest = 1024;

/** Names of overridden headers have hyphens; all others have none. */
const variables = /\$context\.((?:requestOverride|responseOverride)\.\w+(?:\.[\w-]+)?|\w+(?:\.\w+)*)/g;

/**
 * Rewrites the format of REST access logs with the variables of HTTP APIs (facts features.md, section 3). JSON stays
 * JSON: a member whose value is gone goes with it. In other formats a value that is gone becomes `-`, as logs write
 * what is not there, so that columns and elements keep their places.
 *
 * @param format as AccessLogSettings has it: JSON, CLF, XML, CSV, or any text
 */
export function rewriteAccessLog(format: string): RewrittenFormat {
  // RequestId is required (CP-LOG), and is what extendedRequestId says in an HTTP API.
  const line = withRequestId(format.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim());
  const changes = new Set<string>();
  const json = jsonFormat(line, changes);
  return json ?? textFormat(line, changes);
}

function withRequestId(line: string): string {
  const names = [...line.matchAll(variables)].map(([, name]) => name);
  return names.includes('requestId') ? line : line.replaceAll(/\$context\.extendedRequestId\b/g, '$context.requestId');
}

function textFormat(line: string, changes: Set<string>): RewrittenFormat {
  const text = withRouteKeys(line, changes).replaceAll(
    variables,
    (variable: string, name: string) => replaced(variable, name, changes) ?? '-',
  );
  const format = text.includes('$context.requestId') ? text : `${text} $context.requestId`.trim();
  return fitting(format, changes);
}

/** @returns what stands for a variable now, and undefined where nothing does; what changes is noted */
function replaced(variable: string, name: string, changes: Set<string>): string | undefined {
  const counterpart = counterpartOf(name);
  note(variable, counterpart, changes);
  switch (counterpart.kind) {
    case 'same':
      return variable;
    case 'variable':
      return `$context.${counterpart.name}`;
    case 'constant':
      return counterpart.text;
    case 'none':
      return undefined;
  }
}

function note(variable: string, counterpart: Counterpart, changes: Set<string>): void {
  switch (counterpart.kind) {
    case 'same':
      return;
    case 'variable':
      changes.add(`${variable} is now $context.${counterpart.name}: ${counterpart.reason}.`);
      return;
    case 'constant':
      changes.add(`${variable} is now ${counterpart.text}: ${counterpart.reason}.`);
      return;
    case 'none':
      changes.add(`${variable} is gone: ${counterpart.reason}.`);
  }
}

/** Stands for a variable that has no quotes around it, so that the format is JSON. No format has such a sign. */
const bare = '\uE000';
const bareString = new RegExp(`"${bare}([^"]*)"`, 'g');

/** @returns the format rewritten member by member, or undefined where it is no JSON object */
function jsonFormat(line: string, changes: Set<string>): RewrittenFormat | undefined {
  const value = line.startsWith('{') ? parsed(quoted(line)) : undefined;
  if (!isObject(value)) return undefined;
  const members = Object.entries(value).flatMap(([key, member]): [string, Json][] => {
    const rest = rewritten(member ?? null, changes);
    return rest === undefined ? [] : [[key, rest]];
  });
  const required = withMember(members, 'requestId');
  const metered = withMember(required, 'dataProcessed');
  const complete = printed(metered).length <= longest ? metered : required;
  return fittingMembers(complete, changes);
}

/** Puts bare variables in quotes, so that `{"status":$context.status}` parses. */
function quoted(line: string): string {
  let inString = false;
  const parts = line.matchAll(/\\.|"|\$context\.[\w.-]*\w|[^\\"$]+|./gs);
  return [...parts]
    .map(([part]) => {
      if (part === '"') inString = !inString;
      return !inString && part.startsWith('$context.') ? JSON.stringify(`${bare}${part}`) : part;
    })
    .join('');
}

/** A key that stands twice would be lost, so such a format is treated as text. */
function parsed(text: string): Json | undefined {
  const value = jsonOf(text);
  const count = (line: string) => [...line.matchAll(variables)].length;
  return value !== undefined && count(JSON.stringify(value)) === count(text) ? value : undefined;
}

/** @returns the value with variables of HTTP APIs, or undefined where nothing of it is left */
function rewritten(value: Json, changes: Set<string>): Json | undefined {
  if (typeof value === 'string') return rewrittenText(value, changes);
  if (Array.isArray(value)) {
    const items = value.map((item) => rewritten(item, changes)).filter((item) => item !== undefined);
    return items.length === 0 && value.length > 0 ? undefined : items;
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [key, rewritten(member ?? null, changes)] as const);
  const kept = members.filter(([, member]) => member !== undefined);
  return kept.length === 0 && members.length > 0 ? undefined : Object.fromEntries(kept);
}

function rewrittenText(value: string, changes: Set<string>): string | undefined {
  const text = withRouteKeys(value.replace(bare, ''), changes);
  const parts = [...text.matchAll(variables)].map(([variable, name = '']) => replaced(variable, name, changes));
  const isGone = parts.length > 0 && parts.every((part) => part === undefined);
  if (isGone && text.replaceAll(variables, '').trim() === '') return undefined;
  let index = 0;
  const now = text.replaceAll(variables, () => parts[index++] ?? '-');
  // A constant needs quotes, also where the variable had none.
  return value.startsWith(bare) && now.startsWith('$') ? `${bare}${now}` : now;
}

/** Verb and resource side by side are what a route key is. */
function withRouteKeys(text: string, changes: Set<string>): string {
  return text.replaceAll(/\$context\.httpMethod\s+\$context\.resourcePath\b/g, () => {
    changes.add('$context.httpMethod $context.resourcePath is now $context.routeKey.');
    return '$context.routeKey';
  });
}

/** Adds a variable that a log of an HTTP API must have (CP-LOG), or should: it is billed by `dataProcessed` (PM-512). */
function withMember(members: [string, Json][], name: string): [string, Json][] {
  if (new RegExp(`\\$context\\.${name}\\b`).test(printed(members))) return members;
  const isTaken = members.some(([key]) => key === name);
  return [...members, [isTaken ? `gateway.${name}` : name, `$context.${name}`]];
}

function printed(members: [string, Json][]): string {
  return JSON.stringify(Object.fromEntries(members)).replaceAll(bareString, '$1');
}

/** Leaves out members from the end until the line fits; the one with the request's id stays. */
function fittingMembers(members: [string, Json][], changes: Set<string>): RewrittenFormat {
  const format = printed(members);
  if (format.length <= longest) return { format, changes: [...changes] };
  const last = members.findLastIndex(([, value]) => !JSON.stringify(value).includes('$context.requestId'));
  if (last === -1) return fitting(format, changes);
  changes.add(`The member ${members[last]?.[0]} is gone: the format may have ${longest} characters.`);
  return fittingMembers(members.toSpliced(last, 1), changes);
}

function fitting(format: string, changes: Set<string>): RewrittenFormat {
  if (format.length <= longest) return { format, changes: [...changes] };
  const message = `The format has ${format.length} characters, and may have ${longest}.`;
  return { changes: [...changes, message] };
}
