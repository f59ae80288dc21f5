import { isObject, type Json, type JsonObject, jsonOf, type TemplatePiece } from '../../model/index.js';

/** One named thing that a REST API sends to a service, as its template or mapping writes it. */
export interface Field {
  pieces: TemplatePiece[];
  /** The value stands in JSON without quotes: whatever it is, not only text. */
  isBare: boolean;
  /** Why nobody can say what is sent; then there are no pieces. */
  hidden?: string;
}

export type Fields = Map<string, Field>;

export const textField = (text: string): Field => ({ pieces: [{ kind: 'text', text }], isBare: false });

/** Signs of Unicode's private use area hold the place of a value while JSON is parsed. */
const hole = (index: number) => `\uE000${index}\uE001`;
const holes = /\uE000(\d+)\uE001/g;

/** A body in JSON that a template makes, with its values still open. */
export interface OpenJson {
  root: JsonObject;
  /** @returns what stands under a name, as text; an object as the text of its JSON */
  fieldOf(value: Json): Field;
}

/** @returns undefined where the text is no JSON object even with its values filled in */
export function openJson(pieces: TemplatePiece[]): OpenJson | undefined {
  const bare = new Set<number>();
  let isInString = false;
  const text = pieces.map((piece, index) => {
    if (piece.kind === 'text') {
      isInString = endsInString(piece.text, isInString);
      return piece.text;
    }
    if (!isInString) bare.add(index);
    return isInString ? hole(index) : `"${hole(index)}"`;
  });
  const root = jsonOf(text.join(''));
  return isObject(root) ? { root, fieldOf: (value) => fieldOf(value, pieces, bare) } : undefined;
}

function endsInString(text: string, isInString: boolean): boolean {
  const quotes = text.replaceAll(/\\./gs, '').split('"').length - 1;
  return quotes % 2 === 1 ? !isInString : isInString;
}

function fieldOf(value: Json, pieces: TemplatePiece[], bare: Set<number>): Field {
  const text = typeof value === 'string' ? value : unquoted(JSON.stringify(value), bare);
  const isBare = typeof value === 'string' && bare.has(Number(/^\uE000(\d+)\uE001$/.exec(value)?.[1] ?? Number.NaN));
  return { pieces: split(text, pieces), isBare };
}

/** Inside of an object, what had no quotes gets none. */
function unquoted(json: string, bare: Set<number>): string {
  return json.replaceAll(/"\uE000(\d+)\uE001"/g, (quoted, index: string) =>
    bare.has(Number(index)) ? quoted.slice(1, -1) : quoted,
  );
}

function split(text: string, pieces: TemplatePiece[]): TemplatePiece[] {
  // A split by a pattern with a group gives texts and numbers in turn.
  return text.split(holes).flatMap((part, index): TemplatePiece[] => {
    if (index % 2 === 0) return part === '' ? [] : [{ kind: 'text', text: part }];
    const piece = pieces[Number(part)];
    return piece ? [piece] : [];
  });
}

/** @returns the fields of a form body (`Action=SendMessage&MessageBody=…`); undefined where a name is no plain text */
export function formFields(pieces: TemplatePiece[]): Fields | undefined {
  const text = pieces.map((piece, index) => (piece.kind === 'text' ? piece.text : hole(index))).join('');
  const fields: Fields = new Map();
  for (const pair of text.split('&')) {
    const [, name = '', value = ''] = /^\s*([^=]*)=?(.*?)\s*$/s.exec(pair) ?? [];
    if (pair.trim() === '') continue;
    if (name.includes('\uE000')) return undefined;
    fields.set(name.trim(), { pieces: split(value, pieces).map(decodedText), isBare: false });
  }
  return fields;
}

/** Text of a form is percent-encoded; placeholders in it are not. */
function decodedText(piece: TemplatePiece): TemplatePiece {
  if (piece.kind === 'value') return piece;
  const plus = piece.text.replaceAll('+', ' ');
  return { kind: 'text', text: /%(?![\da-f]{2})/i.test(plus) ? plus : decodeURIComponent(plus) };
}
