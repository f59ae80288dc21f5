import type { RuleId } from '../model/index.js';
import type { Program } from './code.js';
import { readingsIn } from './flow.js';
import { judges } from './judge/judges.js';
import type { Grade, Judgement, Role } from './judge/row.js';
import type { Reading } from './reading.js';

/** A source of a Lambda function. */
export interface HandlerSource {
  /** Its name for reports. */
  file: string;
  text: string;
}

/** A place in a source that a rule of the ledger is about. */
export interface HandlerUse {
  file: string;
  /** From 1. */
  line: number;
  column: number;
  /** What stands there, on one line. */
  expression: string;
  /** How sure it is that something has to be done, see `Grade`. */
  grade: Grade;
  /** The rule of the ledger that foretells it. */
  rule: RuleId;
  /** What happens after the move. */
  what: string;
  /** What to write instead. */
  instead: string;
}

/** A source that was not read, or not in whole: what it does is not known. */
export interface NotRead {
  file: string;
  line?: number;
  column?: number;
  reason: string;
}

/** What reading the sources came to. */
export interface HandlersResult {
  /** How many were read. */
  files: number;
  /** What was left out on purpose, and how often. */
  ignored: { what: string; count: number }[];
  notRead: NotRead[];
  /** By file and place. */
  uses: HandlerUse[];
}

/**
 * Finds what of Lambda sources will meet another event, or be answered for otherwise, after the move. What is not found does not
 * prove its absence: an event is followed within one file, by the names of variables and functions.
 *
 * @param rules those that the ledger has: only what they foretell is told
 */
export async function usesIn(
  sources: readonly HandlerSource[],
  rules: ReadonlySet<RuleId>,
): Promise<Pick<HandlersResult, 'files' | 'notRead' | 'uses'>> {
  const notRead: NotRead[] = [];
  const uses: HandlerUse[] = [];
  for (const source of sources) {
    const { code, trouble } = await programOf(source);
    const places = new Places(source);
    if (trouble) notRead.push({ file: source.file, ...places.at(trouble.at), reason: trouble.message });
    uses.push(...usesOf(readingsIn(code, isPython(source.file)), places, rules));
  }
  return { files: sources.length - notRead.length, notRead, uses };
}

/** A parser is loaded for the first file that needs it. */
async function programOf({ file, text }: HandlerSource): Promise<Program> {
  if (isPython(file)) return (await import('./python.js')).readPython(text);
  return (await import('./javascript.js')).readJavaScript(file, text);
}

function isPython(file: string): boolean {
  return file.toLowerCase().endsWith('.py');
}

/** @returns the text with `event.a.b` as Python writes it */
function inPython(text: string): string {
  return text.replaceAll(/\b(event|requestContext)((?:\.(?!get\b)\w+)+)/g, (_, name: string, keys: string) =>
    [
      name,
      ...keys
        .slice(1)
        .split('.')
        .map((key) => `["${key}"]`),
    ].join(''),
  );
}

function usesOf(readings: readonly Reading[], places: Places, rules: ReadonlySet<RuleId>): HandlerUse[] {
  const others = entriesForOthers(readings);
  return readings
    .filter(({ entry }) => entry === undefined || !others.has(entry.from))
    .flatMap((reading) => {
      const around = { role: roleOf(reading, readings), readings };
      const judgements = judges.flatMap((judge) => judge(reading, around));
      return judgements.filter(({ rule }) => rules.has(rule)).map((one) => places.use(reading, one));
    });
}

/** Functions that take a batch of a queue, a stream or a bucket are called by no API. */
function entriesForOthers(readings: readonly Reading[]): Set<number> {
  return new Set(
    readings.flatMap((one) => (one.kind === 'read' && one.path[0] === 'Records' && one.entry ? [one.entry.from] : [])),
  );
}

/** An authorizer reads what only authorizers get, or returns a policy in place of an answer. */
function roleOf({ entry }: Reading, readings: readonly Reading[]): Role {
  const own = readings.filter((one) => one.entry?.from === entry?.from);
  const isAsked = own.some(
    (one) => one.kind === 'read' && /^(?:methodArn|routeArn|authorizationToken)$/.test(one.path[0] ?? ''),
  );
  if (isAsked) return 'authorizer';
  const has = (key: string, among: readonly Reading[]) =>
    among.some((one) => one.kind === 'answer' && one.keys.includes(key));
  const decides = has('policyDocument', readings) || has('isAuthorized', readings);
  return decides && !has('statusCode', entry ? own : readings) ? 'authorizer' : 'integration';
}

/** Lines and columns of one source. */
class Places {
  private readonly starts: number[];

  constructor(private readonly source: HandlerSource) {
    this.starts = [0, ...[...source.text.matchAll(/\r\n|\n|\r/g)].map(({ index, 0: end }) => index + end.length)];
  }

  at(offset: number): { line: number; column: number } {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 };
  }

  use(reading: Reading, { rule, grade, what, instead }: Judgement): HandlerUse {
    const { file } = this.source;
    const written = isPython(file) ? inPython(instead) : instead;
    return {
      file,
      ...this.at(reading.from),
      expression: this.expression(reading),
      grade,
      rule,
      what,
      instead: written,
    };
  }

  /** Of an answer its keys: what stands in it may be anything, a secret too. */
  private expression(reading: Reading): string {
    if (reading.kind === 'answer') return `{ ${reading.keys.map((key) => key || '…').join(', ')} }`;
    const text = this.source.text.slice(reading.from, reading.to).replaceAll(/\s+/g, ' ');
    return text.length <= 100 ? text : `${text.slice(0, 99)}…`;
  }
}
