import { readFile } from 'node:fs/promises';

/**
 * Reads a file that comes with the program, such as a schema or the price list.
 *
 * @param path relative to the root of the package, which is two folders up from here in `src/` and in `dist/`
 */
export async function readShipped(path: string): Promise<string> {
  return readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
}
