/** Quotes for a POSIX shell: names come from the definition, and may hold anything. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
