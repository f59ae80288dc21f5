import Big from 'big.js';
import { allocatedOf } from './allocated.js';
import type { ApiFacts } from './api-facts.js';
import { billOf } from './bill.js';
import type { CostSide, Totals } from './comparison.js';
import type { Surroundings } from './estimate.js';
import { unitsOfMonth } from './metering.js';
import { type PriceList, pricesOf, type RegionPrices } from './price-list.js';
import type { Usage } from './usage.js';
import { differenceOf } from './year.js';

/** One API among several of an account. */
export interface FleetMember extends Surroundings {
  /** As the user named it: a file, or the folder of a bundle. */
  input: string;
  api: ApiFacts;
  usage: Usage;
}

/** An API that could not be compared. */
export interface FleetFailure {
  input: string;
  reason: string;
}

/** What one API costs among the others of its account and region. */
export interface FleetRow {
  input: string;
  api: string;
  region: string;
  currency: string;
  requests: number | undefined;
  /** Its share of the whole bill: all APIs of the region fill the tiers together. Shares add up to the sum. */
  allocated: Totals;
  /** What it costs on top of all the others: what moving it alone would save. */
  marginal: Totals;
}

/** The bill of all APIs of one region. */
export interface RegionSum {
  region: string;
  currency: string;
  /** APIs in the sum, and those that are not because something of theirs is unknown. */
  counted: number;
  unknown: number;
  totals: Totals;
}

/** Several APIs of one account. Every input is in one place: `inputs` = rows + failed. */
export interface Fleet {
  prices: { date: string; source: string };
  inputs: number;
  rows: FleetRow[];
  failed: FleetFailure[];
  /** By region and, where several have one currency, all of it. */
  sums: RegionSum[];
}

/**
 * Compares several APIs, all of one account: request tiers are shared by the APIs of a region.
 *
 * @throws Failure (`usage`) when the list does not have a region
 */
export function fleetOf(members: readonly FleetMember[], failed: readonly FleetFailure[], list: PriceList): Fleet {
  const regions = [...new Set(members.map(({ usage }) => usage.region))].sort();
  const parts = regions.map((region) => {
    const own = members.filter(({ usage }) => usage.region === region);
    const { prices } = pricesOf(list, region);
    const rows = own.map((member) => rowOf(member, own, prices));
    return { rows, sum: sumOf(region, prices.currency, rows) };
  });
  const rows = parts.flatMap((part) => part.rows).sort(bySaving);
  const sums = parts.map(({ sum }) => sum);
  return {
    prices: { date: list.date, source: list.source },
    inputs: rows.length + failed.length,
    rows,
    failed: [...failed],
    sums: [...sums, ...wholes(sums, rows)],
  };
}

function rowOf(member: FleetMember, all: readonly FleetMember[], prices: RegionPrices): FleetRow {
  const others = all.filter((other) => other !== member);
  const usage = {
    ...member.usage,
    accountRequests: others.reduce((sum, other) => sum + (other.usage.requests ?? 0), 0),
    accountHttpRequests: others.reduce((sum, other) => sum + unitsIn(other.usage), 0),
  };
  const bill = billOf({ ...member, usage, prices });
  const { rest, http } = bill;
  const shared = allocatedOf(usage, prices);
  return {
    input: member.input,
    api: member.api.name,
    region: usage.region,
    currency: prices.currency,
    requests: usage.requests,
    marginal: differenceOf(rest.total, http.total),
    allocated: shared
      ? differenceOf(withRequests(rest, shared.rest), withRequests(http, shared.http))
      : differenceOf(rest.total, http.total),
  };
}

function unitsIn(usage: Usage): number {
  return usage.requests === undefined ? 0 : unitsOfMonth(usage.requests, usage).most.toNumber();
}

/** The bill with these request charges in place of its own. */
function withRequests({ lines }: CostSide, requests: Big | undefined): Big | undefined {
  return lines.reduce<Big | undefined>(
    (sum, { kind, amount }) => (kind === 'requests' ? sum : sum && amount && sum.plus(amount)),
    requests,
  );
}

function isKnown({ allocated }: FleetRow): boolean {
  return allocated.rest !== undefined && allocated.http !== undefined;
}

function sumOf(region: string, currency: string, rows: readonly FleetRow[]): RegionSum {
  const known = rows.filter(isKnown);
  const side = (kind: 'rest' | 'http') =>
    known.reduce((sum, { allocated }) => sum.plus(allocated[kind] ?? 0), new Big(0));
  const totals = known.length === 0 ? differenceOf(undefined, undefined) : differenceOf(side('rest'), side('http'));
  return { region, currency, counted: known.length, unknown: rows.length - known.length, totals };
}

/** Amounts of different currencies are not added. */
function wholes(sums: readonly RegionSum[], rows: readonly FleetRow[]): RegionSum[] {
  const currencies = [...new Set(sums.map(({ currency }) => currency))].sort();
  return currencies.flatMap((currency) => {
    const several = sums.filter((sum) => sum.currency === currency).length > 1;
    return several
      ? [
          sumOf(
            'all regions',
            currency,
            rows.filter((row) => row.currency === currency),
          ),
        ]
      : [];
  });
}

/** The largest saving first: that is where to begin. */
function bySaving(one: FleetRow, other: FleetRow): number {
  const [a, b] = [one.allocated.saving.amount, other.allocated.saving.amount];
  if (a === undefined || b === undefined)
    return Number(a === undefined) - Number(b === undefined) || byInput(one, other);
  return b.cmp(a) || byInput(one, other);
}

function byInput(one: FleetRow, other: FleetRow): number {
  return one.input < other.input ? -1 : 1;
}
