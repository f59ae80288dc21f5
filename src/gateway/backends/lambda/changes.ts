import { type FSWatcher, readFileSync, watch } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';

/** What names another file of the same project: `from './a.js'`, `import './a.js'`, `import('./a.js')`, `require('./a')`. */
const RELATIVE = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]*)\1/g;

/**
 * Watches a handler's file and the files that it imports by relative paths, directly or not. Packages are not watched, nor
 * what is read in another way.
 *
 * @param onChange told the files as they were before the change; packed so that a save in several steps counts once
 * @returns stops it
 */
export function watchFiles(file: string, onChange: (files: Set<string>) => void): () => void {
  let files = new Set<string>();
  let watchers: FSWatcher[] = [];
  let pending: NodeJS.Timeout | undefined;
  const stop = () => {
    clearTimeout(pending);
    for (const watcher of watchers) watcher.close();
  };
  const start = () => {
    files = filesOf(file);
    const folders = new Set([...files].map((one) => dirname(one)));
    watchers = [...folders].flatMap((folder) => watchFolder(folder, files, changed));
  };
  const changed = () => {
    clearTimeout(pending);
    pending = setTimeout(() => {
      stop();
      onChange(files);
      start();
    }, SETTLE_MILLIS).unref();
  };
  start();
  return stop;
}

const SETTLE_MILLIS = 30;

/** Editors replace a file by another, which only its folder tells. A folder that is gone is watched no more. */
function watchFolder(folder: string, files: Set<string>, changed: () => void): FSWatcher[] {
  const names = new Set([...files].filter((file) => dirname(file) === folder).map((file) => basename(file)));
  try {
    const watcher = watch(folder, { persistent: false }, (_, name) => {
      if (name === null || names.has(name)) changed();
    });
    watcher.on('error', () => watcher.close());
    return [watcher];
  } catch {
    return [];
  }
}

/** @returns the file and all that it imports by relative paths, as far as they are there */
export function filesOf(file: string): Set<string> {
  const found = new Set([file]);
  for (const one of found) for (const imported of importedBy(one)) found.add(imported);
  return found;
}

function importedBy(file: string): string[] {
  const text = textOf(file);
  const { resolve } = createRequire(file);
  return [...text.matchAll(RELATIVE)].flatMap(([, , path = '']) => {
    try {
      return [resolve(path)];
    } catch {
      // Not there, or the word stands in a comment.
      return [];
    }
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
