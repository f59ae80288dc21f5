import type { Totals } from '../cost/comparison.js';
import type { Fleet, FleetRow, RegionSum } from '../cost/fleet.js';
import type { JsonObject } from '../model/index.js';
import { money, percentage } from './cost-money.js';

/** @returns the comparison of several APIs as `schemas/cost-fleet.schema.json` describes it */
export function fleetJson(fleet: Fleet): string {
  return `${JSON.stringify(fleetObject(fleet), null, 2)}\n`;
}

function fleetObject({ prices, inputs, rows, failed, sums }: Fleet): JsonObject {
  const unknown = rows.filter(({ allocated }) => allocated.saving.amount === undefined).length;
  return {
    version: 1,
    prices: { date: prices.date, source: prices.source },
    counts: { inputs, compared: rows.length - unknown, unknown, failed: failed.length },
    apis: rows.map(rowObject),
    failed: failed.map(({ input, reason }) => ({ input, reason })),
    sums: sums.map(sumObject),
  };
}

function rowObject({ input, api, region, currency, requests, allocated, marginal }: FleetRow): JsonObject {
  return {
    ...{ input, api, region, currency },
    requests: requests ?? null,
    allocated: totalsObject(allocated),
    marginal: totalsObject(marginal),
  };
}

function sumObject({ region, currency, counted, unknown, totals }: RegionSum): JsonObject {
  return { region, currency, counted, unknown, ...totalsObject(totals) };
}

function totalsObject({ rest, http, saving }: Totals): JsonObject {
  return {
    rest: money(rest) ?? null,
    http: money(http) ?? null,
    saving: { amount: money(saving.amount) ?? null, percent: percentage(saving.percent) ?? null },
  };
}
