import { basename, dirname, join } from 'node:path';
import { Failure } from '../model/index.js';
import { exists } from './files.js';

/**
 * Finds the inputs of a command that takes several: files and bundle folders as they are named, patterns with what they
 * match, and the bundles in a folder as `migrate export --all` writes them.
 *
 * @param all folder with bundles below it
 * @returns each once, sorted where they were found and not named
 * @throws Failure (`input`) where a pattern or the folder has none; (`usage`) where nothing was named
 */
export async function fleetInputs(named: readonly string[], all: string | undefined): Promise<string[]> {
  const found = [...(await Promise.all(named.map(matched))).flat(), ...(all === undefined ? [] : await bundlesIn(all))];
  if (found.length > 0) return [...new Set(found)];
  throw new Failure('usage', 'INPUT is missing.', 'Name a definition, a bundle folder, a pattern, or --all DIR.');
}

/** @returns whether this names more than one input, even where only one is found */
export function isFleet(named: readonly string[], all: string | undefined): boolean {
  return all !== undefined || named.length > 1 || named.some(isPattern);
}

/** The region of a bundle, from where `migrate export --all` put it: `DIR/REGION/API_ID` or `DIR/REGION/API_ID/STAGE`. */
export function regionOfPath(input: string): string | undefined {
  const parts = [basename(dirname(input)), basename(dirname(dirname(input)))];
  return parts.find((part) => /^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(part));
}

function isPattern(input: string): boolean {
  return /[*?{}[\]!]/.test(input);
}

async function matched(input: string): Promise<string[]> {
  if (!isPattern(input) || (await exists(input))) return [input];
  const { glob } = await import('tinyglobby');
  const found = await glob([input], { onlyFiles: false, expandDirectories: false });
  if (found.length > 0) return found.map((path) => path.replace(/\/$/, '')).sort();
  throw new Failure('input', `Nothing matches ${input}.`, 'Check the pattern; it is matched from the current folder.');
}

async function bundlesIn(folder: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const found = await glob(['**/openapi.{json,yaml,yml}'], { cwd: folder, ignore: ['**/node_modules/**'] });
  if (found.length > 0) return [...new Set(found.map((path) => join(folder, dirname(path))))].sort();
  const next = 'Name a folder that migrate export --all has written.';
  throw new Failure('input', 'There is no bundle in this folder.', next, { file: folder });
}
