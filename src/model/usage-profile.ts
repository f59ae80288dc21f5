import type { TrafficSource } from './traffic.js';

/** How many requests there were, with a size in bytes: a bar of a histogram. Sizes are of answers unless said otherwise. */
export interface SizeStep {
  /** The largest size in this step; `null` where the size is unknown. */
  upTo: number | null;
  requests: number;
  /** Bytes of these answers together; 0 where unknown. */
  bytes: number;
}

/** Use of one route in recorded traffic. */
export interface RouteUsage {
  /** `GET /orders/{id}`; `null` for requests that no route took, or whose route is not told. */
  route: string | null;
  requests: number;
  /** Sorted by size, the unknown last. */
  sizes: readonly SizeStep[];
}

/**
 * What recorded traffic says of use, as the cost comparison takes it: out of access logs, a bill, or CloudWatch. It is what it
 * was over its own time; whoever needs a month scales it and says so.
 */
export interface UsageProfile {
  source: TrafficSource;
  requests: number;
  /** Days that the record covers, gaps left out; `null` where it does not tell. */
  days: number | null;
  /** Hours within that time without a single line, each `2026-11-02T03`: a gap of the record, or an idle hour. */
  idleHours: readonly string[];
  /** Sorted by requests, most first. Empty where the record knows no routes. */
  routes: readonly RouteUsage[];
  statuses: readonly { status: number | null; requests: number }[];
  /** Requests by hour of the day (UTC), 24 numbers; empty where the record has no times. */
  hours: readonly number[];
  /** How many callers there were, told apart by address or identity, which are not kept; `null` where unknown. */
  callers: number | null;
  /** Answers with 4XX and 5XX; absent where `statuses` tells. */
  errors?: { client: number; server: number };
  /** Calls that the cache of the stage answered, and that it did not. */
  cache?: { hits: number; misses: number };
  /** Average time to answer, in milliseconds. */
  latency?: number;
  /** What was paid for it. */
  billed?: BilledUse;
}

/** Lines of a bill, for the time of the record. */
export interface BilledUse {
  /** Exact decimal; before credits, refunds and tax. */
  amount: string;
  currency: string | null;
  /** By kind of use, in the words of AWS without the prefix of the region: `ApiGatewayRequest`. */
  lines: readonly { usage: string; quantity: string; amount: string }[];
  /** Hours by size of the cache in GB. */
  cacheHours: Readonly<Record<string, string>>;
}
