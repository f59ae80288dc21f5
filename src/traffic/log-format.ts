import { fieldOfVariable, type LogField } from './log-field.js';

/** How to find the fields in a line: by the key of a JSON object, or by the group of a pattern. */
export type LogFormat =
  | { kind: 'json'; name: string; keys: Partial<Record<LogField, string>> }
  | { kind: 'text'; name: string; pattern: string; groups: Partial<Record<LogField, number>> };

/** What follows is a value's end, so it is matched up to there: that needs no trying back. */
const variable = /\$context\.(\w+(?:\.[\w-]+)*)/g;

/** Values that may hold what follows them, or of which the form is known. */
const forms: Record<string, string> = {
  requestTime: '\\d{1,2}/\\w{3}/\\d{4}:\\d{2}:\\d{2}:\\d{2} [+-]\\d{4}|-',
  requestTimeEpoch: '\\d+|-',
  status: '\\d{3}|-',
  responseLength: '\\d+|-',
  dataProcessed: '\\d+|-',
  routeKey: '[A-Z]+ /\\S*|\\$\\w+|-',
};

/**
 * Makes a format of what a stage has as the format of its access logs: JSON, or any text with variables.
 *
 * @param format `$context.identity.sourceIp … $context.status`
 * @returns undefined where it has no variable that we read
 */
export function logFormatOf(format: string, name: string): LogFormat | undefined {
  const line = format.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim();
  const made = line.startsWith('{') ? jsonFormat(line, name) : textFormat(line, name, '$');
  return Object.keys(made.kind === 'json' ? made.keys : made.groups).length === 0 ? undefined : made;
}

/** Members of the outermost object whose value is one variable, bare or in quotes. */
function jsonFormat(line: string, name: string): LogFormat {
  const keys: Partial<Record<LogField, string>> = {};
  let depth = 0;
  for (const [part, key, named] of line.matchAll(
    /[{[]|[}\]]|"((?:[^"\\]|\\.)*)"\s*:\s*"?\$context\.(\w+(?:\.[\w-]+)*)"?(?=\s*[,}])|"(?:[^"\\]|\\.)*"/g,
  )) {
    if (part === '{' || part === '[') depth++;
    else if (part === '}' || part === ']') depth--;
    const field = named === undefined ? undefined : fieldOfVariable(named);
    if (depth === 1 && field !== undefined && key !== undefined) keys[field] ??= key.replaceAll(/\\(.)/g, '$1');
  }
  return { kind: 'json', name, keys };
}

/**
 * The same pattern has to mean the same to DuckDB (RE2), Trino (Java) and to us, so it has only what all three share.
 *
 * @param end `$` where nothing may follow; otherwise, `` for a format that others lengthen
 */
export function textFormat(line: string, name: string, end: '$' | ''): LogFormat {
  const groups: Partial<Record<LogField, number>> = {};
  const pieces: string[] = [];
  let last = 0;
  let count = 0;
  for (const match of line.matchAll(variable)) {
    const [whole, named = ''] = match;
    pieces.push(literal(line.slice(last, match.index)));
    last = match.index + whole.length;
    const field = fieldOfVariable(named);
    const isNew = field !== undefined && groups[field] === undefined;
    if (isNew) groups[field] = ++count;
    pieces.push(`(${isNew ? '' : '?:'}${forms[named] ?? valueBefore(line.slice(last), named)})`);
  }
  pieces.push(literal(line.slice(last)));
  return { kind: 'text', name, pattern: `^${pieces.join('')}${end === '$' ? '\\s*$' : ''}`, groups };
}

/** Between elements, and before the quote of CLF, a blank is a matter of taste: AWS's own pages have both. */
function literal(text: string): string {
  return text
    .replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    .replaceAll(/\s+/g, '\\s+')
    .replaceAll(/(>|\])(?:\\s\+)?(?=[<"])/g, '$1\\s*');
}

/** Messages hold anything; other values do not hold the sign behind them. */
function valueBefore(rest: string, name: string): string {
  const next = rest[0];
  if (next === undefined || next === '$' || name.startsWith('error.')) return '.*?';
  return /\s/.test(next) ? '\\S*' : `[^${/[\]\\^-]/.test(next) ? `\\${next}` : next}]*`;
}
