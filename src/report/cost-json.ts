import type Big from 'big.js';
import type { CostComparison, CostLine, CostSide, Saving, Totals } from '../cost/comparison.js';
import type { Effort } from '../cost/effort.js';
import type { Payback } from '../cost/payback.js';
import type { Year } from '../cost/year.js';
import type { JsonObject } from '../model/index.js';
import { money, percentage } from './cost-money.js';

/** @returns the comparison as `schemas/cost.schema.json` describes it: amounts with two digits, `null` where unknown. */
export function costJson(comparison: CostComparison): string {
  return `${JSON.stringify(costObject(comparison), null, 2)}\n`;
}

function costObject(comparison: CostComparison): JsonObject {
  const { api, currency, prices, unknown, assumptions, notInSum, withoutTransfer, breakEven } = comparison;
  const { allocated, year, effort, overlap, payback, dearerRoutes } = comparison;
  return {
    version: 1,
    api,
    currency,
    usage: usageObject(comparison),
    prices: { date: prices.date, source: prices.source },
    rest: sideObject(comparison.rest),
    http: sideObject(comparison.http),
    saving: savingJson(comparison.saving),
    withoutTransfer: withoutTransfer ? totalsObject(withoutTransfer) : null,
    perMillion: totalsObject(comparison.perMillion),
    allocated: allocated ? totalsObject(allocated) : null,
    breakEven: breakEven ? { units: breakEven.units, bytes: breakEven.bytes } : null,
    dearerRoutes: dearerRoutes.map(({ route, large, requests }) => ({ route, large, requests })),
    year: year ? yearObject(year) : null,
    effort: effortObject(effort),
    overlap: overlap
      ? { weeks: overlap.weeks, least: money(overlap.least) ?? null, most: money(overlap.most) ?? null }
      : null,
    payback: paybackObject(payback),
    unknown,
    recorded: [...(comparison.usage.recorded ?? [])],
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
    accountHttpRequests: usage.accountHttpRequests ?? null,
    growth: usage.growth ?? null,
  };
}

function sideObject({ lines, total, least, open }: CostSide): JsonObject {
  return {
    lines: lines.map(lineObject),
    total: money(total) ?? null,
    least: money(least) ?? null,
    open: open.map(lineObject),
  };
}

function lineObject(line: CostLine): JsonObject {
  return {
    what: line.what,
    kind: line.kind,
    quantity: line.quantity?.toFixed() ?? null,
    leastQuantity: (line.least?.quantity ?? line.quantity)?.toFixed() ?? null,
    unit: line.unit,
    price: line.price ?? null,
    amount: money(line.amount) ?? null,
    quantitySource: line.quantitySource,
    priceSource: line.priceSource ?? null,
    note: line.note ?? null,
  };
}

function totalsObject({ rest, http, saving }: Totals): JsonObject {
  return { rest: money(rest) ?? null, http: money(http) ?? null, saving: savingJson(saving) };
}

/** @returns a saving with two digits, `null` where unknown */
export function savingJson({ amount, percent, bounds }: Saving): JsonObject {
  return {
    amount: money(amount) ?? null,
    percent: percentage(percent) ?? null,
    least: money(bounds.least) ?? null,
    most: money(bounds.most) ?? null,
  };
}

function yearObject({ growth, months, totals }: Year): JsonObject {
  return {
    growth,
    months: months.map(({ requests, totals: each }) => ({ requests, ...totalsObject(each) })),
    ...totalsObject(totals),
  };
}

function effortObject({ items, hours, rate, cost }: Effort): JsonObject {
  return {
    items: items.map((item) => ({ what: item.what, places: item.places, hours: ends(item.hours, 2) })),
    hours: ends(hours, 2),
    rate,
    cost: ends(cost, 2),
  };
}

function paybackObject({ once, months, worthFrom }: Payback): JsonObject {
  return {
    once: ends(once, 2),
    months: months ? ends(months, 1) : null,
    worthFrom: worthFrom ? { low: worthFrom.low, high: worthFrom.high } : null,
  };
}

function ends({ low, high }: { low: Big; high: Big }, digits: number): JsonObject {
  return { low: low.toFixed(digits), high: high.toFixed(digits) };
}
