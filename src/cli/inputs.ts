import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { Failure } from '../model/index.js';
import { definitionNames, isBundle, isFolder, settingsName } from './bundle.js';
import { exists } from './files.js';
import { namedPart } from './input-name.js';

/** One definition of several. */
export interface Input {
  /** As `migrate` takes it: a file, a bundle folder, or `FILE#PART`. With `/` on every system, so that reports are the same. */
  input: string;
  /** Found in a folder or by a pattern: what is clearly no definition is skipped there. What was named has to be one. */
  found: boolean;
}

/** Folders that hold no definitions of anybody's own. */
const ignored = ['**/node_modules/**', '**/.*/**'];
const extensions = '{json,yaml,yml}';

/**
 * @returns whether arguments mean several definitions: more than one, a pattern, or a folder that is no bundle. Else the
 *   one is read as ever.
 */
export async function areSeveral(inputs: readonly string[]): Promise<boolean> {
  const [first = '', ...others] = inputs;
  if (others.length > 0) return true;
  if (await isFolder(first)) return !(await isBundle(first));
  return isPattern(first);
}

/**
 * Finds the definitions that arguments mean: files and bundle folders, folders to be searched, and patterns.
 *
 * @param besides a folder in which nothing is looked for: that of the results of an earlier run
 * @returns each once, in the order of the arguments, and by name within one
 * @throws Failure (`usage`) for standard input, and for a pattern or folder in which there is nothing
 */
export async function findInputs(args: readonly string[], besides?: string): Promise<Input[]> {
  const all: Input[] = [];
  for (const arg of args) {
    const root = (await isFolder(arg)) ? resolve(arg) : resolve('.');
    const isResult = besides !== undefined && isBelow(besides, root) ? (file: string) => isBelow(file, besides) : never;
    all.push(...(await inputsOf(arg, isResult)));
  }
  return onlyOnce(all);
}

const never = () => false;

function isBelow(path: string, folder: string): boolean {
  return resolve(path).startsWith(resolve(folder) + sep);
}

async function inputsOf(arg: string, isResult: (file: string) => boolean): Promise<Input[]> {
  if (arg === '-') {
    const next = 'Name files, folders or patterns; or pass - alone.';
    throw new Failure('usage', 'Standard input is one definition, and cannot be one of several.', next);
  }
  if (await isFolder(arg)) return (await isBundle(arg)) ? [named(arg)] : found(await searched(arg, isResult), arg);
  return (await isPattern(arg)) ? found(await matches(arg, isResult), arg) : [named(arg)];
}

function named(arg: string): Input {
  return { input: slashed(arg), found: false };
}

function found(files: string[], arg: string): Input[] {
  if (files.length > 0) return files.map((input) => ({ input, found: true }));
  const next =
    "Check the path; a pattern stands between quotes: 'specs/**/*.yaml'. Looked for are .json, .yaml and .yml.";
  throw new Failure('usage', 'There is no file that could be a definition.', next, { file: arg });
}

/** What is there by that very name is no pattern: `[draft].yaml`. */
async function isPattern(arg: string): Promise<boolean> {
  if (arg === '-' || (await exists((await namedPart(arg)).file))) return false;
  const { isDynamicPattern } = await import('tinyglobby');
  return isDynamicPattern(slashed(arg));
}

async function matches(pattern: string, isResult: (file: string) => boolean): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const files = await glob(slashed(pattern), { ignore: ignored, expandDirectories: false });
  return withBundles(files.filter((file) => !isResult(file)));
}

async function searched(folder: string, isResult: (file: string) => boolean): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const files = await glob(`**/*.${extensions}`, { cwd: folder, ignore: ignored });
  const paths = files.map((file) => slashed(join(folder, file)));
  return withBundles(paths.filter((file) => !isResult(file)));
}

/** A definition with a `settings.json` beside it is a bundle: both are read together, as one input. */
async function withBundles(files: string[]): Promise<string[]> {
  const known = new Set(files);
  const bundles = new Set<string>();
  for (const file of files) {
    const folder = dirname(file);
    if (!definitionNames.includes(basename(file)) || bundles.has(folder)) continue;
    if (known.has(slashed(join(folder, settingsName))) || (await exists(join(folder, settingsName))))
      bundles.add(folder);
  }
  const isPart = (file: string) =>
    bundles.has(dirname(file)) && [...definitionNames, settingsName].includes(basename(file));
  return [...files.filter((file) => !isPart(file)), ...bundles].sort();
}

/** The same file by two names is one input; what is not there is told later, by its own name. */
async function onlyOnce(inputs: readonly Input[]): Promise<Input[]> {
  const seen = new Map<string, Input>();
  for (const input of inputs) {
    const key = await identityOf(input.input);
    const before = seen.get(key);
    if (before === undefined) seen.set(key, input);
    // Named once and found once: it was named.
    else if (before.found && !input.found) seen.set(key, { ...before, found: false });
  }
  return [...seen.values()];
}

async function identityOf(input: string): Promise<string> {
  const { file, part = '' } = await namedPart(input);
  return (await exists(file)) ? `${await realpath(file)}#${part}` : input;
}

function slashed(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
