import type { JsonObject } from '../../model/index.js';
import type { Scope } from './scope.js';

/** Whole days, in UTC, before the day of the export. */
const days = 30;
const secondsOfDay = 86_400;

/** Metrics of a stage of which the sum says something, by what they are called in the settings. */
const metrics = {
  count: 'Count',
  errors4xx: '4XXError',
  errors5xx: '5XXError',
  cacheHits: 'CacheHitCount',
  cacheMisses: 'CacheMissCount',
};

/**
 * @param apiName CloudWatch knows an API by its name: those of the same name and stage are counted together
 * @param now the time of the export
 * @returns how often the stage was called in the last 30 days
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export async function readUsage({ region, of }: Scope, apiName: string, now: Date): Promise<JsonObject> {
  const end = Math.floor(now.getTime() / 1000 / secondsOfDay) * secondsOfDay;
  const [from, to] = [new Date((end - days * secondsOfDay) * 1000), new Date(end * 1000)];
  const client = await region.clients.cloudWatch();
  const { GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
  const Dimensions = [
    { Name: 'ApiName', Value: apiName },
    { Name: 'Stage', Value: of.stage },
  ];
  const queries = Object.entries(metrics).map(([key, MetricName]) => ({
    Id: key.toLowerCase(),
    Label: key,
    MetricStat: { Metric: { Namespace: 'AWS/ApiGateway', MetricName, Dimensions }, Period: secondsOfDay, Stat: 'Sum' },
  }));
  const command = () => new GetMetricDataCommand({ StartTime: from, EndTime: to, MetricDataQueries: queries });
  const { MetricDataResults = [] } = await region.call('cloudwatch', () => client.send(command()));
  const sums = Object.keys(metrics).map((key) => {
    const found = MetricDataResults.find(({ Id }) => Id === key.toLowerCase());
    return [key, (found?.Values ?? []).reduce((sum, value) => sum + value, 0)];
  });
  return { apiName, from: from.toISOString(), to: to.toISOString(), days, ...Object.fromEntries(sums) };
}
