import { describe, expect, it } from 'vitest';
import { compareExchanges } from '../../src/diff/compare.js';
import type { Header } from '../../src/gateway/gateway.js';
import { exchange, lambdaCall, response } from './exchanges.js';

const events = (rest: object, http: object) => {
  const call = (event: object) => exchange({ calls: [lambdaCall(JSON.parse(JSON.stringify(event)))] });
  return compareExchanges(call(rest), call(http));
};
const aspects = (rest: object, http: object) => events(rest, http).differences.map(({ aspect }) => aspect);
const replies = (rest: Header[], http: Header[]) =>
  compareExchanges(exchange({ response: response(200, rest) }), exchange({ response: response(200, http) }));

describe('comparison of two exchanges', () => {
  it('finds nothing where nothing differs', () => {
    expect(compareExchanges(exchange(), exchange())).toEqual({ differences: [], ignored: [] });
  });

  it('finds route, authorization, calls, status and body', () => {
    const rest = exchange({ authorization: { kind: 'allowed', by: 'guard' }, calls: [lambdaCall({})] });
    const http = exchange({ route: '$default', response: response(404, [], '{"message":"Not Found"}') });
    expect(compareExchanges(rest, http).differences).toEqual([
      { aspect: 'route', rest: 'GET /pets', http: '$default' },
      { aspect: 'authorization', rest: 'allowed', http: 'open' },
      { aspect: 'calls.integration', rest: ['lambda'], http: [] },
      { aspect: 'reply.status', rest: 200, http: 404 },
      { aspect: 'reply.body', rest: { ok: true }, http: { message: 'Not Found' } },
    ]);
  });

  it.each([
    ['a key that is new', {}, { version: '1.0' }, ['event.version']],
    ['null against absent', { body: null }, {}, ['event.body']],
    ['a value deep inside', { a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }, ['event.a.b.c']],
    ['an object against null', { a: { b: 1 } }, { a: null }, ['event.a']],
    ['not the order of keys', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['the order of a list', { a: [1, 2] }, { a: [2, 1] }, ['event.a']],
    [
      'the case of a header name',
      { headers: { 'X-A': '1' } },
      { headers: { 'x-a': '1' } },
      ['event.headers.x-a (name)'],
    ],
    [
      'value and case',
      { headers: { 'X-A': '1' } },
      { headers: { 'x-a': '2' } },
      ['event.headers.x-a', 'event.headers.x-a (name)'],
    ],
    ['a header that is gone', { headers: { A: '1' } }, { headers: {} }, ['event.headers.a']],
    [
      'the case of other keys',
      { pathParameters: { ID: '1' } },
      { pathParameters: { id: '1' } },
      ['event.pathParameters.ID', 'event.pathParameters.id'],
    ],
  ])('sees %s in an event', (_, rest, http, expected) => {
    expect(aspects(rest, http)).toEqual(expected);
  });

  it('tells the event of the authorizer from that of the integration', () => {
    const asked = (type: string) => exchange({ calls: [lambdaCall({ type }, 'authorizer'), lambdaCall({})] });
    expect(compareExchanges(asked('TOKEN'), asked('REQUEST')).differences).toEqual([
      { aspect: 'authorizer.event.type', rest: 'TOKEN', http: 'REQUEST' },
    ]);
  });

  it('compares what an HTTP upstream gets', () => {
    const call = (url: string, headers: Header[]) =>
      exchange({ calls: [{ kind: 'http', request: { method: 'GET', url, headers } }] });
    const { differences } = compareExchanges(
      call('https://a.example/x', [['X-Forwarded-For', '192.0.2.1']]),
      call('https://a.example/y', [['forwarded', 'for=192.0.2.1']]),
    );
    expect(differences.map(({ aspect }) => aspect)).toEqual([
      'upstream.url',
      'upstream.headers.forwarded',
      'upstream.headers.x-forwarded-for',
    ]);
  });

  it('reads reply headers without case, all values of a name', () => {
    expect(replies([['X-A', '1']], [['x-a', '1']]).differences).toEqual([]);
    expect(
      replies(
        [
          ['set-cookie', 'a'],
          ['set-cookie', 'b'],
        ],
        [['set-cookie', 'a']],
      ).differences,
    ).toEqual([{ aspect: 'reply.headers.set-cookie', rest: 'a, b', http: 'a' }]);
  });

  it('compares JSON bodies as JSON', () => {
    const replied = (body: string) => exchange({ response: response(200, [], body) });
    expect(compareExchanges(replied('{"a": 1}'), replied('{"a":1}')).differences).toEqual([]);
  });

  describe('of volatile values', () => {
    const ids = ['1c5d8a3e-0000-4000-8000-000000000000', '2c5d8a3e-0000-4000-8000-000000000000'];
    const context = (parts: object) => ({ requestContext: parts });

    it.each([
      ['request ids', { requestId: ids[0] }, { requestId: ids[1] }, 'an id of one call'],
      [
        'times',
        { requestTime: '10/Jul/2026:19:19:04 +0000' },
        { requestTime: '11/Aug/2027:20:20:05 +0000' },
        'the clock',
      ],
      ['API ids', { apiId: 'abcdefghij' }, { apiId: '0123456789' }, 'the identity of the API: the two APIs are two'],
      [
        'host names of APIs',
        { domainName: 'abcdefghij.execute-api.x' },
        { domainName: '0123456789.execute-api.x' },
        'the identity of the API: the two APIs are two',
      ],
      ['resource ids', { resourceId: 'al6gqb' }, { resourceId: 'zz6gqb' }, 'an id that API Gateway made up'],
    ])('ignores %s, and says why', (_, rest, http, reason) => {
      expect(events(context(rest), context(http))).toMatchObject({ differences: [], ignored: [{ reason }] });
    });

    it.each([
      ['another format', { requestId: ids[0] }, { requestId: 'NIKr1jmIFiAEJmw=' }, 'requestId'],
      ['a route key for a resource id', { resourceId: 'al6gqb' }, { resourceId: 'GET /pets' }, 'resourceId'],
      ['one that is gone', { deploymentId: 'al6gqb' }, {}, 'deploymentId'],
    ])('reports %s', (_, rest, http, key) => {
      expect(aspects(context(rest), context(http))).toEqual([`event.requestContext.${key}`]);
    });

    it('reports another stage or path in an ARN', () => {
      const arn = (tail: string) => ({ methodArn: `arn:aws:execute-api:us-east-1:123456789012:${tail}` });
      expect(events(arn('abcdefghij/prod/GET/a'), arn('0123456789/prod/GET/a')).ignored).toHaveLength(1);
      expect(aspects(arn('abcdefghij/prod/GET/a'), arn('0123456789/$default/GET/a'))).toEqual(['event.methodArn']);
    });

    it('reports a request id header that is gone, not one that has another value', () => {
      expect(replies([['x-amzn-RequestId', ids[0] ?? '']], [['x-amzn-requestid', ids[1] ?? '']])).toMatchObject({
        differences: [],
        ignored: [{ reason: 'an id of one call' }],
      });
      expect(replies([['x-amzn-RequestId', ids[0] ?? '']], []).differences).toEqual([
        { aspect: 'reply.headers.x-amzn-requestid', rest: ids[0], http: undefined },
      ]);
    });
  });
});
