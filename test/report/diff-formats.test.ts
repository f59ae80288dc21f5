import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/diff/differences.js';
import { compareSighting } from '../../src/diff/sighting.js';
import type { HandlersResult } from '../../src/handlers/handlers.js';
import type { JsonObject } from '../../src/model/index.js';
import { type DiffFormat, printDiff } from '../../src/report/diff.js';
import type { RuleTitles } from '../../src/report/diff-rows.js';
import { cutToFit } from '../../src/report/markdown-cut.js';
import { exchange, lambdaCall, sighting } from '../diff/exchanges.js';

const rules = new Proxy({} as RuleTitles, { get: (_, rule) => ({ title: `Title of ${String(rule)}.` }) });

const event = (parts: JsonObject): JsonObject => ({
  ...parts,
  headers: Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`x-header-${index}`, `value ${index}`])),
});

/** An API whose every route gets another event, and nobody foretold it. */
function broken(routes: number) {
  const sightings = Array.from({ length: routes }, (_, index) => {
    const key = `GET /orders/${index}/parts`;
    const rest = exchange({
      route: key,
      calls: [lambdaCall(event({ path: '/a', resource: '/b', httpMethod: 'GET' }))],
    });
    const http = exchange({ route: key, calls: [lambdaCall(event({ path: '/prod/a', body: '' }))] });
    const route = { method: 'GET' as const, path: `/orders/${index}/parts` };
    return compareSighting(sighting(rest, http, { name: key, route }));
  });
  return summarise(sightings, () => undefined);
}

describe('where nothing of 300 routes is as foretold', () => {
  const result = broken(300);
  const print = (format: DiffFormat) => printDiff(result, format, rules);

  it('there is much to tell', () => expect(result.unexplained).toBeGreaterThan(1000));

  it('the page stays below 2 MB, and says how much it leaves out', () => {
    const html = print('html');
    expect(html.length).toBeLessThan(2_000_000);
    expect(html).toContain(`${result.unexplained - 500} more are not shown here; --format json has all.`);
    expect(html).toMatch(/\d+ more examples are not shown/);
  });

  it('Markdown fits into a comment, and counts what was cut', () => {
    const text = print('markdown');
    expect(text.length).toBeLessThanOrEqual(65_000);
    const shown = text.match(/^\| (?:breaking|visible|benign) /gm)?.length ?? 0;
    expect(text).toContain(`**Cut to fit into a comment: ${result.unexplained - shown} differences,`);
    expect(text).toMatch(/not shown\.\*\* All of it: `--format html` or `--format json`\.$/);
  });

  it('JUnit has a case for each route, and each fails', () => {
    const xml = print('junit');
    expect(xml).toContain('<testsuite name="migrate diff: routes" tests="300" failures="300" errors="0" skipped="0">');
  });
});

describe('JUnit', () => {
  it('passes routes without, and fails those with, an unexplained difference; rules pass, what is unknown is skipped', () => {
    const one = broken(1);
    const [first, ...others] = one.differences;
    if (first === undefined) throw new Error('there is a difference');
    const result = {
      ...one,
      differences: [first, ...others.map((other) => ({ ...other, rule: 'lambda/payload-1' as const }))],
      unexplained: 1,
      routes: ['GET /fine', 'GET /orders/0/parts'],
      notCompared: [{ gateway: 'http' as const, feature: 'service SQS', count: 2 }],
    };
    const xml = printDiff(result, 'junit', rules);
    expect(xml).toContain('<testcase name="GET /fine" classname="route"/>');
    expect(xml).toMatch(
      /<testcase name="GET \/orders\/0\/parts" classname="route">\n +<failure message="1 difference that no rule foretold" type="\w+">/,
    );
    expect(xml).toContain('<testcase name="lambda/payload-1: Title of lambda/payload-1." classname="rule"/>');
    expect(xml).toMatch(
      /<testcase name="HTTP: service SQS" classname="not compared">\n +<skipped message="What this changes is not known; 2 requests\."\/>/,
    );
  });

  it('skips what a green run does not vouch for: noise, and rules that no request shows', () => {
    const noise = [{ aspect: 'reply.body.at', count: 3 }];
    const notShown = [{ rule: 'access/iam' as const, reason: 'nobody knows' }];
    const xml = printDiff({ ...broken(1), noise, notShown }, 'junit', rules);
    expect(xml).toMatch(
      /<testcase name="reply\.body\.at" classname="noise">\n +<skipped message="The REST API itself answers this differently each time, so it was left out of 3 requests\."\/>/,
    );
    expect(xml).toMatch(
      /<testcase name="access\/iam: Title of access\/iam\." classname="rule">\n +<skipped message="Not shown: nobody knows\."\/>/,
    );
  });

  it('has a difference that no route shows as one of the whole API', () => {
    const result = broken(1);
    const differences = result.differences.slice(0, 1).map((one) => ({ ...one, route: null }));
    expect(printDiff({ ...result, differences, unexplained: 1 }, 'junit', rules)).toContain(
      '<testcase name="whole API" classname="route">',
    );
  });
});

const handlers: HandlersResult = {
  files: 2,
  ignored: [{ what: 'tests', count: 3 }],
  notRead: [{ file: 'b.js', line: 1, column: 7, reason: 'Unexpected token' }],
  uses: [
    {
      ...{
        file: 'a|b.js',
        line: 3,
        column: 5,
        expression: 'event.headers["<b>`x`"]',
        grade: 'breaks',
        rule: 'lambda/payload-1',
      },
      ...{ what: 'It is gone.', instead: 'event.headers["a"]' },
    },
  ],
};

describe('what handlers and requests hold', () => {
  it('is text in Markdown, whatever it is', () => {
    const text = printDiff(broken(1), 'markdown', rules, handlers);
    expect(text).toContain('| `a\\|b.js:3:5` | **breaks** `event.headers["<b>\'x\'"]` | It is gone. |');
    expect(text).toContain('- not read: `b.js:1:7`: Unexpected token');
  });

  it('stands in Markdown before what may be cut: traffic; and at the end rules that no request shows', () => {
    const traffic = [{ name: 'a<b>.har', requests: 7, shapes: 2, broken: 0, notSent: 0, unrecorded: [] }];
    const notShown = [{ rule: 'access/iam' as const, reason: 'nobody <knows>' }];
    const text = printDiff({ ...broken(1), traffic, notShown }, 'markdown', rules);
    expect(text.indexOf('## Traffic')).toBeLessThan(text.indexOf('## Unexplained'));
    expect(text).toContain('a\\<b\\>.har: 7 requests, 2 of them different; each of those was sent once.');
    expect(text).toContain('## Not shown');
    expect(text).toContain('- `access/iam`: nobody \\<knows\\>');
  });

  it('is text on the page, whatever it is', () => {
    expect(printDiff(broken(1), 'html', rules, handlers)).toContain('event.headers[&quot;&lt;b&gt;`x`&quot;]');
  });
});

describe('a text that is too long', () => {
  it('ends with whole lines, and never with a heading', () => {
    const rows = Array.from({ length: 10 }, (_, index) => ({ text: `row ${index} ${'x'.repeat(90)}`, is: 'row' }));
    const text = cutToFit(
      [{ text: '# One' }, ...rows, { text: '# Two' }, { text: 'last', is: 'word' }],
      'See there.',
      900,
    );
    expect(text.length).toBeLessThanOrEqual(900);
    expect(text.split('\n').slice(-3)).toEqual([
      expect.stringMatching(/^row \d x+$/),
      '',
      expect.stringMatching(/^\*\*Cut to fit into a comment: \d rows, 1 word not shown\.\*\* See there\.$/),
    ]);
  });

  it('is left alone while it fits', () => {
    expect(cutToFit([{ text: 'a' }, { text: 'b', is: 'row' }], '', 3)).toBe('a\nb');
  });
});
