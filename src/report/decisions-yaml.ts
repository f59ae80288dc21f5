import { dump } from 'js-yaml';
import { isObject, type Json, type JsonObject, withoutSecrets } from '../model/index.js';
import { wrapped } from './wrap.js';

/** A part of the file: what is decided, what is open, and what explains the open parts, by their way from the root. */
export interface Part {
  made: Json | undefined;
  form: Json | undefined;
  way: string[];
  notes: Notes;
}

export type Notes = ReadonlyMap<string, string[]>;

/** @returns the key of a place in `Notes` */
export function wayText(way: readonly string[]): string {
  return JSON.stringify(way);
}

/**
 * Writes a key with its value: what is decided as it is, what is open behind `# ` and with its explanation above.
 * Comment signs stand in the first column, so that taking off `# ` leaves YAML with the right indent.
 */
export function memberLines({ made, form, way, notes }: Part): string[] {
  const above = notes.get(wayText(way)) ?? [];
  const key = way.at(-1) ?? '';
  const depth = way.length - 1;
  if (made === undefined && form === undefined) return [];
  if (form === undefined || (made !== undefined && !isOpenMap(made, form))) {
    return [...above, ...indented(yaml({ [key]: made ?? null }), depth)];
  }
  if (!isObject(form)) return [...above, ...asComment(indented(yaml({ [key]: form }), depth))];
  const head = indented(keyLines(key), depth);
  return [
    ...above,
    ...(made === undefined ? asComment(head) : head),
    ...mapLines({ made: isObject(made) ? made : {}, form, way, notes }),
  ];
}

/** Writes the members of a map, decided ones first. */
export function mapLines({ made, form, way, notes }: Part & { made: JsonObject; form: JsonObject }): string[] {
  const keys = [...new Set([...Object.keys(made), ...Object.keys(form)])];
  return keys.flatMap((key) => memberLines({ made: made[key], form: form[key], way: [...way, key], notes }));
}

function isOpenMap(made: Json, form: Json): boolean {
  return isObject(made) && isObject(form);
}

/** A key without its value; long ones take lines of their own. */
function keyLines(key: string): string[] {
  return yaml({ [key]: null }).map((line) => line.replace(/:? null$/, ':'));
}

/** @returns YAML as lines, without anchors and folded lines */
export function yaml(value: Json): string[] {
  return dump(value, { noRefs: true, lineWidth: -1 }).trimEnd().split('\n');
}

/** @returns the lines moved right by two columns for each level */
export function indented(lines: string[], depth: number): string[] {
  return lines.map((line) => (line === '' ? line : `${'  '.repeat(depth)}${line}`));
}

/** @returns YAML that counts once `# ` is taken off */
export function asComment(lines: string[]): string[] {
  return lines.map((line) => `# ${line}`);
}

/** Columns of an explanation. */
const width = 110;

/** @returns an explanation: lines behind `## `, which stay comments when `# ` is taken off. Names may hold anything, and break no line. */
export function note(text: string): string[] {
  return wrapped(withoutSecrets(text), '## ', width);
}

/** @returns a command behind `##   `, in one line, so that it can be copied */
export function commandNote(command: string): string[] {
  return wrapped(withoutSecrets(command), '##   ', Number.POSITIVE_INFINITY);
}
