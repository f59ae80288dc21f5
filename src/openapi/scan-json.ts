/** What a scan passes, in the order of the text. Offsets count from the first sign of a value or key, quotes included. */
export interface JsonVisitor {
  /** @returns whether to tell what is in it; if not, its end is not told either */
  beginMapping(offset: number): boolean;
  /** @returns as above */
  beginSequence(offset: number): boolean;
  end(): void;
  /** @param end offset behind the closing quote */
  key(offset: number, end: number): void;
  scalar(offset: number): void;
  /** @returns whether it has been told enough */
  isDone(): boolean;
}

/**
 * Passes over JSON and tells what stands where. `JSON.parse` keeps no places, and the YAML parser, which does, takes
 * several times as long.
 *
 * @param text JSON that `JSON.parse` accepts; nothing is checked again
 */
export function scanJson(text: string, visitor: JsonVisitor): void {
  for (let at = 0; at < text.length && !visitor.isDone(); ) at = scanToken(text, at, visitor);
}

/** @returns where to go on */
function scanToken(text: string, at: number, visitor: JsonVisitor): number {
  switch (text[at]) {
    case '{':
      return visitor.beginMapping(at) ? at + 1 : endOfCollection(text, at);
    case '[':
      return visitor.beginSequence(at) ? at + 1 : endOfCollection(text, at);
    case '}':
    case ']':
      visitor.end();
      return at + 1;
    case '"':
      return scanText(text, at, visitor);
    case ',':
    case ':':
    case ' ':
    case '\n':
    case '\r':
    case '\t':
      return at + 1;
    default:
      visitor.scalar(at);
      return endOfWord(text, at);
  }
}

function scanText(text: string, at: number, visitor: JsonVisitor): number {
  const end = endOfText(text, at);
  if (isKey(text, end)) visitor.key(at, end);
  else visitor.scalar(at);
  return end;
}

/** A text is a key when a colon follows it. */
function isKey(text: string, end: number): boolean {
  return text[afterSpace(text, end)] === ':';
}

/** @returns how many keys stand in JSON that `JSON.parse` accepts */
export function countKeys(text: string): number {
  let keys = 0;
  for (let quote = text.indexOf('"'); quote !== -1; ) {
    const end = endOfText(text, quote);
    if (isKey(text, end)) keys++;
    quote = text.indexOf('"', end);
  }
  return keys;
}

/** By their codes: this passes over millions. */
const signs = { quote: 0x22, brace: 0x7b, endBrace: 0x7d, bracket: 0x5b, endBracket: 0x5d };

function endOfCollection(text: string, start: number): number {
  let open = 0;
  for (let at = start; at < text.length; ) {
    const sign = text.charCodeAt(at);
    if (sign === signs.quote) {
      at = endOfText(text, at);
      continue;
    }
    at++;
    if (sign === signs.brace || sign === signs.bracket) open++;
    else if ((sign === signs.endBrace || sign === signs.endBracket) && --open === 0) return at;
  }
  return text.length;
}

function endOfText(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); ; quote = text.indexOf('"', quote + 1)) {
    let before = quote - 1;
    while (text[before] === '\\') before--;
    // Backslashes in pairs stand for themselves.
    if ((quote - before) % 2 === 1) return quote + 1;
  }
}

const space = ' \n\r\t';

function afterSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && space.includes(text.charAt(at))) at++;
  return at;
}

/** A number, `true`, `false` or `null`. */
function endOfWord(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && !',]}'.includes(text.charAt(at)) && !space.includes(text.charAt(at))) at++;
  return at;
}
