import {
  type Conversion,
  isObject,
  type Json,
  type JsonObject,
  type OpenDecision,
  type Question,
  type Rule,
  type RuleId,
  routeKey,
} from '../model/index.js';
import { acceptableFindings, acceptLines, namesText } from './decisions-accept.js';
import { commandNote, memberLines, type Notes, note, wayText } from './decisions-yaml.js';
import { findingsOf } from './findings.js';
import { openFinding } from './open-finding.js';

/** What `convert --init` writes a decisions file from. */
export interface DecisionsSource {
  conversion: Conversion;
  rules: Record<RuleId, Rule>;
  /** The definition, as the user named it. */
  input: string;
  /** What a decisions file says already; it is kept. */
  made: JsonObject;
}

/**
 * Writes `migrate.config.yaml` with everything that is open, as comments: the file decides nothing that was not decided
 * before. What is to be filled in is empty, which the schema refuses, so a block cannot be taken over by accident.
 */
export function decisionsFileText(source: DecisionsSource): string {
  const { conversion, made } = source;
  const form = formOf(conversion.questions);
  const notes = notesOf(conversion.questions);
  const keys = [...new Set([...Object.keys(made), ...Object.keys(form)])].filter((key) => key !== 'accept');
  const blocks = [
    headLines(source),
    ...keys.map((key) => memberLines({ made: filled(made[key]), form: form[key], way: [key], notes })),
    acceptLines(source, made['accept']),
    fixedLines(source),
    askedLines(conversion.questions),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** An empty map is as good as none, and nothing can be put below it. */
function filled(made: Json | undefined): Json | undefined {
  return isObject(made) && Object.keys(made).length === 0 ? undefined : made;
}

/**
 * @param isFound whether commands find the file without `--config`
 * @returns what to say on stderr once the file is written: how much is open, and what to do next
 */
export function decisionsFileNote(source: DecisionsSource, file: string | undefined, isFound: boolean): string {
  const { conversion, input } = source;
  const decisions = conversion.questions.filter(({ decides }) => decides !== undefined).length;
  const losses = acceptableFindings(source).length;
  const wrote = file === undefined ? '' : `Wrote ${file}. `;
  if (decisions + losses === 0) return `${wrote}Nothing is left to decide or to accept for ${input}.`;
  return `${wrote}To decide: ${decisions}. Losses to accept or to avoid: ${losses} rules. Fill in what you decide, take the "# " off, then run: migrate analyze ${input}${file === undefined || isFound ? '' : ` --config ${file}`}`;
}

function headLines({ conversion, rules, input }: DecisionsSource): string[] {
  const fixed = conversion.ledger.some((entry) => openFinding(entry, rules) === 'fixed');
  return [
    ...note(`Decisions about the move of ${input} to an HTTP API.`),
    ...note(
      'Lines with ## explain. To decide something, take "# " off the lines of its block and off the key above it, and fill in what is empty or null. Nothing counts before that. schemas/config.schema.json describes every key.',
    ),
    ...note(
      'One decision may bring up the next. Then write the file again: migrate convert INPUT --init --force keeps what is decided, and rewrites the comments.',
    ),
    ...(fixed ? note('What no decision can free is listed at the end.') : []),
  ];
}

function formOf(questions: readonly Question[]): JsonObject {
  const decisions = questions.flatMap(({ decides }) => decides ?? []);
  return decisions.reduce<JsonObject>((form, { key, form: value }) => placed(form, key, value), {});
}

function placed(form: JsonObject, [key, ...rest]: OpenDecision['key'], value: Json): JsonObject {
  const [next, ...others] = rest;
  if (next === undefined) return { ...form, [key]: value };
  const inner = form[key];
  return { ...form, [key]: placed(isObject(inner) ? inner : {}, [next, ...others], value) };
}

function notesOf(questions: readonly Question[]): Notes {
  const notes = new Map<string, string[]>();
  for (const { decides, question, command } of questions) {
    if (decides === undefined) continue;
    const way = wayText(decides.key);
    notes.set(way, [
      ...(notes.get(way) ?? []),
      ...note(question),
      ...(command === undefined ? [] : commandNote(command)),
      ...waitingNote(decides),
    ]);
  }
  return notes;
}

function waitingNote({ routes }: OpenDecision): string[] {
  if (routes.length === 0) return [];
  const wait = routes.length === 1 ? '1 method waits for it' : `${routes.length} methods wait for it`;
  return note(`${wait}: ${namesText(routes.map(routeKey))}.`);
}

/** What stays on the REST API whatever is decided, with the reason. */
function fixedLines({ conversion, rules }: DecisionsSource): string[] {
  const findings = findingsOf(
    conversion.ledger,
    (entry) => openFinding(entry, rules) === 'fixed',
    (rule) => rules[rule].security,
  );
  if (findings.length === 0) return [];
  return [
    ...note('No decision frees these; the methods stay on the REST API until the definition changes.'),
    ...findings.flatMap(({ rule, entries }) => {
      const { title, remedy } = rules[rule];
      const places = entries.map(({ construct }) => (construct.route ? routeKey(construct.route) : construct.name));
      return ['##', ...note(`${rule}: ${title}. ${namesText([...new Set(places)])}.`), ...note(`Do: ${remedy}`)];
    }),
  ];
}

/** What the definition does not tell and no key here is about. */
function askedLines(questions: readonly Question[]): string[] {
  const others = questions.filter(({ decides }) => decides === undefined);
  if (others.length === 0) return [];
  return [
    ...note('The definition does not tell this either; nothing here depends on it.'),
    ...others.flatMap(({ question, command }) => [
      ...note(question),
      ...(command === undefined ? [] : commandNote(command)),
    ]),
  ];
}
