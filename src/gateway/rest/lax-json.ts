import type { Json } from '../../model/index.js';

/**
 * Reads JSON as loosely as MOCK integrations do (RT-MOCK-LAX): keys without quotes, single quotes and a comma after the
 * last entry are fine.
 *
 * @returns `undefined` for text that is not JSON even so, or is nested too deep to be read
 */
export function readLaxJson(text: string): Json | undefined {
  const tokens = tokenise(text);
  if (!tokens || depthOf(tokens) > DEEPEST) return undefined;
  const found = readValue(tokens, 0);
  return found && found.next === tokens.length ? found.value : undefined;
}

/** Levels of lists and objects. AWS's parser has a limit of its own, which is not known (U). */
const DEEPEST = 1000;

function depthOf(tokens: readonly Token[]): number {
  let [depth, deepest] = [0, 0];
  for (const { kind, text } of tokens) {
    if (kind !== 'mark') continue;
    if (text === '{' || text === '[') deepest = Math.max(deepest, ++depth);
    if (text === '}' || text === ']') depth -= 1;
  }
  return deepest;
}

interface Token {
  kind: 'mark' | 'text' | 'word';
  text: string;
}

interface Found {
  value: Json;
  next: number;
}

const token = /\s*(?:([{}[\]:,])|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s{}[\]:,"']+))\s*/gsy;

function tokenise(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (!match) return undefined;
    const [, mark, double, single, word] = match;
    if (mark !== undefined) tokens.push({ kind: 'mark', text: mark });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'text', text: double ?? single ?? '' });
  }
  return tokens;
}

function readValue(tokens: readonly Token[], at: number): Found | undefined {
  const first = tokens[at];
  if (first?.kind === 'mark' && first.text === '{') return readObject(tokens, at + 1);
  if (first?.kind === 'mark' && first.text === '[') return readList(tokens, at + 1);
  if (!first || first.kind === 'mark') return undefined;
  return { value: first.kind === 'text' ? first.text : wordValue(first.text), next: at + 1 };
}

function readObject(tokens: readonly Token[], start: number): Found | undefined {
  const entries: [string, Json][] = [];
  let at = start;
  while (!isMark(tokens[at], '}')) {
    const key = tokens[at];
    if (!key || key.kind === 'mark' || !isMark(tokens[at + 1], ':')) return undefined;
    const value = readValue(tokens, at + 2);
    const after = value && afterItem(tokens, value.next, '}');
    if (!value || after === undefined) return undefined;
    entries.push([key.text, value.value]);
    at = after;
  }
  return { value: Object.fromEntries(entries), next: at + 1 };
}

function readList(tokens: readonly Token[], start: number): Found | undefined {
  const items: Json[] = [];
  let at = start;
  while (!isMark(tokens[at], ']')) {
    const value = readValue(tokens, at);
    const after = value && afterItem(tokens, value.next, ']');
    if (!value || after === undefined) return undefined;
    items.push(value.value);
    at = after;
  }
  return { value: items, next: at + 1 };
}

/** @returns the place after a comma, or that of the closing mark; `undefined` when neither follows. */
function afterItem(tokens: readonly Token[], at: number, closing: '}' | ']'): number | undefined {
  if (isMark(tokens[at], ',')) return at + 1;
  return isMark(tokens[at], closing) ? at : undefined;
}

function isMark(found: Token | undefined, mark: string): boolean {
  return found?.kind === 'mark' && found.text === mark;
}

/** Numbers, `true`, `false` and `null`; any other word stays text. */
function wordValue(word: string): Json {
  const constants: Record<string, Json> = { true: true, false: false, null: null };
  if (Object.hasOwn(constants, word)) return constants[word] ?? null;
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(word) ? Number(word) : word;
}
