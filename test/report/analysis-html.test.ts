import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { costFigure } from '../../src/fleet/cost-figure.js';
import { noDecisions } from '../../src/model/index.js';
import { type Analysis, analysisFormats, printAnalysis } from '../../src/report/analysis.js';
import { flowOf } from '../../src/report/flow.js';
import { openBrowser } from '../browser.js';
import { analysed, analysedFile, hostileDefinition, largeDefinition } from './analysed.js';

const folder = mkdtempSync(join(tmpdir(), 'analysis-html-'));
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const contexts: BrowserContext[] = [];
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

const orders = () =>
  analysedFile(new URL('../../samples/orders/rest-api.yaml', import.meta.url).pathname, 'rest-api.yaml');
const bundle = () =>
  analysedFile(
    new URL('../../samples/bundle-answers-its-questions/openapi.json', import.meta.url).pathname,
    'openapi.json',
  );
/** What it costs at 100 million calls a month. */
const billed = ({ api, conversion }: Analysis) =>
  costFigure('-', {
    api,
    conversion,
    decisions: { ...noDecisions(), usage: { requests: '100M', region: 'us-east-1' } },
  });
const print = (analysis: Analysis, format: (typeof analysisFormats)[number]) =>
  [...printAnalysis(analysis, format, { width: 100, verbose: false })].join('');

/** The report as somebody opens it: a file. All that it asks for, or that goes wrong in it, is noted. */
async function open(analysis: Analysis, settings: Parameters<Browser['newContext']>[0] = {}) {
  const file = join(folder, `${contexts.length}.html`);
  writeFileSync(file, print(analysis, 'html'));
  const context = await browser.newContext(settings);
  contexts.push(context);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => troubles.push(message.text()));
  const url = pathToFileURL(file).href;
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) troubles.push(request.url());
  });
  await page.goto(url);
  return { page, troubles };
}

const whole = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** @param rules tags or names of the rules to hold the page against */
async function violations(page: Page, rules: readonly string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  // In the page, where the compiler knows no document.
  const found: { violations: { id: string; nodes: { html: string }[] }[] } = await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)} })`,
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

const phone = { viewport: { width: 375, height: 700 } };

describe('the page of an analysis', () => {
  it.each([
    ['light', orders, { colorScheme: 'light' }, whole],
    ['dark', bundle, { colorScheme: 'dark' }, ['color-contrast']],
    ['on a phone', bundle, phone, ['target-size', 'scrollable-region-focusable']],
  ] as const)('is accessible, %s, and asks for nothing', { timeout: 120_000 }, async (_, api, settings, rules) => {
    const { page, troubles } = await open(await api(), settings);
    await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
    expect(await violations(page, rules)).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it('fits a phone: nothing is wider than the screen', async () => {
    const { page } = await open(await orders(), phone);
    await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375);
  });

  it('shows both bills where the use is known, and fits a phone with them', async () => {
    const analysis = await orders();
    const { page, troubles } = await open({ ...analysis, cost: await billed(analysis) }, phone);
    const cells = await page.locator('#cost tbody td').allTextContents();
    expect(cells).toEqual(['350.00', '100.00', '250.00 (71.4 %)']);
    expect(await page.textContent('#cost')).toMatch(
      /100M requests a month[\s\S]*Prices of \d{4}-\d\d-\d\d for us-east-1/,
    );
    expect(await page.textContent('#cost')).toContain('7 of 14 methods can move now');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375);
    expect(await violations(page, whole)).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it('gives the command where the use is not known', async () => {
    const { page } = await open(await orders());
    expect(await page.locator('#cost table').count()).toBe(0);
    expect(await page.textContent('#cost pre')).toContain('migrate cost rest-api.yaml --requests 100M');
  });

  it('is read without a script: verdict, all methods, all findings, no control that would do nothing', async () => {
    const analysis = await orders();
    const { page } = await open(analysis, { javaScriptEnabled: false });
    expect(await page.textContent('.verdict')).toBe('not as a whole: some of it has to stay on REST');
    expect(await page.locator('#routes tbody tr').count()).toBe(14);
    expect(await page.locator('#findings details:visible').count()).toBeGreaterThan(15);
    expect(await page.locator('button:visible, input:visible, select:visible').count()).toBe(0);
  });

  it('finds methods by words and by state, and says how many', async () => {
    const { page } = await open(await analysed(largeDefinition(60)));
    const shown = () => page.locator('#routes tbody tr:visible').count();
    await page.fill('#filter-text', '/service-1/');
    expect(await shown()).toBe(20);
    await page.selectOption('#filter-state', 'stay-on-rest');
    const left = await shown();
    expect(left).toBeLessThan(20);
    expect(await page.textContent('#filter-count')).toBe(`${left} of 60`);
  });

  it('leads from a method to what holds it, and unfolds that', async () => {
    const { page } = await open(await orders());
    const name = /^lambda\/payload-1$/;
    await page.locator('#routes a').filter({ hasText: name }).first().click();
    const finding = page.locator('details', { has: page.locator('summary code').filter({ hasText: name }) });
    await page.waitForFunction(`location.hash !== ''`);
    expect(await finding.getAttribute('open')).toBe('');
    await page.click('[data-folds]');
    expect(await page.locator('#findings details:not([open])').count()).toBe(0);
  });

  it('has an anchor for each of its links', async () => {
    const { page } = await open(await analysed(largeDefinition(12)));
    const lost = `[...document.querySelectorAll('a[href^="#"]')].filter((a) => !document.getElementById(a.hash.slice(1))).map((a) => a.hash)`;
    expect(await page.evaluate(lost)).toEqual([]);
  });

  it('shows names as text, whatever is in them', async () => {
    const { page, troubles } = await open(await analysed(hostileDefinition()));
    expect(await page.title()).toMatch(/<script>document\.title='owned'<\/script>/);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
    expect(troubles).toEqual([]);
  });

  it('of 300 methods stays below 3 MB, and lists each method', async () => {
    const text = print(await analysed(largeDefinition(300)), 'html');
    expect(text.length).toBeLessThan(3_000_000);
    expect(text.match(/<tr data-state=/g)).toHaveLength(300);
  });

  it('names the file by its hash, and the program by its version', async () => {
    const { page } = await open(await orders());
    expect(await page.textContent('footer')).toMatch(/rest-api\.yaml[\s\S]*[0-9a-f]{64}[\s\S]*apigw-migrate 1\.2\.3/);
  });
});

it('the flow tells every construct once', async () => {
  const { conversion } = await orders();
  expect(flowOf(conversion.ledger).reduce((sum, { count }) => sum + count, 0)).toBe(conversion.ledger.length);
});

it.each(analysisFormats)('the same definition gives the same bytes, as %s', async (format) => {
  expect(print(await orders(), format)).toBe(print(await orders(), format));
});

it('JUnit is well-formed, whatever the names are', async () => {
  const { page } = await open(await orders());
  const text = print(await analysed(hostileDefinition(), { failOn: 'info' }), 'junit');
  const parse = `(text) => { const xml = new DOMParser().parseFromString(text, 'application/xml'); return [xml.querySelector('parsererror')?.textContent ?? '', xml.querySelectorAll('testcase').length]; }`;
  const [error, cases] = await page.evaluate<[string, number]>(`(${parse})(${JSON.stringify(text)})`);
  expect(error).toBe('');
  expect(cases).toBeGreaterThan(5);
});
