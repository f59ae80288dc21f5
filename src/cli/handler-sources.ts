import { readFile, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { Failure } from '../model/index.js';
import { isSystemError, reasonOf } from './files.js';

/** Sources that were found, and what was left out. */
export interface HandlerSources {
  sources: { file: string; text: string }[];
  ignored: { what: string; count: number }[];
  notRead: { file: string; reason: string }[];
}

const read = '**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,py}';
/** Other languages that Lambda functions are written in. */
const foreign = '**/*.{cs,fs,go,java,kt,php,rb,rs,scala}';

/** What was installed, built or put aside. */
const folders = [
  ...['node_modules', 'dist', 'build', 'coverage', 'cdk.out', '.aws-sam', '.serverless', '.git', '__pycache__'],
  ...['.venv', 'venv', 'site-packages', '.tox', '.next', '.esbuild'],
];
const tests = [
  '**/{test,tests,__tests__,__mocks__}/**',
  '**/*.{test,spec}.*',
  '**/test_*.py',
  '**/*_test.py',
  '**/conftest.py',
];
const declarations = ['**/*.d.{ts,mts,cts}'];

/** No person writes such a file. */
const largest = { bytes: 1024 * 1024, line: 5000 } as const;

/**
 * Reads the sources of Lambda functions, in the order of their names.
 *
 * @param places folders, with all that is below them, and files
 * @throws Failure (`input`) for a place that is not there, and where no place has a source
 */
export async function readHandlerSources(places: readonly string[]): Promise<HandlerSources> {
  const found = await Promise.all(places.map(sourcesAt));
  const files = [...new Set(found.flatMap((one) => one.files))].sort();
  const notRead = found
    .flatMap((one) => one.foreign)
    .map((file) => ({ file, reason: `sources in .${endingOf(file)} are not read` }));
  if (files.length + notRead.length === 0) throw noSources(places);
  const result: HandlerSources = { sources: [], ignored: sums(found.flatMap((one) => one.ignored)), notRead };
  for (const file of files) {
    const text = await textOf(file);
    if (text.reason === undefined) result.sources.push({ file, text: text.text });
    else result.notRead.push({ file, reason: text.reason });
  }
  return result;
}

interface Place {
  files: string[];
  foreign: string[];
  ignored: { what: string; count: number }[];
}

async function sourcesAt(place: string): Promise<Place> {
  if (!(await isFolder(place))) {
    return isForeign(place)
      ? { files: [], foreign: [place], ignored: [] }
      : { files: [place], foreign: [], ignored: [] };
  }
  const { glob } = await import('tinyglobby');
  const options = { cwd: place, dot: false, followSymbolicLinks: false, expandDirectories: false };
  const inFolders = folders.map((name) => `**/${name}/**`);
  const names = await glob([read, foreign], { ...options, ignore: inFolders });
  // Of what is left out only the folder itself is looked at.
  const inLeft = folders.map((name) => `**/${name}/*/**`);
  const wanted = folders.map((name) => `**/${name}`);
  const left = await glob(wanted, { ...options, dot: true, onlyDirectories: true, ignore: inLeft });
  const [types, ofTests] = await Promise.all([
    glob(declarations, { ...options, ignore: inFolders }),
    glob(tests, { ...options, ignore: [...inFolders, ...declarations] }),
  ]);
  const isLeft = new Set([...types, ...ofTests]);
  const kept = names.filter((name) => !isLeft.has(name)).map((name) => join(place, name));
  const counted = (what: string, list: readonly string[]) => (list.length === 0 ? [] : [{ what, count: list.length }]);
  return {
    files: kept.filter((file) => !isForeign(file)),
    foreign: kept.filter(isForeign),
    ignored: [
      ...folders.flatMap((name) =>
        counted(
          `folder ${name}`,
          left.filter((one) => basename(one) === name),
        ),
      ),
      ...counted('type declarations', types),
      ...counted(
        'tests',
        ofTests.filter((name) => names.includes(name)),
      ),
    ],
  };
}

function isForeign(file: string): boolean {
  return !/^(?:[mc]?[jt]sx?|py)$/i.test(endingOf(file));
}

function sums(ignored: readonly { what: string; count: number }[]): { what: string; count: number }[] {
  const totals = new Map<string, number>();
  for (const { what, count } of ignored) totals.set(what, (totals.get(what) ?? 0) + count);
  return [...totals].map(([what, count]) => ({ what, count }));
}

async function isFolder(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const next = 'Name a folder of Lambda sources, or a file.';
    throw new Failure('input', `The handlers cannot be read: ${reasonOf(error)}.`, next, { file: place });
  }
}

type Text = { text: string; reason?: undefined } | { reason: string };

async function textOf(file: string): Promise<Text> {
  const bytes = await bytesOf(file);
  if (!(bytes instanceof Uint8Array)) return bytes;
  if (bytes.length > largest.bytes) return { reason: 'larger than 1 MB; name the sources that it is built of' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.split('\n').some(({ length }) => length > largest.line)) return { text };
    return { reason: 'a bundle or minified; name the sources that it is built of' };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { reason: 'not UTF-8' };
  }
}

async function bytesOf(file: string): Promise<Uint8Array | { reason: string }> {
  try {
    return await readFile(file);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { reason: reasonOf(error) };
  }
}

function endingOf(file: string): string {
  return /\.(\w+)$/.exec(file)?.[1] ?? '';
}

function noSources(places: readonly string[]): Failure {
  const where = places.map((place) => relative('.', place) || '.').join(', ');
  const next =
    'JavaScript, TypeScript and Python are read; name the folder with the sources, not with what is built of them.';
  return new Failure('input', `There is no source of a Lambda function in ${where}.`, next);
}
