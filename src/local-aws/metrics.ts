import { isObject, type Json, type JsonObject } from '../model/index.js';
import type { Operation } from './operation.js';

/** What CloudWatch has counted. Plain JSON. */
export interface Metric {
  namespace: string;
  name: string;
  /** Name to value; a query has to name exactly these. */
  dimensions: Record<string, string>;
  /** Epoch seconds and a value. */
  points: [number, number][];
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
export const cloudWatchOperations: Operation<Metric[]>[] = [
  {
    ...{ name: 'GetMetricData', verb: 'POST', path: '/', status: 200 },
    run: (metrics, input) => {
      const queries = Array.isArray(input['MetricDataQueries']) ? input['MetricDataQueries'].filter(isObject) : [];
      const results = queries.filter(isReturned).map((query) => resultOf(metrics, query, input));
      return { kind: 'done', answer: { MetricDataResults: results, Messages: [] } };
    },
  },
];

/** In the query protocol a flag is a text. */
function isReturned({ ReturnData }: JsonObject): boolean {
  return String(ReturnData ?? true) === 'true';
}

function resultOf(metrics: Metric[], query: JsonObject, { StartTime, EndTime, ScanBy }: JsonObject): JsonObject {
  const stat = isObject(query['MetricStat']) ? query['MetricStat'] : {};
  const period = Number(stat['Period'] ?? query['Period'] ?? 60);
  const range = { start: secondsOf(StartTime), end: secondsOf(EndTime) };
  const buckets = bucketsOf(pointsOf(metrics, stat['Metric']), period, range);
  // The newest first, unless asked otherwise.
  const sorted = [...buckets].sort(([one], [other]) => (ScanBy === 'TimestampAscending' ? one - other : other - one));
  return {
    ...{ Id: query['Id'], Label: query['Label'] ?? nameOf(stat['Metric']), StatusCode: 'Complete' },
    Timestamps: sorted.map(([time]) => timeLike(StartTime, time)),
    Values: sorted.map(([, values]) => statistic(String(stat['Stat']), values)),
  };
}

function nameOf(metric: Json | undefined): Json {
  return isObject(metric) ? (metric['MetricName'] ?? '') : '';
}

function pointsOf(metrics: Metric[], asked: Json | undefined): [number, number][] {
  if (!isObject(asked)) return [];
  const pairs = Array.isArray(asked['Dimensions']) ? asked['Dimensions'].filter(isObject) : [];
  const wanted = JSON.stringify(pairs.map(({ Name, Value }) => [Name, Value]).sort());
  const found = metrics.find(
    ({ namespace, name, dimensions }) =>
      namespace === asked['Namespace'] &&
      name === asked['MetricName'] &&
      JSON.stringify(Object.entries(dimensions).sort()) === wanted,
  );
  return found?.points ?? [];
}

function bucketsOf(points: [number, number][], period: number, { start, end }: { start: number; end: number }) {
  const buckets = new Map<number, number[]>();
  for (const [time, value] of points) {
    if (time < start || time >= end) continue;
    const bucket = Math.floor(time / period) * period;
    buckets.set(bucket, [...(buckets.get(bucket) ?? []), value]);
  }
  return buckets;
}

function statistic(name: string, values: number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (name) {
    case 'Average':
      return sum / values.length;
    case 'Maximum':
      return Math.max(...values);
    case 'Minimum':
      return Math.min(...values);
    case 'SampleCount':
      return values.length;
    default:
      return sum;
  }
}

/** JSON has epoch seconds, the query protocol has texts; the answer has what the call has. */
function secondsOf(time: Json | undefined): number {
  return typeof time === 'number' ? time : Date.parse(String(time)) / 1000;
}

function timeLike(asked: Json | undefined, seconds: number): Json {
  return typeof asked === 'number' ? seconds : new Date(seconds * 1000).toISOString();
}
