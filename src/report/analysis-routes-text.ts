import { routeKey, type Verdict } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { type RouteRow, routeRows } from './analysis-routes.js';
import { fewest, type Layout } from './finding-text.js';
import { routeState, verdictOrder } from './verdicts.js';
import { fitting, printable } from './wrap.js';

/** How many methods of one state are listed without `--verbose`: what is held back is looked at first. */
const most: Record<Verdict, number> = {
  'stay-on-rest': 12,
  'needs-decisions': 12,
  unknown: 12,
  'ready-with-changes': fewest,
  ready: fewest,
};

/** @returns the methods by their state, each with what holds it back, or what changes about it */
export function routesText(analysis: Analysis, layout: Layout): string {
  const rows = routeRows(analysis);
  const groups = verdictOrder.flatMap((verdict) => {
    const own = rows.filter((row) => row.verdict === verdict);
    return own.length === 0 ? [] : groupLines(verdict, own, layout);
  });
  return groups.length === 0 ? '' : ['Methods:', ...groups].join('\n');
}

function groupLines(verdict: Verdict, rows: RouteRow[], { verbose, width }: Layout): string[] {
  const shown = verbose ? rows : rows.slice(0, most[verdict]);
  const rest = rows.length - shown.length;
  const keys = shown.map(({ route }) => printable(routeKey(route)));
  const column = Math.min(Math.max(...keys.map(({ length }) => length)), Math.floor(width / 2));
  return [
    `  ${routeState[verdict]} (${rows.length})`,
    ...shown.flatMap((row, index) => rowLines(keys[index] ?? '', row, { column, width })),
    ...(rest > 0 ? [`    and ${rest} more`] : []),
  ];
}

interface Columns {
  column: number;
  width: number;
}

/** A path is never cut: what holds a method with a long one stands below it. */
function rowLines(key: string, { heldBy, changedBy }: RouteRow, { column, width }: Columns): string[] {
  const rules = heldBy.length > 0 ? heldBy : changedBy;
  const head = `    ${key.padEnd(column)}  `;
  const beside = fitting(rules, width - head.length);
  if (beside !== '' || rules.length === 0) return [`${head}${beside}`.trimEnd()];
  return [head.trimEnd(), `${' '.repeat(8)}${fitting(rules, width - 8) || rules[0]}`];
}
