/** What a scan passes, in the order of the text. Offsets count from the first sign of a value or key, quotes included. */
export interface JsonVisitor {
  beginMapping(offset: number): void;
  beginSequence(offset: number): void;
  end(): void;
  /** @param end offset behind the closing quote */
  key(offset: number, end: number): void;
  scalar(offset: number): void;
}

/**
 * Passes over JSON and tells what stands where. `JSON.parse` keeps no places, and the YAML parser, which does, takes
 * several times as long.
 *
 * @param text JSON that `JSON.parse` accepts; nothing is checked again
 */
export function scanJson(text: string, visitor: JsonVisitor): void {
  for (let at = 0; at < text.length; ) at = scanToken(text, at, visitor);
}

/** @returns where to go on */
function scanToken(text: string, at: number, visitor: JsonVisitor): number {
  switch (text[at]) {
    case '{':
      visitor.beginMapping(at);
      return at + 1;
    case '[':
      visitor.beginSequence(at);
      return at + 1;
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

/** A text is a key when a colon follows it. */
function scanText(text: string, at: number, visitor: JsonVisitor): number {
  const end = endOfText(text, at);
  if (text[afterSpace(text, end)] === ':') visitor.key(at, end);
  else visitor.scalar(at);
  return end;
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
