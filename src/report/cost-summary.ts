import type { CostComparison, MonthComparison, Totals } from '../cost/comparison.js';
import { quoted } from '../model/index.js';
import { hoursText, money, percentage } from './cost-money.js';

/** @returns what matters, in sentences; the first one is the answer. */
export function costSummary(comparison: CostComparison): string[] {
  const { usage } = comparison;
  return [
    ...(usage.requests === undefined
      ? [...perMillionAnswer(comparison), ...transferAnswer(comparison), ...boundsAnswer(comparison)]
      : monthAnswer(comparison)),
    ...breakEvenAnswer(comparison),
    ...paybackAnswer(comparison),
  ];
}

/** @returns both bills of a month in sentences, the answer first */
export function monthAnswer(month: MonthComparison): string[] {
  const { rest, http, saving, currency } = month;
  const answer = answerOf({ rest: rest.total, http: http.total, saving }, currency);
  return [...(answer ? [answer] : unknownAnswer(month)), ...transferAnswer(month), ...boundsAnswer(month)];
}

function transferAnswer({ withoutTransfer, currency }: MonthComparison): string[] {
  const alone = withoutTransfer && answerOf(withoutTransfer, currency);
  if (!alone) return [];
  return [`Without data transfer, which is the same for both, ${alone.charAt(0).toLowerCase()}${alone.slice(1)}`];
}

function answerOf(totals: Totals, currency: string, time = ' a month'): string | undefined {
  const { rest, http, saving } = totals;
  if (rest === undefined || http === undefined || saving.amount === undefined) return undefined;
  if (saving.amount.eq(0)) return `Both cost the same: ${money(rest)} ${currency}${time}.`;
  const verb = saving.amount.gt(0) ? 'saves' : 'is dearer by';
  const share = saving.percent ? ` (${percentage(saving.percent.abs())} %)` : '';
  const change = `${money(http)} instead of ${money(rest)}`;
  return `An HTTP API ${verb} ${money(saving.amount.abs())} ${currency}${time}${share}: ${change}.`;
}

function perMillionAnswer(comparison: CostComparison): string[] {
  const each = answerOf(comparison.perMillion, comparison.currency, ' per million requests');
  const next =
    'For the sum, pass the requests of a month, such as --requests 100M. CloudWatch has counted them; add up the days:';
  return [
    ...(each ? [each] : unknownAnswer(comparison)),
    'The number of requests is unknown, so quantities and amounts are.',
    `${next}\n  ${countCommand(comparison)}`,
  ];
}

/** REST APIs are counted by name, and the statistic to read is SampleCount (MT-COUNT, MD-NAME). */
function countCommand({ api, usage }: CostComparison): string {
  const dimension = quoted(`Name=ApiName,Value=${api}`);
  return `aws cloudwatch get-metric-statistics --region ${usage.region} --namespace AWS/ApiGateway --metric-name Count --dimensions ${dimension} --statistics SampleCount --period 86400 --start-time FIRST_DAY --end-time LAST_DAY`;
}

function unknownAnswer({ unknown, rest, http, currency }: MonthComparison): string[] {
  const sides = { 'As a REST API it costs': rest.total, 'As an HTTP API it would cost': http.total };
  const known = Object.entries(sides).flatMap(([words, total]) =>
    total === undefined ? [] : [`${words} ${money(total)} ${currency} a month.`],
  );
  return ['The saving is unknown.', ...unknown, ...known, 'With other prices, pass your own list: --prices FILE.'];
}

/** A saving that counts on the dearest case is not the whole story. */
function boundsAnswer({ saving, currency, usage }: MonthComparison): string[] {
  const { least, most } = saving.bounds;
  if (usage.requests === undefined || (least === undefined && most === undefined)) return [];
  if (least !== undefined && most !== undefined) {
    if (least.eq(most)) return [];
    const ends = `${money(least)} and ${money(most)} ${currency}`;
    return [`Some quantities are known between bounds only: the saving is between ${ends} a month.`];
  }
  const [words, end] = least === undefined ? (['most', most] as const) : (['least', least] as const);
  return [`As far as prices are known, the saving is at ${words} ${money(end)} ${currency} a month.`];
}

/** Work is paid once, and the saving comes every month. */
function paybackAnswer({ payback, effort, overlap, currency, breakEven }: CostComparison): string[] {
  const { once, months, worthFrom } = payback;
  const both = overlap === undefined ? '' : `, and ${weeksText(overlap.weeks)} of running both`;
  const work = `${hoursText(effort.hours)} hours of work (our estimate${both})`;
  const cost = `${money(once.low)} to ${money(once.high)} ${currency}`;
  const back = months && `Paid back in ${hoursText(months)} months: ${work} cost ${cost}.`;
  return [
    ...(back ? [back] : [`Once: ${work} cost ${cost}.`]),
    ...(worthFrom
      ? [`Do not bother below ${range(worthFrom)} requests a month: the work would not be made up for within a year.`]
      : breakEven === undefined
        ? []
        : ['At no number of requests the work is made up for within a year.']),
  ];
}

function weeksText(weeks: number): string {
  return weeks === 1 ? '1 week' : `${weeks} weeks`;
}

/** Two digits say what an estimate can. */
function range({ low, high }: { low: number; high: number }): string {
  const [from, to] = [low, high].map((count) => countText(Number(count.toPrecision(2))));
  return from === to ? `${from}` : `${from} to ${to}`;
}

function countText(count: number): string {
  if (count >= 1e9) return `${count / 1e9} billion`;
  if (count >= 1e6) return `${count / 1e6} million`;
  return String(count);
}

function breakEvenAnswer({ breakEven, usage }: CostComparison): string[] {
  if (breakEven === undefined) return [];
  const where = usage.requests === undefined ? '' : ' At this usage';
  if (breakEven.atAnySize)
    return [`Break-even: none.${where} the HTTP API is cheaper up to the largest calls there are.`];
  if (breakEven.units === 0) return [`Break-even: none.${where} the HTTP API is not cheaper at any size.`];
  const size = `${breakEven.bytes / 1024} KB`;
  return [`Break-even: the HTTP API is cheaper as long as request and response together stay within ${size} a call.`];
}
