/** Programs that tests need and npm does not have. Only node builtins. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @returns whether somebody may run the file */
export function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns where the environment has a program of one of these names, the first name first */
export function onPath(...names) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Installs a package of Debian where root may do so with apt-get; says what it does, and why it failed. */
export function install(debianPackage, what) {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return;
  process.stderr.write(`Installing ${what} (apt-get install ${debianPackage}) …\n`);
  const failed = aptGet('update') ?? aptGet('install', '-y', '--no-install-recommends', debianPackage);
  if (failed !== undefined) process.stderr.write(failed);
}

/** @returns what it said when it failed */
function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr } = spawnSync('apt-get', ['-q', ...args], {
    encoding: 'utf8',
    env,
    maxBuffer: 1 << 28,
  });
  return status === 0 ? undefined : `${stdout}${stderr}apt-get ${args.join(' ')} failed.\n`;
}
