import { describe, expect, it } from 'vitest';
import type { Deployment, Quota } from '../../../src/gateway/gateway.js';
import { openQuota } from '../../../src/gateway/rest/quota.js';
import { openRestGateway } from '../../../src/gateway/rest/rest-gateway.js';
import type { Requirement } from '../../../src/model/index.js';
import { backends, bodyOf, deployment, headersOf, operation, request, restApi } from './samples.js';

const key: Requirement = { kind: 'api-key', at: '', scheme: 'api_key', inherited: false };
const keyed = { access: { requirements: [key] } };
const api = restApi([
  operation('GET /open'),
  operation('ANY /any'),
  operation('GET /a', keyed),
  operation('GET /b', keyed),
]);

/** Requests such as `GET /a KEY`, at seconds after the start; the statuses. */
async function statuses(deployed: Partial<Deployment>, requests: readonly (readonly [seconds: number, key: string])[]) {
  let seconds = 0;
  const gateway = openRestGateway(api, backends(), {
    ...deployment,
    ...deployed,
    now: () => new Date(Date.UTC(2026, 6, 10) + seconds * 1000),
  });
  const found: number[] = [];
  for (const [at, text] of requests) {
    seconds = at;
    const [method, path, apiKey] = text.split(' ');
    const headers: [string, string][] = apiKey === undefined ? [] : [['X-API-Key', apiKey]];
    found.push((await gateway.handle(request(`${method} ${path}`, { headers }))).response.status);
  }
  return found;
}

const once = { rate: 1, burst: 1 };

describe('throttling of methods', () => {
  it.each([
    ['of one method', { 'GET /open': once }, ['GET /open', 'GET /open', 'GET /any'], [200, 429, 200]],
    ['of each method', { 'every method': once }, ['GET /open', 'GET /open', 'GET /any'], [200, 429, 200]],
    [
      'of one other than the rest',
      { 'every method': once, 'GET /open': { rate: 1, burst: 2 } },
      ['GET /open', 'GET /open', 'GET /any', 'GET /any'],
      [200, 200, 200, 429],
    ],
    ['of an ANY method, all verbs together', { 'ANY /any': once }, ['GET /any', 'POST /any'], [200, 429]],
    ['of a verb of an ANY method', { 'GET /any': once }, ['GET /any', 'GET /any', 'POST /any'], [200, 429, 200]],
  ] as [string, Deployment['methodThrottling'] & object, string[], number[]][])(
    '%s',
    async (_name, methodThrottling, keys, expected) => {
      expect(
        await statuses(
          { methodThrottling },
          keys.map((one) => [0, one] as const),
        ),
      ).toEqual(expected);
    },
  );

  it('ends as time passes', async () => {
    const requests = [0, 0, 1, 1.5, 2].map((at) => [at, 'GET /open'] as const);
    expect(await statuses({ methodThrottling: { 'GET /open': once } }, requests)).toEqual([200, 429, 200, 429, 200]);
  });

  it('answers 429 with AWS’s body (RT-THR-429)', async () => {
    const none = { methodThrottling: { 'GET /open': { rate: 0, burst: 0 } } };
    const exchange = await openRestGateway(api, backends(), { ...deployment, ...none }).handle(request('GET /open'));
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([429, '{"message":"Too Many Requests"}']);
    expect([headersOf(exchange)['x-amzn-errortype'], exchange.calls]).toEqual(['TooManyRequestsException', []]);
  });
});

describe('a usage plan', () => {
  const plan = { name: 'partners', apiKeys: ['k1', 'k2'] };

  it.each([
    ['limits each key by itself', { throttle: once }, ['GET /a k1', 'GET /b k1', 'GET /a k2'], [200, 429, 200]],
    [
      'limits methods by themselves',
      { methodThrottles: { 'GET /a': once } },
      ['GET /a k1', 'GET /a k1', 'GET /b k1'],
      [200, 429, 200],
    ],
    [
      'has a limit for a method in place of its own',
      { throttle: once, methodThrottles: { 'GET /a': { rate: 1, burst: 2 } } },
      ['GET /a k1', 'GET /a k1', 'GET /b k1', 'GET /b k1'],
      [200, 200, 200, 429],
    ],
    [
      'counts by a quota',
      { quota: { limit: 2, period: 'DAY' } },
      ['GET /a k1', 'GET /b k1', 'GET /a k1', 'GET /a k2'],
      [200, 200, 429, 200],
    ],
    [
      'does not count throttled requests',
      { throttle: { rate: 0, burst: 1 }, quota: { limit: 2, period: 'DAY' } },
      ['GET /a k1', 'GET /a k1'],
      [200, 429],
    ],
    [
      'says nothing of methods without a key',
      { throttle: { rate: 0, burst: 0 } },
      ['GET /open k1', 'GET /a k1'],
      [200, 429],
    ],
    ['does not let in keys that nobody has', {}, ['GET /a k1', 'GET /a k3', 'GET /a'], [200, 403, 403]],
  ] as [string, object, string[], number[]][])('%s', async (_name, limits, keys, expected) => {
    const usagePlans = [{ ...plan, ...limits }];
    expect(
      await statuses(
        { usagePlans },
        keys.map((one) => [0, one] as const),
      ),
    ).toEqual(expected);
  });

  it('answers 429 with other words when its quota is used up (RT-THR-QUOTA)', async () => {
    const usagePlans = [{ ...plan, quota: { limit: 0, period: 'DAY' as const } }];
    const gateway = openRestGateway(api, backends(), { ...deployment, usagePlans });
    const exchange = await gateway.handle(request('GET /a', { headers: [['X-API-Key', 'k1']] }));
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([429, '{"message":"Limit Exceeded"}']);
    expect(headersOf(exchange)['x-amzn-errortype']).toBe('LimitExceededException');
  });
});

describe('a quota', () => {
  it.each([
    [
      'a day',
      { limit: 1, period: 'DAY' },
      ['2026-07-10T23:59:59Z', '2026-07-10T23:59:59Z', '2026-07-11T00:00:00Z'],
      [true, false, true],
    ],
    [
      'a week, which begins on Sunday',
      { limit: 1, period: 'WEEK' },
      ['2026-07-05T00:00:00Z', '2026-07-11T23:59:59Z', '2026-07-12T00:00:00Z'],
      [true, false, true],
    ],
    [
      'a month',
      { limit: 1, period: 'MONTH' },
      ['2026-07-01T00:00:00Z', '2026-07-31T23:59:59Z', '2026-08-01T00:00:00Z'],
      [true, false, true],
    ],
    [
      'a first day with less',
      { limit: 2, offset: 1, period: 'DAY' },
      ['2026-07-10T00:00:00Z', '2026-07-10T00:00:00Z', '2026-07-11T00:00:00Z', '2026-07-11T00:00:00Z'],
      [true, false, true, true],
    ],
  ] as [string, Quota, string[], boolean[]][])('is for %s', (_name, quota, times, expected) => {
    const take = openQuota(quota);
    expect(times.map((time) => take(new Date(time)))).toEqual(expected);
  });
});
