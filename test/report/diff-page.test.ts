import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import Convert from '../../src/commands/convert.js';
import Diff from '../../src/commands/diff.js';
import { openBrowser } from '../browser.js';
import { runCommand } from '../run-command.js';

const uri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:a/invocations';
const integration = { 'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri } };
/** A route that is as foretold, and one whose API key nobody gave up by name. */
const rest = {
  swagger: '2.0',
  info: { title: 'Pets', version: '1' },
  securityDefinitions: { key: { type: 'apiKey', name: 'x-api-key', in: 'header' } },
  paths: { '/pets': { get: integration }, '/stock': { get: { ...integration, security: [{ key: [] }] } } },
};

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
let url: string;
let browser: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diff-page-'));
  const file = join(folder, 'differences.html');
  const definitions = [join(folder, 'rest.json'), join(folder, 'http.yaml')] as const;
  await writeFile(definitions[0], JSON.stringify(rest));
  await runCommand(Convert, definitions[0], '--accept', 'access/api-key', '-o', definitions[1]);
  const handlers = ['--handlers', join(root, 'test/handlers/sources/commonjs')];
  const recorded = join(folder, 'recorded.jsonl');
  await writeFile(recorded, '{"method":"GET","path":"/pets/","status":200,"requests":124}\nbroken <b>\n');
  const traffic = ['--traffic', recorded];
  await runCommand(Diff, ...definitions, ...handlers, ...traffic, '--format', 'html', '-o', file);
  url = pathToFileURL(file).href;
  browser = await openBrowser();
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

/** The page, and anything that its policy stops, any failure of its script, any request to elsewhere. */
async function open(settings: Parameters<Browser['newContext']>[0] = {}) {
  const context = await browser.newContext(settings);
  contexts.push(context);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => troubles.push(message.text()));
  page.on('request', (request) => {
    if (request.url() !== url && !request.url().startsWith('data:')) troubles.push(request.url());
  });
  await page.goto(url);
  return { page, troubles };
}

/** Opens what is folded: all of it, or one of each kind, which is enough where all of a kind are made alike. */
const unfold = (page: Page, how: 'all' | 'one of each kind') =>
  page.evaluate(`
    const isFirst = (one) => one === document.querySelector(one.matches('.example') ? '.rule .example' : '.rule');
    for (const one of document.querySelectorAll('details')) {
      one.open = ${how === 'all'} || isFirst(one) || one === document.querySelector('.example');
    }
    if (${how !== 'all'}) document.querySelector('.rule .example').closest('.rule').open = true;
  `);
const isWide = (page: Page) => page.evaluate('document.documentElement.scrollWidth > innerWidth');

describe('the page of differences in a browser', () => {
  it('asks for nothing from elsewhere, and runs without a complaint', async () => {
    const { page, troubles } = await open();
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      expect.stringMatching(/^Unexplained \(\d+\)$/),
      expect.stringMatching(/^Handlers \(\d+\)$/),
      expect.stringMatching(/^Foretold \(\d+\)$/),
      'Traffic',
      expect.stringMatching(/^Not shown \(\d+\)$/),
    ]);
    expect(troubles).toEqual([]);
  });

  it.each([
    ['light', 1280],
    ['dark', 375],
  ] as const)(
    'has no barrier that axe finds, in %s at %i px, and never scrolls sideways, all unfolded',
    async (colorScheme, width) => {
      const { page } = await open({ colorScheme, viewport: { width, height: 800 } });
      expect(await isWide(page)).toBe(false);
      await unfold(page, 'all');
      expect(await isWide(page)).toBe(false);
      await unfold(page, 'one of each kind');
      await page.evaluate(axe.source);
      // In the page, where the compiler knows no document.
      const found: { violations: { id: string; nodes: { html: string }[] }[] } = await page.evaluate(
        `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
      );
      expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
    },
    // Axe looks at every cell, and a machine may have much else to do.
    180_000,
  );

  it('shows side by side what both backends receive, only what differs at first', async () => {
    const { page } = await open();
    const rule = page.locator('#rule-lambda-payload-1');
    await rule.locator('> summary').click();
    const example = rule.locator('details.example').first();
    await example.locator('summary').click();
    const stage = example.locator('tr.differs', { hasText: 'event.requestContext.stage' });
    expect(await stage.locator('td').allTextContents()).toEqual(['prod', '$default']);
    const method = example.locator('tr.same', { hasText: 'event.httpMethod' });
    expect(await method.isVisible()).toBe(false);
    await page.getByLabel('show only what differs').uncheck();
    expect(await method.isVisible()).toBe(true);
  });

  it('says what was read of recorded traffic, and what share of it shows a difference', async () => {
    const { page } = await open();
    const paragraphs = await page.locator('#traffic p').allTextContents();
    expect(paragraphs[0]).toMatch(/^Of 124 recorded requests, \d+ % get the same reply from both, ids aside\.$/);
    expect(paragraphs[1]).toMatch(/recorded\.jsonl \(JSON lines\): 124 requests, 1 of them different/);
    expect(paragraphs[1]).toMatch(/1 line could not be read, the first at .*recorded\.jsonl:2: /);
    const rule = page.locator('#rule-behaviour-trailing-slash');
    expect(await rule.locator('td.number').allTextContents()).toContain('125×100 %');
  });

  it('says which rules no request shows, and why not', async () => {
    const { page } = await open();
    const shown = await page.locator('#not-shown dt').allTextContents();
    expect(shown).toHaveLength(await page.locator('#not-shown dd').count());
    expect(shown.length).toBeGreaterThan(0);
    for (const rule of shown) expect(await page.locator(`#rule-${rule.replace('/', '-')}`).count()).toBe(0);
  });

  it('is printed unfolded', async () => {
    const { page } = await open();
    expect(await page.locator('#rule-lambda-payload-1 table').first().isVisible()).toBe(false);
    await page.pdf();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(await page.locator('#rule-lambda-payload-1 table').first().isVisible()).toBe(true);
  });

  it('has no secret in it', async () => {
    const { page } = await open();
    const html = await page.content();
    expect(html).not.toMatch(/migrate-diff-api-key|eyJ[\w-]{20,}\./);
    expect(html).toContain('(hidden)');
  });
});
