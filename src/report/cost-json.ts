import type { CostComparison, CostLine, CostSide, Saving, Totals } from '../cost/comparison.js';
import type { JsonObject } from '../model/index.js';
import { money, percentage } from './cost-money.js';

/** @returns the comparison as `schemas/cost.schema.json` describes it: amounts with two digits, `null` where unknown. */
export function costJson(comparison: CostComparison): string {
  return `${JSON.stringify(costObject(comparison), null, 2)}\n`;
}

function costObject(comparison: CostComparison): JsonObject {
  const { api, currency, prices, unknown, assumptions, notInSum, withoutTransfer, breakEven } = comparison;
  return {
    version: 1,
    api,
    currency,
    usage: usageObject(comparison),
    prices: { date: prices.date, source: prices.source },
    rest: sideObject(comparison.rest),
    http: sideObject(comparison.http),
    saving: savingObject(comparison.saving),
    withoutTransfer: withoutTransfer ? totalsObject(withoutTransfer) : null,
    perMillion: totalsObject(comparison.perMillion),
    breakEven: breakEven ? { units: breakEven.units, bytes: breakEven.bytes } : null,
    unknown,
    assumptions,
    notInSum,
  };
}

function usageObject({ usage }: CostComparison): JsonObject {
  return {
    region: usage.region,
    requests: usage.requests ?? null,
    accountRequests: usage.accountRequests ?? null,
    requestSize: usage.requestSize ?? null,
    responseSize: usage.responseSize ?? null,
    cacheSize: usage.cacheSize ?? null,
  };
}

function sideObject({ lines, total }: CostSide): JsonObject {
  return { lines: lines.map(lineObject), total: money(total) ?? null };
}

function lineObject(line: CostLine): JsonObject {
  return {
    what: line.what,
    quantity: line.quantity?.toFixed() ?? null,
    unit: line.unit,
    price: line.price ?? null,
    amount: money(line.amount) ?? null,
    quantitySource: line.quantitySource,
    priceSource: line.priceSource ?? null,
    note: line.note ?? null,
  };
}

function totalsObject({ rest, http, saving }: Totals): JsonObject {
  return { rest: money(rest) ?? null, http: money(http) ?? null, saving: savingObject(saving) };
}

function savingObject({ amount, percent }: Saving): JsonObject {
  return { amount: money(amount) ?? null, percent: percentage(percent) ?? null };
}
