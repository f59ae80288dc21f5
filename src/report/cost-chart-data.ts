import type { CostComparison, CostLine } from '../cost/comparison.js';
import type { Curve } from '../cost/curves.js';
import type { Fleet } from '../cost/fleet.js';
import type { BarChart, LineChart } from './cost-charts.js';
import { kindNames } from './cost-kinds.js';
import { money } from './cost-money.js';

/** @returns both kinds by what is paid for; undefined where nothing is known */
export function linesChart({ rest, http, currency }: CostComparison): BarChart | undefined {
  const bars = kindNames.flatMap(([kind, name]) => {
    const [mine, theirs] = [rest.lines, http.lines].map((lines) => sumOf(lines.filter((line) => line.kind === kind)));
    return mine === undefined && theirs === undefined ? [] : [{ name, rest: mine ?? 0, http: theirs ?? 0 }];
  });
  if (bars.length === 0) return undefined;
  const words = bars.map((bar) => `${bar.name}: ${bar.rest} and ${bar.http}`).join('; ');
  return {
    kind: 'bars',
    id: 'chart-lines',
    title: `One month by what is paid for, in ${currency}`,
    description: `REST API and HTTP API side by side. ${words}.`,
    bars,
    currency,
  };
}

/** A picture needs no exact decimals. @returns undefined where no line has an amount */
function sumOf(lines: CostLine[]): number | undefined {
  const amounts = lines.flatMap(({ amount }) => (amount === undefined ? [] : [amount.toNumber()]));
  return amounts.length === 0 ? undefined : Number(amounts.reduce((sum, amount) => sum + amount, 0).toFixed(2));
}

/** @returns the cost over the calls of a month */
export function requestsChart({ curves, usage, currency }: CostComparison): LineChart | undefined {
  const curve = curves.overRequests();
  if (curve === undefined) return undefined;
  const crossings = curve.crossings.map((at) => ({ at, name: 'same cost' }));
  const now = usage.requests ? [{ at: usage.requests, name: 'now' }] : [];
  const last = curve.points.at(-1);
  return {
    kind: 'lines',
    id: 'chart-requests',
    title: `Cost of a month over requests a month, in ${currency}`,
    description: `${endText(curve, 'requests a month')} ${crossingText(curve, 'requests a month')} At ${last?.at} requests the REST API costs ${money(last?.rest)} and the HTTP API ${money(last?.http)}.`,
    isStepped: false,
    points: curve.points.map(plain),
    marks: [...now, ...crossings],
    xName: 'requests a month',
    currency,
  };
}

/** @returns the cost over the size of a call */
export function sizeChart({ curves, breakEven, currency }: CostComparison): LineChart | undefined {
  const curve = curves.overSize();
  if (curve === undefined) return undefined;
  const megabytes = (bytes: number) => bytes / 1024 ** 2;
  const points = curve.points.map((point) => ({ ...plain(point), at: megabytes(point.at) }));
  const isShown = breakEven !== undefined && !breakEven.atAnySize && breakEven.units > 0;
  return {
    kind: 'lines',
    id: 'chart-size',
    title: `Cost of a month over the size of a call, in ${currency}`,
    description: `HTTP APIs count a call in steps of 512 KB, REST APIs count it once. ${isShown ? `Above ${breakEven.bytes / 1024} KB the HTTP API is dearer.` : 'The cheaper one stays the same at all sizes.'}`,
    isStepped: true,
    points: [{ ...(points[0] ?? { rest: 0, http: 0 }), at: 0 }, ...points],
    marks: isShown ? [{ at: megabytes(breakEven.bytes), name: `${breakEven.bytes / 1024} KB` }] : [],
    xName: 'MB a call, request and response together',
    currency,
  };
}

/** @returns both kinds by API, of those that save most */
export function fleetChart({ rows }: Fleet): BarChart | undefined {
  const known = rows.filter(({ allocated }) => allocated.rest && allocated.http).slice(0, mostBars);
  const [first] = known;
  if (first === undefined) return undefined;
  return {
    kind: 'bars',
    id: 'chart-apis',
    title: `One month by API, in ${first.currency}`,
    description: `REST API and HTTP API side by side, for the ${known.length} APIs that save most.`,
    bars: known
      .filter(({ currency }) => currency === first.currency)
      .map(({ api, input, allocated: { rest, http } }) => ({
        name: api === '' ? input : api,
        rest: Number(rest?.toFixed(2)),
        http: Number(http?.toFixed(2)),
      })),
    currency: first.currency,
  };
}

const mostBars = 20;

function plain({ at, rest, http }: Curve['points'][number]) {
  return { at, rest: Number(rest.toFixed(2)), http: Number(http.toFixed(2)) };
}

function endText({ points }: Curve, unit: string): string {
  return `From ${points[0]?.at} to ${points.at(-1)?.at} ${unit}.`;
}

function crossingText({ crossings }: Curve, unit: string): string {
  return crossings.length === 0 ? 'The lines do not cross.' : `Both cost the same at ${crossings.join(', ')} ${unit}.`;
}
