import { type Browser, chromium } from 'playwright-core';
import { findBrowser, howToGetBrowser } from '../scripts/browser.mjs';

/** Starts the browser of this machine, without a window. @throws with what to do where there is none: no test is skipped silently */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(howToGetBrowser);
  // Chromium refuses its sandbox to root; the pages are our own.
  return chromium.launch({ executablePath, chromiumSandbox: false });
}
