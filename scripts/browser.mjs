/**
 * The browser that tests look at pages with. Only node builtins. `node scripts/browser.mjs` gets it where it is missing, and
 * says how to where that cannot be done.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];

const places = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env['ProgramFiles'], process.env['ProgramFiles(x86)'], process.env['LOCALAPPDATA']].flatMap(
    (folder) =>
      folder === undefined
        ? []
        : [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')],
  ),
};

export const howToGetBrowser =
  'Tests look at pages in Chromium, and there is none here. Install it (Debian, Ubuntu: apt-get install chromium as root; ' +
  'elsewhere Chrome or Edge will do), or name one: CHROMIUM=/path/to/chrome npm test';

/** @returns the program, `undefined` where there is none; `CHROMIUM` in the environment goes first. */
export function findBrowser() {
  const named = process.env['CHROMIUM'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...(places[process.platform] ?? [])].find(isProgram);
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Gets the browser where root may do so with apt-get; else says how. @returns whether it is there */
export function prepareBrowser() {
  if (findBrowser()) return true;
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    process.stderr.write('Installing Chromium for the tests of pages (apt-get install chromium) …\n');
    const failed = aptGet('update') ?? aptGet('install', '-y', '--no-install-recommends', 'chromium');
    if (failed !== undefined) process.stderr.write(failed);
    if (findBrowser()) return true;
  }
  process.stderr.write(`${howToGetBrowser}\n`);
  return false;
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

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = prepareBrowser() ? 0 : 1;
