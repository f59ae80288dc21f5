import { describe, expect, it } from 'vitest';
import type { Difference, DiffResult } from '../../src/diff/differences.js';
import { printDiff } from '../../src/report/diff.js';
import type { RuleTitles } from '../../src/report/diff-rows.js';

const rules = new Proxy({} as RuleTitles, { get: (_, rule) => ({ title: `Title of ${String(rule)}.` }) });

const explained: Difference = {
  class: 'benign',
  rule: 'lambda/payload-1',
  aspect: 'event.version',
  route: null,
  http: '1.0',
  example: 'curl -X GET "$API"\'/a\'',
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
  count: 1,
};
const result: DiffResult = {
  requests: 301,
  same: 1,
  differences: [unexplained, explained],
  unexplained: 1,
  ignored: 7,
  notCompared: [{ gateway: 'http', feature: 'service integration SQS-SendMessage', example: 'POST /q', count: 2 }],
};
const nothing: DiffResult = { requests: 1, same: 1, differences: [], unexplained: 0, ignored: 0, notCompared: [] };

describe('the report of differences', () => {
  it('as text tells the unexplained first, then rule by rule, one line each', () => {
    expect(printDiff(result, 'text', rules)).toBe(
      [
        'UNEXPLAINED: no rule foretold this',
        '  security  authorization  GET /a|b  1x',
        '    REST refused',
        '    HTTP open',
        '    curl -X GET "$API"\'/a|b\'',
        '',
        'lambda/payload-1',
        '  Title of lambda/payload-1.',
        '    benign    event.version: absent -> 1.0  300x',
        '',
        'NOT COMPARED: a simulator does not have it',
        '  HTTP  service integration SQS-SendMessage  2 requests, first POST /q',
        '',
        '301 requests, 1 without a difference; 2 differences, 1 unexplained; 7 volatile values ignored.',
      ].join('\n'),
    );
  });

  it('as text has only the sum where there is nothing to tell', () => {
    expect(printDiff(nothing, 'text', rules)).toBe(
      '1 request, 1 without a difference; 0 differences, 0 unexplained; 0 volatile values ignored.',
    );
  });

  it('cuts long values, and tells empty from absent', () => {
    const long = { ...explained, rest: '', http: 'x'.repeat(50) };
    const text = printDiff({ ...nothing, differences: [long] }, 'text', rules);
    expect(text).toContain('event.version: "" -> xxxxxxxxxxxxxxx…');
  });

  it('as JSON is the result with a version, absent values as absent keys', () => {
    expect(JSON.parse(printDiff(result, 'json', rules))).toEqual({ version: 1, ...result });
    expect(JSON.parse(printDiff(result, 'json', rules)).differences[1]).not.toHaveProperty('rest');
  });

  it('as Markdown keeps a pipe inside its cell', () => {
    const text = printDiff(result, 'markdown', rules);
    expect(text).toContain('| security | `authorization` | `GET /a\\|b` | `refused` | `open` | 1 |');
    expect(text).toContain('- HTTP: service integration SQS-SendMessage (2 requests, first POST /q)');
  });
});
