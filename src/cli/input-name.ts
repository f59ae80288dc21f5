import { exists } from './files.js';

/**
 * Splits `template.yaml#Api` into the file and the part of it that is meant. A file whose own name has a `#` comes first.
 *
 * @returns the file to read, and what stands behind the last `#`, if that is no part of the file's name
 */
export async function namedPart(input: string): Promise<{ file: string; part?: string }> {
  const at = input.lastIndexOf('#');
  if (at < 1 || at === input.length - 1 || (await exists(input))) return { file: input };
  const file = input.slice(0, at);
  return (await exists(file)) ? { file, part: input.slice(at + 1) } : { file: input };
}
