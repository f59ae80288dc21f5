import type { Json } from './json.js';

/**
 * What the stage of an HTTP API is to be. No definition holds it: it is made by CreateStage after the import (facts
 * import-export.md, CP-STAGE). Values stand as they were read, so one may be a function of CloudFormation.
 */
export interface HttpStage {
  name?: Json;
  description?: Json;
  stageVariables: Record<string, Json>;
  defaultRouteSettings: RouteSettings;
  /** By route key; only routes that move, since UpdateStage refuses others. */
  routeSettings: Record<string, RouteSettings>;
  accessLog?: AccessLog;
  tags: Record<string, Json>;
  /** What the API itself gets by calls, since its definition cannot say it. */
  api: { ipAddressType?: string; tags: Record<string, Json> };
}

/** Throttling and metrics of some routes (CP-ROUTESET). */
export interface RouteSettings {
  /** Requests that may come at once. */
  throttlingBurstLimit?: number;
  /** Requests per second. */
  throttlingRateLimit?: number;
  detailedMetricsEnabled?: boolean;
}

export interface AccessLog {
  /** One line with variables of HTTP APIs, 1024 characters at most. */
  format: string;
  /** Absent where the REST API logs to Firehose, which HTTP APIs cannot. */
  destinationArn?: Json;
}
