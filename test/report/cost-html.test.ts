import { writeFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiFactsOf } from '../../src/cost/api-facts.js';
import { readCircumstances } from '../../src/cost/circumstances.js';
import type { CostComparison } from '../../src/cost/comparison.js';
import { estimate } from '../../src/cost/estimate.js';
import { fleetOf } from '../../src/cost/fleet.js';
import { noMoveFacts } from '../../src/cost/move-facts.js';
import { readUsage } from '../../src/cost/usage.js';
import { parseDocument } from '../../src/openapi/parse.js';
import { readRestApi } from '../../src/openapi/rest/read-rest-api.js';
import { printCost, printFleet } from '../../src/report/cost.js';
import { openBrowser } from '../browser.js';
import { vendoredPrices } from '../cost/vendored.js';

const list = await vendoredPrices();
const evil = `<img src=x onerror=alert(1)><script>alert(2)</script>"'`;
const facts = apiFactsOf(await readRestApi(parseDocument({ file: 'api.json', text: definition('Orders') })));
const surroundings = {
  circumstances: readCircumstances({ weeks: 4 }),
  move: {
    ...noMoveFacts(),
    findings: [{ rule: 'access/api-key', level: 'blocked', places: 2 }] as const,
  },
};
const flags = { requests: '600M', 'response-size': '900KB', 'request-size': '1KB', 'cache-size': '0.5' };
const comparison = estimate(
  { ...readUsage('us-east-1', { ...flags, 'account-requests': '300M' }), growth: '5' },
  list,
  facts,
  surroundings,
);

let browser: Browser;
let page: string;
beforeAll(async () => {
  browser = await openBrowser();
  page = await printCost(comparison, 'html');
  // Where somebody wants to look at it.
  const wanted = process.env['COST_PAGE'];
  if (wanted !== undefined) await writeFile(wanted, page);
});
afterAll(() => browser?.close());

const contexts: BrowserContext[] = [];
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

/** The page in a browser, and all that it should not do: requests, errors, what its policy stopped. */
async function open(content: string, settings: Parameters<Browser['newContext']>[0] = {}) {
  const context = await browser.newContext(settings);
  contexts.push(context);
  const opened = await context.newPage();
  const troubles: string[] = [];
  opened.on('pageerror', (error) => troubles.push(String(error)));
  opened.on('console', (message) => troubles.push(message.text()));
  opened.on('request', (request) => {
    if (!request.url().startsWith('data:')) troubles.push(request.url());
  });
  await opened.setContent(content);
  return { opened, troubles };
}

async function violations(opened: Page): Promise<string[]> {
  await opened.evaluate(axe.source);
  // In the page, where the compiler knows no document.
  const found: { violations: { id: string; nodes: { html: string }[] }[] } = await opened.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

const widths = (opened: Page) =>
  opened.evaluate<[number, number]>('[document.documentElement.scrollWidth, document.documentElement.clientWidth]');

describe('the cost report in a browser', () => {
  it('shows three charts with their names, and asks nobody for anything', async () => {
    const { opened, troubles } = await open(page);
    const charts = opened.locator('figure svg[role=img]:visible');
    expect(await charts.count()).toBe(3);
    expect(await charts.evaluateAll(names)).toEqual([
      'One month by what is paid for, in USD',
      'Cost of a month over requests a month, in USD',
      'Cost of a month over the size of a call, in USD',
    ]);
    // Something is drawn, and in the colours of the page.
    expect(await opened.locator('figure svg:visible path[fill="var(--rest)"]').count()).toBeGreaterThan(2);
    expect(await opened.locator('figure svg:visible text', { hasText: 'now' }).count()).toBe(1);
    expect(await opened.locator('figure svg:visible text', { hasText: '1536 KB' }).count()).toBe(1);
    expect(troubles).toEqual([]);
  });

  it('opens every number to its formula', async () => {
    const { opened } = await open(page);
    const row = opened.locator('#http tr', { hasText: 'HTTP API requests, over 300 million' });
    const formula = row.locator('details p').first();
    expect(await formula.isVisible()).toBe(false);
    await row.locator('summary').click();
    expect(await formula.textContent()).toBe('900 million × 0.90 per million = 810');
    expect(await row.textContent()).toContain('Price: AWS Price List, AmazonApiGateway us-east-1');
    const amounts = opened.locator('#rest tbody tr, #http tbody tr');
    expect(await amounts.locator('details').count()).toBe(await amounts.count());
  });

  it('has the numbers of each chart as a table beside it', async () => {
    const { opened } = await open(page);
    const figure = opened.locator('figure').first();
    await figure.locator('summary').click();
    expect(await figure.locator('tbody tr').first().allTextContents()).toEqual(['Requests1703.11110']);
  });

  it.each([
    ['on a desk', { viewport: { width: 1280, height: 900 } }],
    ['on a phone', { viewport: { width: 375, height: 800 } }],
    ['in the dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' as const }],
  ])('is accessible and never scrolls sideways, %s', async (_, settings) => {
    const { opened, troubles } = await open(page, settings);
    expect(await violations(opened)).toEqual([]);
    const [scroll, client] = await widths(opened);
    expect(scroll).toBe(client);
    // Text of a chart keeps the size of text.
    const sizes = await opened.locator('figure svg:visible text').evaluateAll(heights);
    expect(Math.min(...sizes)).toBeGreaterThan(9);
    expect(troubles).toEqual([]);
  });

  it('has chart colours that stand out, in light and dark: 3 to 1 and more to the ground', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { opened } = await open(page, { colorScheme });
      const ratios = await opened.evaluate<number[]>(contrasts);
      expect(ratios.every((ratio) => ratio >= 3)).toBe(true);
      expect(ratios).toHaveLength(2);
    }
  });

  it('is printed with everything unfolded and the wide charts', async () => {
    const { opened } = await open(page, { viewport: { width: 375, height: 800 } });
    await opened.emulateMedia({ media: 'print' });
    await opened.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    expect(await opened.locator('details:not([open])').count()).toBe(0);
    expect(await opened.locator('.wide svg:visible').count()).toBe(3);
    expect(await opened.locator('.narrow svg:visible').count()).toBe(0);
  });

  it('lets no name become a part of the page', async () => {
    const { opened, troubles } = await open(await printCost({ ...comparison, api: evil }, 'html'));
    expect(await opened.locator('img, iframe').count()).toBe(0);
    expect(await opened.locator('h1').textContent()).toContain(evil);
    expect(troubles).toEqual([]);
  });
});

describe('the bytes of the page', () => {
  it('are the same for the same input, though chart ids are counted', async () => {
    expect(await printCost(comparison, 'html')).toBe(page);
    expect(page).not.toMatch(/zr\d|ecmeta/);
  });

  it('hold no chart where prices are unknown, and say so', async () => {
    const untold: CostComparison = estimate(readUsage('eu-west-1', {}), list, facts, surroundings);
    const text = await printCost(untold, 'html');
    expect(text).not.toContain('<svg');
    expect(text).toContain('There is nothing to draw: prices are unknown.');
  });
});

describe('the page of several APIs', () => {
  it('shows them in one chart and one table', async () => {
    const members = ['100M', '300M', undefined].map((requests, index) => ({
      ...{ input: `apis/${index}`, api: { ...facts, name: index === 0 ? evil : `API ${index}` }, ...surroundings },
      usage: readUsage('us-east-1', { requests }),
    }));
    const fleet = fleetOf(members, [{ input: 'apis/broken', reason: 'This is not YAML.' }], list);
    const { opened, troubles } = await open(await printFleet(fleet, 'html'), { viewport: { width: 375, height: 800 } });
    expect(await opened.locator('figure svg:visible').count()).toBe(1);
    expect(await opened.locator('.verdict').textContent()).toContain('1353.10');
    expect(await opened.getByText('apis/broken: This is not YAML.').isVisible()).toBe(true);
    expect(await violations(opened)).toEqual([]);
    const [scroll, client] = await widths(opened);
    expect(scroll).toBe(client);
    expect(troubles).toEqual([]);
  });
});

function definition(title: string): string {
  return JSON.stringify({ swagger: '2.0', info: { title, version: '1' }, paths: {} });
}

/** Runs in the page: the accessible names of charts. */
function names(charts: { getAttribute(name: string): string | null; ownerDocument: unknown }[]): string[] {
  return charts.map((chart) => {
    const [id = ''] = (chart.getAttribute('aria-labelledby') ?? '').split(' ');
    // In the page, where the compiler knows no document.
    const { ownerDocument } = chart as {
      ownerDocument: { getElementById(id: string): { textContent: string } | null };
    };
    return ownerDocument.getElementById(id)?.textContent ?? '';
  });
}

/** Runs in the page: heights of elements, as they are on the screen. */
function heights(elements: unknown[]): number[] {
  return (elements as { getBoundingClientRect(): { height: number } }[]).map(
    (element) => element.getBoundingClientRect().height,
  );
}

/** Runs in the page: contrast of both colours to the ground, as WCAG 2.2 computes it. */
const contrasts = `(() => {
  const colour = (name) => {
    const probe = document.createElement('i');
    probe.style.color = 'var(' + name + ')';
    document.body.append(probe);
    const parts = getComputedStyle(probe).color.match(/[0-9]+/g).map(Number);
    probe.remove();
    return parts;
  };
  const light = (parts) => {
    const [r, g, b] = parts.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = light(colour('--ground'));
  return ['--rest', '--http'].map((name) => {
    const one = light(colour(name));
    return (Math.max(one, ground) + 0.05) / (Math.min(one, ground) + 0.05);
  });
})()`;
