import type { MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { SizeStep, UsageProfile } from '../model/index.js';
import type { Account } from './account.js';
import { allPages } from './answers.js';
import { reaching } from './failures.js';

/** A stage, as CloudWatch knows it. */
export interface MeteredStage {
  /** The name of the API: CloudWatch has no id of a REST API, and counts those of one name together (MD-NAME). */
  apiName: string;
  stage: string;
  /** Methods that may have metrics of their own: they have, where detailed metrics are on. */
  methods: readonly { method: string; path: string }[];
}

const secondsOfDay = 86_400;
const hourMillis = 3_600_000;

/** The number of calls is the number of samples (MT-COUNT); the others add up. */
const metrics = [
  ...([
    ['calls', 'Count', 'SampleCount'],
    ['errors4xx', '4XXError', 'Sum'],
    ['errors5xx', '5XXError', 'Sum'],
  ] as const),
  ...([
    ['hits', 'CacheHitCount', 'Sum'],
    ['misses', 'CacheMissCount', 'Sum'],
    ['latency', 'Latency', 'Average'],
  ] as const),
] as const;

type MetricKey = (typeof metrics)[number][0];

/**
 * Reads what CloudWatch has counted of a stage, hour by hour and method by method.
 *
 * @param days whole days in UTC before today
 * @throws Failure (`aws`) where CloudWatch does not answer
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export async function readStageMetrics(
  account: Account,
  stage: MeteredStage,
  { days, now }: { days: number; now: Date },
): Promise<UsageProfile> {
  const end = Math.floor(now.getTime() / 1000 / secondsOfDay) * secondsOfDay;
  const time = { from: new Date((end - days * secondsOfDay) * 1000), to: new Date(end * 1000) };
  return reaching(`read the metrics of ${stage.apiName}`, 'cost', async () => {
    const ofStage = await read(
      account,
      metrics.map(([key, ...metric]) => query(key, metric, stage, [], 3_600)),
      time,
    );
    const ofMethods = await readMethods(account, stage, time);
    return profileOf(stage, time, days, { ofStage, ofMethods });
  });
}

interface Time {
  from: Date;
  to: Date;
}

type Metric = readonly [name: string, stat: string];

function query(
  id: string,
  [MetricName, Stat]: Metric,
  { apiName, stage }: MeteredStage,
  more: [string, string][],
  Period: number,
): MetricDataQuery {
  const dimensions: [string, string][] = [['ApiName', apiName], ['Stage', stage], ...more];
  const Dimensions = dimensions.map(([Name, Value]) => ({ Name, Value }));
  return { Id: id, MetricStat: { Metric: { Namespace: 'AWS/ApiGateway', MetricName, Dimensions }, Period, Stat } };
}

/** Queries in one call, and data points in one answer, that CloudWatch takes at most: 500, and 100,800. */
const atOnce = 100;

async function readMethods(account: Account, stage: MeteredStage, time: Time): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (let start = 0; start < stage.methods.length; start += atOnce) {
    const part = stage.methods.slice(start, start + atOnce);
    const queries = part.map(({ method, path }, index) =>
      query(
        `m${index}`,
        ['Count', 'SampleCount'],
        stage,
        [
          ['Resource', path],
          ['Method', method],
        ],
        secondsOfDay,
      ),
    );
    const values = await read(account, queries, time);
    part.forEach(({ method, path }, index) => {
      const calls = sum(values.get(`m${index}`) ?? []);
      if (calls > 0) found.set(`${method} ${path}`, calls);
    });
  }
  return found;
}

type Series = [millis: number, value: number][];

async function read({ clients, call }: Account, queries: MetricDataQuery[], { from, to }: Time) {
  const client = await clients.cloudWatch();
  const { GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
  const pages = await allPages<MetricDataResult>(async (NextToken) => {
    const input = { StartTime: from, EndTime: to, MetricDataQueries: queries, ...(NextToken && { NextToken }) };
    const answer = await call('cloudwatch', () => client.send(new GetMetricDataCommand(input)));
    return { items: answer.MetricDataResults, next: answer.NextToken };
  });
  const series = new Map<string, Series>();
  for (const { Id = '', Timestamps = [], Values = [] } of pages) {
    const points = Timestamps.map((at, index): [number, number] => [at.getTime(), Values[index] ?? 0]);
    series.set(Id, [...(series.get(Id) ?? []), ...points]);
  }
  return series;
}

function sum(series: Series): number {
  return series.reduce((total, [, value]) => total + value, 0);
}

function profileOf(
  { apiName, stage }: MeteredStage,
  time: Time,
  days: number,
  { ofStage, ofMethods }: { ofStage: Map<string, Series>; ofMethods: Map<string, number> },
): UsageProfile {
  const of = (key: MetricKey) => ofStage.get(key) ?? [];
  const requests = sum(of('calls'));
  const [hits, misses] = [sum(of('hits')), sum(of('misses'))];
  const told = [...ofMethods.values()].reduce((total, calls) => total + calls, 0);
  const rest: [string | null, number][] = ofMethods.size > 0 && requests > told ? [[null, requests - told]] : [];
  const routes = [...ofMethods, ...rest].map(([route, calls]) => ({ route, requests: calls, sizes: unsized(calls) }));
  const latency = averageLatency(of('latency'), of('calls'));
  return {
    source: {
      name: `CloudWatch (${apiName}, stage ${stage})`,
      ...{ requests, broken: 0, from: time.from.toISOString(), to: time.to.toISOString() },
    },
    ...{ requests, days, idleHours: idleHours(of('calls'), time) },
    routes: routes.sort((one, other) => other.requests - one.requests),
    statuses: [],
    hours: requests === 0 ? [] : hoursOf(of('calls')),
    callers: null,
    errors: { client: sum(of('errors4xx')), server: sum(of('errors5xx')) },
    ...(hits + misses > 0 && { cache: { hits, misses } }),
    ...(latency !== undefined && { latency }),
  };
}

/** CloudWatch has no sizes of REST APIs. */
function unsized(requests: number): SizeStep[] {
  return [{ upTo: null, requests, bytes: 0 }];
}

function averageLatency(latency: Series, calls: Series): number | undefined {
  const weights = new Map(calls);
  const weighed = latency.reduce((total, [at, value]) => total + value * (weights.get(at) ?? 0), 0);
  const all = latency.reduce((total, [at]) => total + (weights.get(at) ?? 0), 0);
  return all === 0 ? undefined : Math.round(weighed / all);
}

/** CloudWatch keeps nothing for an hour without a call. */
function idleHours(calls: Series, { from, to }: Time): string[] {
  const active = new Set(calls.filter(([, value]) => value > 0).map(([at]) => Math.floor(at / hourMillis)));
  const idle: string[] = [];
  for (let hour = from.getTime() / hourMillis; hour < to.getTime() / hourMillis; hour++) {
    if (!active.has(hour)) idle.push(new Date(hour * hourMillis).toISOString().slice(0, 13));
  }
  return idle;
}

function hoursOf(calls: Series): number[] {
  const hours = Array.from({ length: 24 }, () => 0);
  for (const [at, value] of calls) {
    const hour = new Date(at).getUTCHours();
    hours[hour] = (hours[hour] ?? 0) + value;
  }
  return hours;
}
