/**
 * Makes a JavaScript regular expression of a Java one, which definitions hold (RT-NPX-SEL-REGEX).
 * Flags at the start such as `(?i)` are taken over.
 *
 * @param anchoring what must fit: the whole text, or its start
 * @returns `undefined` for syntax that JavaScript does not have, or reads otherwise
 * @see https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html
 */
export function javaRegex(pattern: string, anchoring: 'whole' | 'start'): RegExp | undefined {
  const [flagged = '', flags = ''] = /^\(\?([ims]+)\)/.exec(pattern) ?? [];
  const translated = translate(pattern.slice(flagged.length));
  if (translated === undefined) return undefined;
  // With the flag `m`, `^` and `$` stand at every line.
  const [start, end] = flags.includes('m') ? [escapes['A'], escapes['z']] : ['^', '$'];
  try {
    return new RegExp(`${start}(?:${translated})${anchoring === 'whole' ? end : ''}`, flags);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** ASCII classes of Java by name, as they stand within brackets. */
const posix: Record<string, string> = {
  ...{ Lower: 'a-z', Upper: 'A-Z', Alpha: 'A-Za-z', Digit: '0-9', Alnum: 'A-Za-z0-9', XDigit: '0-9A-Fa-f' },
  ...{
    Punct: '!-\\/:-@\\[-`{-~',
    Graph: '!-~',
    Print: ' -~',
    Blank: ' \\t',
    Cntrl: '\\x00-\\x1F\\x7F',
    ASCII: '\\x00-\\x7F',
  },
  Space: ' \\t\\n\\x0B\\f\\r',
};

/** Escapes that mean something to Java, and another thing, or nothing, to JavaScript; the end of the text is asserted outside. */
const escapes: Record<string, string> = {
  A: '(?<![\\s\\S])',
  z: '(?![\\s\\S])',
  Z: '(?=\\n?(?![\\s\\S]))',
  a: '\\x07',
  e: '\\x1B',
};

/** Escapes that both read alike. Any other letter is one that JavaScript would take for itself. */
const shared = /^(?:[^A-Za-z]|[bBdDsSwWnrtfxuc]|k)$/;

const token = /\\Q(.*?)(?:\\E|$)|\\p\{(\w+)\}|\\(.)|(.)/gs;

/** @returns the pattern with what JavaScript writes otherwise, `undefined` where it has no word for it. */
function translate(pattern: string): string | undefined {
  let isClass = false;
  let translated = '';
  for (const [whole, quoted, name, escaped, plain] of pattern.matchAll(token)) {
    const piece = pieceOf({ whole, quoted, name, escaped, isClass });
    // A class within a class is a union, `&&` an intersection; JavaScript would read both as characters.
    if (piece === undefined || (isClass && plain === '[') || (isClass && translated.endsWith('&') && plain === '&')) {
      return undefined;
    }
    if (plain === '[' || plain === ']') isClass = plain === '[';
    translated += piece;
  }
  return translated;
}

interface Token {
  whole: string;
  quoted: string | undefined;
  name: string | undefined;
  escaped: string | undefined;
  /** Within brackets. */
  isClass: boolean;
}

function pieceOf({ whole, quoted, name, escaped, isClass }: Token): string | undefined {
  if (quoted !== undefined) return quoted.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  if (name !== undefined) {
    const members = Object.hasOwn(posix, name) ? posix[name] : undefined;
    return members === undefined || isClass ? members : `[${members}]`;
  }
  if (escaped === undefined || shared.test(escaped)) return whole;
  return isClass ? undefined : escapes[escaped];
}
