import { isOpen, type RuleId, routeKey } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { findingId } from './analysis-html-findings.js';
import { type RouteRow, routeRows } from './analysis-routes.js';
import { taskOf } from './finding-tasks.js';
import { breakable, type Html, html } from './html.js';
import type { Section } from './html-page.js';
import { routeState, verdictOrder } from './verdicts.js';

/** @returns the methods with their state, and links to what is told about them; nothing where there are none */
export function routesSection(analysis: Analysis): Section[] {
  const rows = routeRows(analysis);
  if (rows.length === 0) return [];
  const links = linksOf(analysis);
  const states = verdictOrder.filter((verdict) => rows.some((row) => row.verdict === verdict));
  const counts = states.map(
    (state) => `${routeState[state]}: ${rows.filter(({ verdict }) => verdict === state).length}`,
  );
  return [
    {
      id: 'routes',
      heading: `Methods (${rows.length})`,
      body: html`<p>${counts.join('; ')}.</p>
<div class="filter screen" role="search" hidden>
<label for="filter-text">Find <input id="filter-text" type="search"></label>
<label for="filter-state">State <select id="filter-state"><option value="">all</option>${states.map((state) => html`<option value="${state}">${routeState[state]}</option>`)}</select></label>
<p id="filter-count" role="status"></p>
</div>
<div class="scroll" tabindex="0" role="region" aria-label="Methods">
<table>
<thead><tr><th scope="col">Method and path</th><th scope="col">State</th><th scope="col">Because of</th></tr></thead>
<tbody>
${rows.map((row) => rowOf(row, links))}</tbody>
</table>
</div>`,
    },
  ];
}

/** Where a rule is told: for what holds a method back, and for what changes. */
interface Links {
  open: ReadonlyMap<RuleId, string>;
  settled: ReadonlyMap<RuleId, string>;
}

function linksOf(analysis: Analysis): Links {
  const open = new Map<RuleId, string>();
  const settled = new Map<RuleId, string>();
  for (const entry of analysis.conversion.ledger) {
    const task = taskOf(entry, analysis);
    if (task === 'follows' || task === 'nothing') continue;
    (isOpen(entry) ? open : settled).set(entry.rule, findingId(task, entry.rule));
  }
  return { open, settled };
}

function rowOf({ route, verdict, heldBy, changedBy }: RouteRow, { open, settled }: Links): Html {
  const links =
    heldBy.length > 0 ? heldBy.map((rule) => ruleLink(rule, open)) : changedBy.map((rule) => ruleLink(rule, settled));
  return html`<tr data-state="${verdict}"><th scope="row"><code>${breakable(routeKey(route))}</code></th><td class="${verdict}">${routeState[verdict]}</td><td class="rules">${links}</td></tr>\n`;
}

function ruleLink(rule: RuleId, ids: ReadonlyMap<RuleId, string>): Html {
  const id = ids.get(rule);
  return id === undefined ? html`<span>${breakable(rule)}</span> ` : html`<a href="#${id}">${breakable(rule)}</a> `;
}
