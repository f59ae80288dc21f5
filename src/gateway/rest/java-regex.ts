/**
 * Makes a JavaScript regular expression of a Java one, which definitions hold (RT-NPX-SEL-REGEX).
 * Flags at the start such as `(?i)` are taken over.
 *
 * @param anchoring what must fit: the whole text, or its start
 * @returns `undefined` for syntax that JavaScript does not have
 */
export function javaRegex(pattern: string, anchoring: 'whole' | 'start'): RegExp | undefined {
  const [flagged = '', flags = ''] = /^\(\?([ims]+)\)/.exec(pattern) ?? [];
  try {
    return new RegExp(`^(?:${pattern.slice(flagged.length)})${anchoring === 'whole' ? '$' : ''}`, flags);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
