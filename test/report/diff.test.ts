import { describe, expect, it } from 'vitest';
import type { Difference, DiffResult } from '../../src/diff/differences.js';
import { printDiff } from '../../src/report/diff.js';
import type { RuleTitles } from '../../src/report/diff-rows.js';
import { shownValues } from '../../src/report/diff-values.js';
import { rules as catalogue } from '../../src/rules/index.js';

const rules = new Proxy({} as RuleTitles, {
  get: (_, rule) => ({ title: `Title of ${String(rule)}.`, evidence: 'V', remedy: 'Do something.' }),
});

const explained: Difference = {
  class: 'benign',
  rule: 'lambda/payload-1',
  aspect: 'event.version',
  route: null,
  http: '1.0',
  example: 'curl -X GET "$API"\'/a\'',
  routes: 300,
  count: 300,
};
const unexplained: Difference = {
  class: 'security',
  rule: null,
  aspect: 'authorization',
  route: 'GET /a|b',
  rest: 'refused',
  http: 'open',
  example: 'curl -X GET "$API"\'/a|b\'',
  routes: 1,
  count: 1,
};
const result: DiffResult = {
  requests: 301,
  same: 1,
  differences: [unexplained, explained],
  unexplained: 1,
  ignored: 7,
  ignoredBy: [{ reason: 'the clock', fact: 'RT-NOISE-TIME', count: 7 }],
  notShown: [{ rule: 'access/iam', reason: 'nobody knows' }],
  notCompared: [{ gateway: 'http', feature: 'service integration SQS-SendMessage', example: 'POST /q', count: 2 }],
  staying: [],
};
const nothing: DiffResult = {
  requests: 1,
  same: 1,
  differences: [],
  unexplained: 0,
  ignored: 0,
  ignoredBy: [],
  notCompared: [],
  staying: [],
};

describe('the report of differences', () => {
  it('as text tells the verdict, the unexplained, then rule by rule, one line each', () => {
    expect(printDiff(result, 'text', rules)).toBe(
      [
        '1 difference that no rule foretold: exit code 1; 1 foretold.',
        '',
        'UNEXPLAINED: no rule foretold this',
        '  security  authorization  GET /a|b  1x',
        '    REST refused',
        '    HTTP open',
        '    curl -X GET "$API"\'/a|b\'',
        '',
        'lambda/payload-1',
        '  Title of lambda/payload-1. (evidence V)',
        '    benign    event.version: absent -> 1.0  300 routes  300x',
        '',
        'NOT COMPARED: what these change is not known',
        '  HTTP  service integration SQS-SendMessage  (2 requests, first POST /q)',
        '',
        'NOT SHOWN: Foretold by the ledger, and why no request shows it.',
        '  access/iam: nobody knows',
        '',
        '301 requests, 1 with the same reply from both, ids aside; 2 differences, 1 unexplained;',
        '7 volatile values ignored (the clock: 7).',
      ].join('\n'),
    );
  });

  it('as text has only verdict and sum where there is nothing to tell', () => {
    expect(printDiff(nothing, 'text', rules)).toBe(
      [
        'No differences.',
        '',
        '1 request, 1 with the same reply from both, ids aside; 0 differences, 0 unexplained;',
        '0 volatile values ignored.',
      ].join('\n'),
    );
  });

  const of = (...differences: Difference[]): DiffResult => ({
    ...nothing,
    differences,
    unexplained: differences.filter(({ rule }) => rule === null).length,
  });
  const firstLine = (shown: DiffResult) => printDiff(shown, 'text', rules).split('\n')[0];

  it.each<[string, DiffResult, string]>([
    ['all foretold', of(explained), '1 difference, all foretold.'],
    ['nothing foretold', of(unexplained, unexplained), '2 differences that no rule foretold: exit code 1.'],
    [
      'a loss that was accepted',
      of({ ...explained, class: 'security', rule: 'access/api-key', accepted: true }),
      '1 difference, all foretold; 1 lets callers in who were kept out, accepted by name.',
    ],
    [
      'a gain of callers that was told only',
      of({ ...explained, class: 'security', rule: 'routes/takes-more' }),
      '1 difference, all foretold; 1 lets callers in who were kept out, told by a rule that needs no acceptance.',
    ],
  ])('begins with the verdict: %s', (_, shown, line) => {
    const text = printDiff(shown, 'text', rules);
    expect(text.replaceAll(';\n', '; ').split('\n')[0]).toBe(line);
    expect(firstLine(shown)?.length).toBeLessThanOrEqual(100);
  });

  it.each<['good' | 'mark' | 'bad', string, DiffResult]>([
    ['good', 'all is foretold and nobody gets in', of(explained)],
    ['mark', 'somebody gets in, by a loss that was accepted', of({ ...explained, class: 'security', accepted: true })],
    [
      'mark',
      'somebody gets in, which a rule tells',
      of({ ...explained, class: 'security', rule: 'routes/takes-more' }),
    ],
    ['bad', 'something is unexplained', of(explained, unexplained)],
  ])('has its verdict as %s on a page where %s', (tone, _, shown) => {
    expect(printDiff(shown, 'html', rules)).toContain(`<p class="verdict ${tone}">`);
  });

  it('has the rules that let somebody in before those with breaking, visible and benign differences', () => {
    const shown = of(
      { ...explained, class: 'benign', rule: 'authorizers/token' },
      { ...explained, class: 'visible', rule: 'behaviour/refusals' },
      { ...explained, class: 'breaking', rule: 'validation/request' },
      { ...explained, class: 'breaking', rule: 'lambda/payload-1' },
      { ...explained, class: 'security', rule: 'vpc-link/rewritten', accepted: true },
    );
    const text = printDiff(shown, 'text', rules);
    expect(text.match(/^[a-z-]+\/[a-z0-9-]+$/gm)).toEqual([
      'vpc-link/rewritten',
      'lambda/payload-1',
      'validation/request',
      'behaviour/refusals',
      'authorizers/token',
    ]);
    expect(text).toMatch(/security .* accepted$/m);
  });

  it('tells what stays in one line, with the routes', () => {
    const stays = { ...explained, rule: 'routes/stays', class: 'breaking' } as const;
    const routes = Array.from({ length: 12 }, (_, index) => `GET /orders/{orderId}/part${index}`);
    const shown = { ...of(stays, { ...stays, aspect: 'route' }), staying: routes };
    const text = printDiff(shown, 'text', rules);
    expect(text).toContain(
      '    breaking  12 routes are not in the HTTP API  300x\n              GET /orders/{orderId}/part0,',
    );
    for (const route of routes) expect(text).toContain(route);
    expect(text).not.toContain('event.version');
  });

  it('breaks long lines, and a command so that it can still be pasted', () => {
    const aspect = 'definition.integration.requestParameters.overwrite:header.X-Correlation-Id-Of-The-Caller';
    const example = `curl -X POST "$API"'/a' -H 'X-A: one  \\ -H two' -H "X-B: $X_B" --data-binary '${'{"it'}'\\''s": 1}' -H 'X-C: 3'`;
    const text = printDiff(of({ ...unexplained, aspect, route: `GET /${'a'.repeat(40)}`, example }), 'text', rules);
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(text).toContain(`-H 'X-A: one  \\ -H two'`);
    expect(text.replace(/ \\\n +/g, ' ')).toContain(example);
  });

  it.each<[string, Pick<Difference, 'rest' | 'http'>]>([
    ['differ far behind', { rest: `${'x'.repeat(300)}1`, http: `${'x'.repeat(300)}2` }],
    ['differ in length', { rest: 'x'.repeat(300), http: 'x'.repeat(301) }],
    [
      'differ in the middle',
      { rest: `${'x'.repeat(90)}1${'y'.repeat(90)}`, http: `${'x'.repeat(90)}2${'y'.repeat(90)}` },
    ],
    ['are a number and its digits', { rest: 0, http: '0' }],
    ['are absent and the word', { http: 'absent' }],
    ['differ in white space', { rest: 'a b', http: 'a\nb' }],
  ])('never shows two values as equal that %s', (_, values) => {
    const [rest, http] = shownValues(values, 40);
    expect(rest).not.toBe(http);
    expect(Math.max(rest.length, http.length)).toBeLessThanOrEqual(40);
  });

  it('cuts long values, and tells empty from absent', () => {
    expect(shownValues({ rest: '', http: 'x'.repeat(50) }, 16)).toEqual(['""', 'xxxxxxxxxxxxxxx…']);
  });

  it('as JSON is the result with a version and what to do, absent values as absent keys', () => {
    const { differences, ...told } = result;
    const printed = JSON.parse(printDiff(result, 'json', rules));
    expect(printed).toMatchObject({ version: 1, ...told });
    expect(printed.differences).toEqual([
      {
        ...differences[0],
        actor: 'operator',
        advice: expect.stringContaining('nothing in the conversion foretold it'),
      },
      { ...differences[1], evidence: 'V', actor: 'operator', advice: 'Do something.' },
    ]);
    expect(printed.differences[1]).not.toHaveProperty('rest');
  });

  it('tells the handler or the client what to do where the rule has advice for what differs, else the remedy', () => {
    const shown = of(
      { ...explained, class: 'breaking', aspect: 'event.headers.* (name)' },
      { ...explained, class: 'visible', aspect: 'event.requestContext.resourceId' },
      { ...explained, class: 'breaking', rule: 'behaviour/error-responses', aspect: 'reply.status' },
    );
    const told = JSON.parse(printDiff(shown, 'json', catalogue)).differences;
    expect(told.map(({ actor, advice }: { actor: string; advice: string }) => [actor, advice.slice(0, 35)])).toEqual([
      ['handler', 'Look headers up without regard to c'],
      ['handler', 'Key metrics, logs and caches by the'],
      ['operator', 'Add 500 and 503 to the alarms, retr'],
    ]);
    const text = printDiff(shown, 'text', catalogue);
    expect(text).toContain('\n    > handler: Look headers up without regard to case');
    expect(text).toContain('\n    > operator: Add 500 and 503');
  });

  it('as Markdown keeps a pipe inside its cell', () => {
    const text = printDiff(result, 'markdown', rules);
    expect(text).toContain('| security | `authorization` | `GET /a\\|b` | `refused` | `open` | 1 |');
    expect(text).toContain('- HTTP: service integration SQS-SendMessage (2 requests, first POST /q)');
  });
});
