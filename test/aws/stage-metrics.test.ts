import { afterEach, expect, it } from 'vitest';
import { openAccount } from '../../src/aws/open-account.js';
import { readStageMetrics } from '../../src/aws/stage-metrics.js';
import type { Metric } from '../../src/local-aws/metrics.js';
import { type Endpoint, openEndpoint } from '../local-aws/serving.js';

const open: Endpoint[] = [];
afterEach(async () => {
  for (const endpoint of open.splice(0)) await endpoint.close();
});

const stage = {
  apiName: 'Orders',
  stage: 'prod',
  methods: [
    { method: 'GET', path: '/orders' },
    { method: 'POST', path: '/orders' },
  ],
};
const now = new Date('2026-11-03T12:00:00Z');
const seconds = (text: string) => Date.parse(text) / 1000;

function metric(name: string, points: [string, number][], more: Record<string, string> = {}): Metric {
  const dimensions = { ApiName: 'Orders', Stage: 'prod', ...more };
  return { namespace: 'AWS/ApiGateway', name, dimensions, points: points.map(([at, value]) => [seconds(at), value]) };
}

async function read(metrics: Metric[], days = 2) {
  const endpoint = await openEndpoint();
  open.push(endpoint);
  endpoint.account.metrics.push(...metrics);
  const account = await openAccount({ region: 'eu-west-1', endpointUrl: endpoint.url });
  try {
    return await readStageMetrics(account, stage, { days, now });
  } finally {
    account.clients.close();
  }
}

const calls: [string, number][] = [
  ['2026-11-01T03:00:00Z', 1],
  ['2026-11-01T03:01:00Z', 1],
  ['2026-11-02T23:59:00Z', 1],
];

it('counts the samples of whole days, by hour, and says which hours had none', async () => {
  const before: [string, number] = ['2026-10-31T23:59:00Z', 1];
  const today: [string, number] = ['2026-11-03T00:00:00Z', 1];
  const profile = await read([
    metric('Count', [before, ...calls, today]),
    metric('5XXError', [['2026-11-01T03:00:00Z', 1]]),
    metric('Latency', [
      ['2026-11-01T03:00:00Z', 30],
      ['2026-11-02T23:59:00Z', 60],
    ]),
  ]);
  expect(profile).toMatchObject({ requests: 3, days: 2, errors: { client: 0, server: 1 }, latency: 40 });
  expect(profile.source).toMatchObject({
    name: 'CloudWatch (Orders, stage prod)',
    from: '2026-11-01T00:00:00.000Z',
    to: '2026-11-03T00:00:00.000Z',
  });
  expect([profile.hours[3], profile.hours[23]]).toEqual([2, 1]);
  expect(profile.idleHours).toHaveLength(46);
  expect(profile.idleHours).not.toContain('2026-11-01T03');
  expect(profile.cache).toBeUndefined();
});

it('tells methods apart where detailed metrics are on, and what the cache answered', async () => {
  const profile = await read([
    metric('Count', calls),
    metric('Count', calls.slice(0, 2), { Resource: '/orders', Method: 'GET' }),
    metric('CacheHitCount', [['2026-11-01T03:00:00Z', 2]]),
    metric('CacheMissCount', [['2026-11-01T03:00:00Z', 1]]),
  ]);
  expect(profile.routes.map(({ route, requests }) => [route, requests])).toEqual([
    ['GET /orders', 2],
    [null, 1],
  ]);
  expect(profile.cache).toEqual({ hits: 2, misses: 1 });
});

it('of a stage that nobody called says just that', async () => {
  expect(await read([])).toMatchObject({ requests: 0, hours: [], routes: [] });
});
