import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openSimulation, type Simulation } from '../../src/gateway/simulation/simulation.js';
import { plain } from '../../src/model/index.js';
import { pageView } from '../../src/report/simulate-page.js';
import { openBrowser } from '../browser.js';
import { api, lambda, route } from '../gateway/http/opened.js';
import { lambdaProxy, operation, restApi } from '../gateway/rest/samples.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const opened: { simulation: Simulation; context: BrowserContext }[] = [];
afterEach(async () => {
  for (const { simulation, context } of opened.splice(0)) {
    await context.close();
    await simulation.close();
  }
});

/** Both APIs, echoes behind them, and the page in a browser. */
async function open(settings: Parameters<Browser['newContext']>[0] = {}) {
  const simulation = await openSimulation(
    {
      rest: restApi([operation('ANY /{path+}', { integration: lambdaProxy('tried') })]),
      http: api([route('ANY /{path+}', lambda({ uri: plain('tried'), payloadFormatVersion: '1.0' }))]),
    },
    { port: 0, stage: 'dev', stageVariables: {}, apiKeys: [], backends: [], http: 'echo' },
    { onExchange: () => {}, onFailure: () => {}, view: async () => pageView },
  );
  const context = await browser.newContext(settings);
  opened.push({ simulation, context });
  const page = await context.newPage();
  // Anything that the page's policy stops, any failure of its script, any request to elsewhere.
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => troubles.push(message.text()));
  page.on('dialog', (dialog) => {
    troubles.push(`dialog ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  const rest = simulation.apis[0]?.url ?? '';
  const { origin } = new URL(rest);
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) troubles.push(request.url());
  });
  return { page, rest, http: simulation.apis[1]?.url ?? '', url: `${origin}/_migrate`, troubles };
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  // In the page, where the compiler knows no document.
  const found: { violations: { id: string; nodes: { html: string }[] }[] } = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

const rows = (page: Page) => page.locator('#requests tr');
const title = (page: Page) => page.locator('#exchange h2');

describe('the page in a browser', () => {
  it('shows requests as they come, the newest one side by side', async () => {
    const { page, rest, http, url, troubles } = await open();
    await page.goto(url);
    await page.getByText('Live. No request yet.').waitFor();
    await fetch(`${rest}/one`);
    await page.getByRole('heading', { name: 'Request 1: GET /one' }).waitFor();
    await fetch(`${http}/two`, { method: 'POST', body: 'hello' });
    await page.getByRole('heading', { name: 'Request 2: POST /two' }).waitFor();
    expect(await rows(page).locator('a').allTextContents()).toEqual(['POST /two', 'GET /one']);
    const differing = page.locator('tr.differs', { hasText: 'event.requestContext.stage' }).first();
    expect(await differing.locator('td').allTextContents()).toEqual(['dev', '$default']);
    expect(await differing.getByText('differs').isVisible()).toBe(true);
    expect(troubles).toEqual([]);
  });

  it('lets nothing that came over the wire become a part of it', async () => {
    const { page, rest, url, troubles } = await open();
    const evil = `<img src=x onerror=alert(1)><script>alert(2)</script></script>"'><svg onload=alert(3)>`;
    await page.goto(url);
    await page.getByText('Live. No request yet.').waitFor();
    for (const path of [encodeURIComponent(evil), 'plain']) {
      await fetch(`${rest}/${path}?${encodeURIComponent(evil)}=${encodeURIComponent(evil)}`, {
        method: 'POST',
        headers: { 'x-evil': evil, 'content-type': 'text/html' },
        body: JSON.stringify({ [evil]: evil, nested: { text: evil } }),
      });
    }
    await page.getByRole('heading', { name: 'Request 2: POST /plain' }).waitFor();
    await page.goto(`${url}/1`);
    await page.getByText('Live.').waitFor();
    expect(await page.locator('img, svg, iframe').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.locator('code', { hasText: '<img src=x onerror=alert(1)>' }).count()).toBeGreaterThan(0);
    expect(troubles).toEqual([]);
  });

  it.each([
    ['light', { colorScheme: 'light' as const }],
    ['dark', { colorScheme: 'dark' as const }],
    ['narrow', { viewport: { width: 320, height: 640 } }],
  ])('is accessible, %s', async (_, settings) => {
    const { page, rest, url } = await open(settings);
    await page.goto(url);
    await page.getByText('Live. No request yet.').waitFor();
    expect(await violations(page)).toEqual([]);
    await fetch(`${rest}/one?${'long'.repeat(200)}`, { headers: { authorization: 'Bearer a-secret-token' } });
    await fetch(`${rest}/${'unbroken'.repeat(40)}`);
    await title(page).getByText('Request 2').waitFor();
    expect(await violations(page)).toEqual([]);
    const { scrollWidth, clientWidth } = await page.evaluate<{ scrollWidth: number; clientWidth: number }>(
      '({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth })',
    );
    expect(scrollWidth).toBe(clientWidth);
  });

  it('is dark where the system is', async () => {
    const ground = async (colorScheme: 'light' | 'dark') => {
      const { page, url } = await open({ colorScheme });
      await page.goto(url);
      return page.evaluate('getComputedStyle(document.body).backgroundColor');
    };
    expect([await ground('light'), await ground('dark')]).toEqual(['rgb(255, 255, 255)', 'rgb(13, 17, 23)']);
  });

  it('is used by keyboard alone: skip, filter, pause, a request, and back to the newest', async () => {
    const { page, rest, url } = await open();
    await fetch(`${rest}/one`);
    await fetch(`${rest}/two`);
    await page.goto(url);
    const focused = () =>
      page.evaluate<string>('document.activeElement.textContent.trim() || document.activeElement.id');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the request');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('only');
    await page.keyboard.press('Space');
    expect(await page.locator('tr.same').first().isVisible()).toBe(false);
    expect(await page.locator('tr.differs').first().isVisible()).toBe(true);
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Pause');
    for (const _ of ['the list', 'the newest request', 'the one before']) await page.keyboard.press('Tab');
    expect(await focused()).toBe('GET /one');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Request 1: GET /one' }).waitFor();
    expect(page.url()).toBe(`${url}/1`);
    await page.getByRole('link', { name: 'Follow the newest request' }).press('Enter');
    await page.getByRole('heading', { name: 'Request 2: GET /two' }).waitFor();
  });

  it('waits while it is paused, keeps a request that was asked for, and what somebody reads', async () => {
    const { page, rest, url, troubles } = await open();
    await fetch(`${rest}/one`);
    await page.goto(url);
    await page.getByText('Live.').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await fetch(`${rest}/two`);
    await page.getByText('Paused. New requests wait.').waitFor();
    expect(await rows(page).count()).toBe(1);
    await page.getByRole('button', { name: 'Pause' }).click();
    await title(page).getByText('Request 2').waitFor();
    await page.locator('#exchange .scroll').first().focus();
    await fetch(`${rest}/three`);
    await page.getByText('Live. 3 requests.').waitFor();
    expect(await title(page).textContent()).toBe('Request 2: GET /two');
    await page.goto(`${url}/1`);
    await page.getByText('Live.').waitFor();
    await fetch(`${rest}/four`);
    await page.getByText('Live. 4 requests.').waitFor();
    expect(await title(page).textContent()).toBe('Request 1: GET /one');
    expect(await page.locator('#requests [aria-current]').textContent()).toBe('GET /one');
    expect(troubles).toEqual([]);
  });

  it('is read without its script too', async () => {
    const { page, rest, url } = await open({ javaScriptEnabled: false });
    await fetch(`${rest}/one`);
    await page.goto(url);
    expect(await page.getByText('Reload to see new requests.').isVisible()).toBe(true);
    expect(await title(page).textContent()).toBe('Request 1: GET /one');
    expect(await page.getByRole('button').count()).toBe(0);
  });
});
