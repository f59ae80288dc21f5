import type { RouteSettings } from '../../model/index.js';
import type { Deployment } from '../gateway.js';
import { own } from '../own.js';
import { openTokenBucket, type TokenBucket } from '../token-bucket.js';

/** Of an account in most Regions; they stand in where a stage sets only one of the two (FE-LIM, I). */
const accountLimits = { throttlingRateLimit: 10_000, throttlingBurstLimit: 5_000 };

/**
 * Opens the throttling of one route: its own settings over those of the stage, each route with a bucket of its own (I).
 * The account's limits, which all APIs share, are not simulated.
 *
 * @returns `undefined` where the stage limits nothing
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export function openThrottling({ routeThrottling }: Deployment, routeKey: string): TokenBucket | undefined {
  const settings: RouteSettings = {
    ...routeThrottling?.defaultRouteSettings,
    ...own(routeThrottling?.routeSettings ?? {}, routeKey),
  };
  if (settings.throttlingRateLimit === undefined && settings.throttlingBurstLimit === undefined) return undefined;
  const { throttlingRateLimit, throttlingBurstLimit } = { ...accountLimits, ...settings };
  return openTokenBucket(throttlingRateLimit, throttlingBurstLimit);
}
