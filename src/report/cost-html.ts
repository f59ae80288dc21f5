import type { CostComparison, CostSide } from '../cost/comparison.js';
import type { Fleet } from '../cost/fleet.js';
import { fleetChart, linesChart, requestsChart, sizeChart } from './cost-chart-data.js';
import { type Chart, chartSvg } from './cost-charts.js';
import { lineAmount, paybackFormula, savingFormula, totalAmount } from './cost-formula.js';
import { type CostReport, type CostTable, costReport, priceText, quantityText } from './cost-report.js';
import { type Html, html } from './html.js';
import { htmlPage, type Section } from './html-page.js';

/** Charts take the colours of the page; both have a contrast of 3 to 1 and more to the ground (WCAG 2.2, 1.4.11). */
const style = `
:root { --rest: #b35900; --http: #0969da; }
@media (prefers-color-scheme: dark) { :root { --rest: #f0953f; --http: #58a6ff; } }
@media print { :root { --rest: #b35900; --http: #0969da; } }
figure { margin: .75rem 0; }
figure svg { display: block; }
.narrow { display: none; }
@media (max-width: 720px) {
  .wide { display: none; }
  .narrow { display: block; }
  table { font-size: .85rem; }
  th, td { padding: .3rem .35rem; }
  td.number, th.number { white-space: normal; }
  td details.formula p { min-width: 8rem; }
}
@media print { .wide { display: block; } .narrow { display: none; } }
details.formula { border: 0; padding: 0; margin: 0; }
td details.formula summary { white-space: nowrap; }
details.formula[open] { padding: 0 0 .35rem; }
td details.formula p, .lead p { white-space: normal; }
td details.formula p { text-align: left; max-width: 26rem; min-width: 12rem; color: var(--quiet); font-size: .875rem; overflow-wrap: anywhere; }
tfoot td, tfoot th { font-weight: 600; border-top: 2px solid var(--line); }
`;

/** @returns the comparison as one file with charts, in which every number opens to its formula */
export async function costHtml(comparison: CostComparison): Promise<string> {
  const report = costReport(comparison);
  const charts = [linesChart(comparison), requestsChart(comparison), sizeChart(comparison)];
  const [answer = '', ...others] = report.summary;
  return htmlPage({
    title: report.title,
    lead: html`<p class="verdict">${answer}</p>
${savingFormula(comparison)}
${others.map(sentence)}
${paybackFormula(comparison)}`,
    sections: [
      await chartSection(charts),
      { id: 'rest', heading: 'REST API, as it is', body: billTable('REST API, as it is', comparison.rest) },
      { id: 'http', heading: 'HTTP API, after the move', body: billTable('HTTP API, after the move', comparison.http) },
      ...report.tables.slice(2).map((table, index) => tableSection(table, `table-${index + 1}`)),
      ...listSections(report),
    ],
    foot: html`<p>migrate cost; prices of ${comparison.prices.date}: ${comparison.prices.source}.</p>`,
    style,
  });
}

/** @returns the comparison of several APIs as one file */
export async function fleetHtml(fleet: Fleet, report: CostReport): Promise<string> {
  const [answer = '', ...others] = report.summary;
  return htmlPage({
    title: report.title,
    lead: html`<p class="verdict">${answer}</p>${others.map(sentence)}`,
    sections: [
      await chartSection([fleetChart(fleet)]),
      ...report.tables.map((table, index) => tableSection(table, `table-${index + 1}`)),
      ...listSections(report),
    ],
    foot: html`<p>migrate cost; prices of ${fleet.prices.date}: ${fleet.prices.source}.</p>`,
    style,
  });
}

/** A line of its own in a sentence is a command. */
function sentence(text: string): Html {
  const [words = '', ...commands] = text.split('\n');
  return html`<p>${words}</p>${commands.map((command) => html`<pre>${command.trim()}</pre>`)}`;
}

async function chartSection(charts: (Chart | undefined)[]): Promise<Section> {
  const figures: Html[] = [];
  for (const chart of charts) if (chart !== undefined) figures.push(await figureOf(chart));
  const body = figures.length > 0 ? html`${figures}` : html`<p>There is nothing to draw: prices are unknown.</p>`;
  return { id: 'charts', heading: 'In pictures', body };
}

async function figureOf(chart: Chart): Promise<Html> {
  const [wide, narrow] = [await chartSvg(chart, 'wide'), await chartSvg(chart, 'narrow')];
  return html`<figure>
<figcaption>${chart.title}</figcaption>
<div class="wide">${{ html: wide }}</div>
<div class="narrow">${{ html: narrow }}</div>
<details><summary>The numbers of this picture</summary>
${numbersTable(chart)}
</details>
</figure>
`;
}

function numbersTable(chart: Chart): Html {
  const rows =
    chart.kind === 'bars'
      ? chart.bars.map(({ name, rest, http }) => [name, String(rest), String(http)])
      : chart.points.map(({ at, rest, http }) => [String(at), String(rest), String(http)]);
  const first = chart.kind === 'bars' ? 'What' : chart.xName;
  return tableHtml({ title: chart.title, head: [first, 'REST API', 'HTTP API'], numbers: [1, 2], rows });
}

function billTable(title: string, side: CostSide): Html {
  const rows = side.lines.map(
    (
      line,
    ) => html`<tr><th scope="row">${line.what}</th><td class="number">${quantityText(line)}</td><td class="number">${priceText(line)}</td><td class="number">${lineAmount(line)}</td></tr>
`,
  );
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${title}"><table>
<thead><tr><th scope="col">What</th><th scope="col" class="number">Quantity</th><th scope="col" class="number">Unit price</th><th scope="col" class="number">Amount</th></tr></thead>
<tbody>
${rows}</tbody>
<tfoot><tr><th scope="row" colspan="3">Total</th><td class="number">${totalAmount(side)}</td></tr></tfoot>
</table></div>`;
}

function tableSection(table: CostTable, id: string): Section {
  return { id, heading: table.title, body: tableHtml(table) };
}

function tableHtml({ title, head, numbers, rows, total }: CostTable): Html {
  const cell = (text: string, index: number) =>
    index === 0
      ? html`<th scope="row">${text}</th>`
      : html`<td${{ html: numbers.includes(index) ? ' class="number"' : '' }}>${text}</td>`;
  const row = (cells: string[]) => html`<tr>${cells.map(cell)}</tr>
`;
  const columns = head.map(
    (text, index) => html`<th scope="col"${{ html: numbers.includes(index) ? ' class="number"' : '' }}>${text}</th>`,
  );
  const foot = total ? html`<tfoot>${row(total)}</tfoot>` : html``;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${title}"><table>
<thead><tr>${columns}</tr></thead>
<tbody>
${rows.map(row)}</tbody>
${foot}
</table></div>`;
}

function listSections({ lists }: CostReport): Section[] {
  return lists.map(({ title, items }) => ({
    id: title.toLowerCase().replaceAll(' ', '-'),
    heading: title,
    body: html`<ul>${items.map((item) => html`<li>${item}</li>\n`)}</ul>`,
  }));
}
