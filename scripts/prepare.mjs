/**
 * Makes a clone ready to run: packages as the lock file says, and a build no older than the sources. Does nothing where
 * nothing is to be done. Only node builtins: it runs before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Installs and builds where needed; ends the process with the tool's own words when that fails. */
export function prepare() {
  checkNode();
  install(root, 'Installing the packages of package-lock.json (npm ci)');
  if (!isBuilt()) {
    npm(['run', 'build'], 'Building src into dist (npm run build)');
  }
}

/** Installs what the lock file of a folder asks for, if it is not there yet. */
export function install(folder, what) {
  if (!isInstalled(folder)) npm(['ci'], what, folder);
}

/** @returns whether node_modules of a folder holds what its lock file asks for. */
export function isInstalled(folder = root) {
  const installed = readLock(join(folder, 'node_modules/.package-lock.json'));
  const wanted = readLock(join(folder, 'package-lock.json'));
  if (installed === undefined || wanted === undefined) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    const found = installed[path]?.version;
    return path === '' || found === version || (optional === true && found === undefined);
  });
}

function readLock(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

/** The manifest is the last thing that a build writes. */
function isBuilt() {
  const manifest = join(root, 'oclif.manifest.json');
  if (!existsSync(join(root, 'dist/cli/main.js')) || !existsSync(manifest)) return false;
  const built = statSync(manifest).mtimeMs;
  const inputs = ['src', 'scripts/build.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'];
  return inputs.every((input) => newest(join(root, input)) <= built);
}

/** Folders count too: their time changes when a file in them goes away. */
function newest(path) {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(status.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const wanted = engines.node.replace('>=', '').split('.').map(Number);
  const found = process.versions.node.split('.').map(Number);
  const differs = wanted.findIndex((part, index) => part !== found[index]);
  if (differs < 0 || found[differs] > wanted[differs]) return;
  fail(`Node.js ${engines.node} is needed, and this is ${process.versions.node}.`, 1);
}

function npm(args, what, cwd = root) {
  process.stderr.write(`${what} …\n`);
  const { status, stdout, stderr, error } = runNpm(args, cwd);
  if (status === 0) return;
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
  fail(`npm ${args.join(' ')} failed${error ? `: ${error.message}` : ''}.`, status ?? 1);
}

/** Under npm the very same npm is used; else the one on the path. */
function runNpm(args, cwd) {
  const options = { cwd, encoding: 'utf8', maxBuffer: 1 << 28 };
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return spawnSync(process.execPath, [cli, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

function fail(message, code) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
