import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../model/index.js';
import type { SourceText } from '../openapi/document.js';
import { exists, isSystemError, readInput } from './files.js';
import { namedPart } from './input-name.js';

/** Names of a definition in a bundle folder, and of what stands around it. */
export const definitionNames = ['openapi.json', 'openapi.yaml', 'openapi.yml'];
export const settingsName = 'settings.json';

/**
 * Reads a definition: a file, `-` for standard input, or a bundle folder with `openapi.json` (or `.yaml`) and, if
 * wanted, `settings.json`.
 *
 * @throws Failure (`input`) when there is no definition, or `settings.json` does not fit its schema
 */
export async function readDefinition(input: string): Promise<SourceText> {
  if (!(await isFolder(input))) return readInput(input);
  const source = await readInput(await definitionIn(input));
  const file = join(input, settingsName);
  if (!(await exists(file))) return source;
  const settings = await readInput(file, 'settings as schemas/settings.schema.json describes them');
  const { checkSettings } = await import('./settings-schema.js');
  await checkSettings(settings);
  return { ...source, settings };
}

/** Reads a definition as the user named it: a file, a part of one as `FILE#PART`, or a bundle folder; see `readDefinition`. */
export async function readNamed(input: string): Promise<SourceText> {
  const { file, part } = await namedPart(input);
  return { ...(await readDefinition(file)), ...(part !== undefined && { part }) };
}

/** @returns the files that a definition may be read from, there or not: to look for changes */
export async function definitionFiles(input: string): Promise<string[]> {
  if (!(await isFolder(input))) return [input];
  return [...definitionNames, settingsName].map((name) => join(input, name));
}

/** @returns whether the input is a folder; what is not there is none, and is told when it is read */
export async function isFolder(input: string): Promise<boolean> {
  if (input === '-') return false;
  try {
    return (await stat(input)).isDirectory();
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

/** @returns whether a folder is a bundle: it has a definition by the name that bundles give it */
export async function isBundle(folder: string): Promise<boolean> {
  const there = await Promise.all(definitionNames.map((name) => exists(join(folder, name))));
  return there.includes(true);
}

async function definitionIn(folder: string): Promise<string> {
  const files = definitionNames.map((name) => join(folder, name));
  const found = (await Promise.all(files.map(async (file) => ((await exists(file)) ? [file] : [])))).flat();
  const [first, second] = found;
  if (first !== undefined && second === undefined) return first;
  const message =
    first === undefined
      ? 'This folder is no bundle: it has no openapi.json or openapi.yaml.'
      : `This folder has two definitions, ${first} and ${second}.`;
  const next = `A bundle has one definition as GetExport writes it, and ${settingsName} beside it if wanted; or name a definition file.`;
  throw new Failure('input', message, next, { file: folder });
}
