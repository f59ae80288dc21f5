/**
 * The browser that tests look at pages with. Only node builtins. `node scripts/browser.mjs` gets it where it is missing, and
 * says how to where that cannot be done.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, isProgram, onPath } from './apt-get.mjs';

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
  return [...onPath(...names), ...(places[process.platform] ?? [])].find(isProgram);
}

/** Gets the browser where root may do so with apt-get; else says how. @returns whether it is there */
export function prepareBrowser() {
  if (findBrowser()) return true;
  install('chromium', 'Chromium for the tests of pages');
  if (findBrowser()) return true;
  process.stderr.write(`${howToGetBrowser}\n`);
  return false;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = prepareBrowser() ? 0 : 1;
