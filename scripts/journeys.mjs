/**
 * `npm run journeys`: plays the journeys of README.md and writes down what the commands say, so that the document shows what they really do.
 * A journey is a block of the language `console` behind a comment that names it and the files of this project it begins with:
 *
 *     <!-- journey: one-api samples/orders/rest-api.yaml:orders.yaml -->
 *
 * What stands behind the colon is where the file is in the journey's own folder.
 *
 * Its lines that begin with `$ ` are lines for bash; what stands below each is what it prints.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare, root } from './prepare.mjs';

const block = /(<!-- journey: (\S+)((?: \S+)*) -->\n```console\n)([\s\S]*?)(?=^```$)/gm;

/** @returns the journeys of a document: name, files to begin with, and the text of the block */
export function journeysIn(document) {
  return [...document.matchAll(block)].map(([, , name, files, text]) => ({
    name,
    files: files.split(' ').filter((file) => file !== ''),
    text,
  }));
}

/** Plays a journey in a folder of its own. @returns the text of its block as it is to be */
export function replay({ name, files, text }) {
  const folder = mkdtempSync(join(tmpdir(), 'journey-'));
  try {
    const [work, programs] = [join(folder, name), join(folder, 'programs')];
    mkdirSync(work);
    mkdirSync(programs);
    for (const file of files) {
      const [from = '', to = basename(from)] = file.split(':');
      mkdirSync(dirname(join(work, to)), { recursive: true });
      cpSync(join(root, from), join(work, to));
    }
    writeFileSync(
      join(programs, 'migrate'),
      `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'bin/run.js')}" "$@"\n`,
    );
    chmodSync(join(programs, 'migrate'), 0o755);
    const commands = text.split('\n').filter((line) => line.startsWith('$ '));
    return commands.map((line) => `${line}\n${printed(line.slice(2), work, programs)}`).join('');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a line prints, errors in their place among the rest; no setting of this machine has a say in it. */
function printed(line, cwd, programs) {
  const env = { PATH: `${programs}:${process.env.PATH}`, HOME: cwd, NO_COLOR: '1' };
  const { stdout, error } = spawnSync('bash', ['-c', `exec 2>&1; ${line}`], { cwd, env, encoding: 'utf8' });
  if (error) throw error;
  const lines = stdout.split('\n').map((one) => one.trimEnd());
  return lines.join('\n').replace(/\n*$/, '\n').replace(/^\n$/, '');
}

/** @returns the document with all journeys as they are now */
export function recorded(document) {
  return document.replace(block, (_, head, name, files, text) => {
    return head + replay({ name, files: files.split(' ').filter((file) => file !== ''), text });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  prepare();
  const file = join(root, 'README.md');
  writeFileSync(file, recorded(readFileSync(file, 'utf8')));
}
