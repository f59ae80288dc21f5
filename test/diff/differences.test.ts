import { describe, expect, it } from 'vitest';
import { type DiffResult, summarise } from '../../src/diff/differences.js';
import { explainer } from '../../src/diff/explain.js';
import { compareSighting } from '../../src/diff/sighting.js';
import type { Exchange } from '../../src/gateway/gateway.js';
import type { LedgerEntry } from '../../src/model/index.js';
import { diffFormats, printDiff } from '../../src/report/diff.js';
import { rules } from '../../src/rules/index.js';
import { entry, exchange, lambdaCall, response, sent } from './exchanges.js';

const onRoute = (path: string, rest: Partial<Exchange>, http: Partial<Exchange>) =>
  compareSighting({
    request: sent({ name: `GET ${path}`, route: { method: 'GET', path } }),
    rest: exchange({ route: `GET ${path}`, ...rest }),
    http: exchange({ route: `GET ${path}`, ...http }),
  });
const event = (content: Record<string, string | Record<string, string>>) => ({ calls: [lambdaCall(content)] });
const summary = (seen: ReturnType<typeof onRoute>[], ledger: LedgerEntry[] = []) =>
  summarise(seen, explainer(ledger, new Map()));

/** Everything that anybody gets to read of a result. */
const printed = (result: DiffResult) => diffFormats.map((format) => printDiff(result, format, rules)).join('\n');

describe('summary of differences', () => {
  it('has one line for what a rule explains, however many routes show it', () => {
    const seen = ['/a', '/b', '/c'].map((path) => onRoute(path, event({}), event({ version: '1.0' })));
    expect(summary(seen, [entry('lambda/payload-1')])).toMatchObject({
      requests: 3,
      same: 3,
      unexplained: 0,
      differences: [
        {
          rule: 'lambda/payload-1',
          aspect: 'event.version',
          route: null,
          routes: 3,
          http: '1.0',
          count: 3,
          class: 'benign',
        },
      ],
    });
  });

  it('counts a long row of one letter', () => {
    const answer = (value: string) => ({ response: response(200, [['x-long', value]]) });
    const seen = onRoute('/a', answer('x'.repeat(9_000)), answer(`${'x'.repeat(9_001)}y`));
    const { differences } = summary([seen]);
    expect(differences).toMatchObject([{ rest: 'xxx… (9000 times)', http: 'xxx… (9001 times)y' }]);
  });

  it('writes many header names as one, and counts the request once', () => {
    const seen = [
      onRoute(
        '/a',
        event({ headers: { 'X-A': '1', 'X-B': '2' } }),
        event({ version: '1.0', headers: { 'x-a': '1', 'x-b': '2' } }),
      ),
    ];
    const { differences } = summary(seen, [entry('lambda/payload-1')]);
    expect(differences.map(({ aspect, count, route }) => [aspect, count, route])).toEqual([
      ['event.headers.* (name)', 1, 'GET /a'],
      ['event.version', 1, 'GET /a'],
    ]);
  });

  it('tells what nobody foretold route by route, in full', () => {
    const seen = ['/a', '/b', '/a'].map((path) => onRoute(path, {}, { response: response(500) }));
    const { differences, unexplained } = summary(seen);
    expect(unexplained).toBe(4);
    expect(differences.filter(({ aspect }) => aspect === 'reply.status')).toMatchObject([
      { rule: null, route: 'GET /a', rest: 200, http: 500, count: 2, class: 'breaking' },
      { rule: null, route: 'GET /b', count: 1 },
    ]);
  });

  it('takes a request for the same whose caller gets the same, whatever the backend gets', () => {
    const more = { response: response(200, [['x-more', '1']], '{"ok":true}') };
    const seen = [
      onRoute('/event', event({ httpMethod: 'GET' }), event({ version: '1.0' })),
      onRoute('/benign', {}, more),
      onRoute('/visible', more, {}),
      onRoute('/refused', {}, { authorization: { kind: 'refused', by: 'guard', reason: '' }, response: response(403) }),
    ];
    expect(summary(seen).same).toBe(2);
  });

  it.each([
    ['a header', response(200, [['X-Api-Token', 'tell nobody']]), response(200, [['X-Api-Token', 'tell somebody']])],
    ['a header that is lost', response(200, [['X-Api-Token', 'tell nobody']]), response(200)],
    ['a field', response(403, [], '{"apiKey":"tell nobody"}'), response(403, [], '{}')],
    ['a list in a field', response(403, [], '{"a":{"secrets":["tell nobody"]}}'), response(403)],
    ['a URL', response(302, [['Location', 'https://a.example/?key=tell%20nobody']]), response(302)],
    ['the password of a URL', response(302, [['Location', 'https://me:tell-nobody@a.example']]), response(302)],
  ])('never shows a constant whose name says that it is secret: %s', (_, rest, http) => {
    const text = printed(summary([onRoute('/a', { response: rest }, { response: http })]));
    expect(text).not.toMatch(/tell(%20| |-)\w/);
    expect(text).toMatch(/<\d+ characters>|\(hidden\)/);
  });

  it('tells two secrets apart that are as long', () => {
    const [one, other] = ['123', '456'].map((value) => ({ response: response(200, [['X-Api-Key', value]]) }));
    const [found] = summary([onRoute('/a', one ?? {}, other ?? {})]).differences;
    expect([found?.rest, found?.http]).toEqual(['<3 characters>', '<3 characters> (another value)']);
  });

  it('counts requests without a difference, and noise', () => {
    const times = ['1', '2'].map((second) =>
      event({ requestContext: { requestTime: `10/Jul/2026:19:19:0${second} +0000` } }),
    );
    const seen = [onRoute('/a', times[0] ?? {}, times[1] ?? {}), onRoute('/b', {}, { response: response(500) })];
    expect(summary(seen)).toMatchObject({
      requests: 2,
      same: 1,
      ignored: 1,
      ignoredBy: [{ reason: 'the clock', fact: 'RT-NOISE-TIME', count: 1 }],
    });
  });

  it('takes a request for the same that differs in the presence of an id only, and tells that all the same', () => {
    const seen = [onRoute('/a', { response: response(200, [['x-amzn-RequestId', 'x']]) }, { response: response(200) })];
    expect(summary(seen)).toMatchObject({ same: 1, differences: [{ aspect: 'reply.headers.x-amzn-requestid' }] });
  });

  it('is the same whatever the order of the requests', () => {
    const seen = ['/b', '/a'].map((path) => onRoute(path, {}, { response: response(500) }));
    expect(summary(seen)).toEqual(summary([...seen].reverse()));
  });

  it.each([
    ['security', { authorization: { kind: 'refused', by: 'guard', reason: '' } }, {}],
    ['breaking', {}, { response: response(404, [], '{"ok":true}') }],
    ['visible', { response: response(403) }, { response: response(404) }],
    ['benign', {}, { response: response(200, [['apigw-requestid', 'x']], '{"ok":true}') }],
  ] as const)('has the class %s', (expected, rest, http) => {
    const [first] = summary([onRoute('/a', rest as Partial<Exchange>, http as Partial<Exchange>)]).differences;
    expect(first?.class).toBe(expected);
  });

  it('never shows a credential', () => {
    const secret = 'AWS4-HMAC-SHA256 Credential=abc';
    const seen = compareSighting({
      request: sent({
        request: { ...sent().request, headers: [['Authorization', secret]], rawQuery: 'page=1&token=tell%20nobody' },
        credentials: [
          { kind: 'iam', place: 'header', name: 'Authorization', value: secret },
          { kind: 'authorizer', place: 'querystring', name: 'token', value: 'tell nobody' },
        ],
      }),
      rest: exchange({ calls: [lambdaCall({ headers: { Authorization: secret }, identitySource: 'tell nobody' })] }),
      http: exchange({ calls: [lambdaCall({ list: [secret] })] }),
    });
    const text = printed(summary([seen]));
    expect(text).not.toMatch(/AWS4|tell(%20| )nobody/);
    expect(text).toContain('<Authorization>');
    expect(text).toContain('$AUTHORIZATION');
  });

  describe('where a simulator lacks a feature', () => {
    it('lists it, and does not call the rest equal', () => {
      const result = summary([onRoute('/a', { unsupported: ['SQS'] }, { response: response(500) })]);
      expect(result).toMatchObject({
        same: 0,
        differences: [],
        notCompared: [{ gateway: 'rest', feature: 'SQS', example: 'GET /a', count: 1 }],
      });
    });

    it('still says when somebody gets in', () => {
      const result = summary([
        onRoute('/a', { authorization: { kind: 'refused', by: 'guard', reason: '' } }, { unsupported: ['SQS'] }),
      ]);
      expect(result).toMatchObject({
        unexplained: 1,
        differences: [{ class: 'security', aspect: 'authorization', rule: null }],
      });
    });

    it('compares all where the backend was reached nevertheless', () => {
      const result = summary([onRoute('/a', { ...event({ a: '1' }), unsupported: ['signature'] }, event({ a: '2' }))]);
      expect(result).toMatchObject({ differences: [{ aspect: 'event.a' }], notCompared: [{ feature: 'signature' }] });
    });
  });
});
