import type { Difference, DiffResult } from '../diff/differences.js';
import type { NotShown } from '../diff/not-shown.js';
import type { HandlersResult } from '../handlers/handlers.js';
import type { Rule, RuleId } from '../model/index.js';
import { Examples } from './diff-html-examples.js';
import { handlersSection } from './diff-html-handlers.js';
import { diffStyle } from './diff-html-style.js';
import {
  byRule,
  counted,
  definitionLegend,
  hasDefinitions,
  neededBy,
  noiseLegend,
  noiseOf,
  notShownLegend,
  sentence,
  summaryOf,
  verdictOf,
} from './diff-rows.js';
import { percent, trafficLines } from './diff-traffic.js';
import { shownValues } from './diff-values.js';
import { type Html, html, none } from './html.js';
import { htmlPage, type Section } from './html-page.js';

type RuleTexts = Record<RuleId, Pick<Rule, 'title'> & Partial<Pick<Rule, 'explanation' | 'remedy'>>>;

/** More rows than anybody reads, and than a browser shows at once. */
const mostRows = 500;

/** @returns the report as one page, with what both APIs made of an example of each difference side by side. */
export function diffHtml(result: DiffResult, rules: RuleTexts, handlers?: HandlersResult): string {
  const unexplained = result.differences.filter(({ rule }) => rule === null);
  const examples = new Examples(result.examples);
  const sections: Section[] = [
    ...(unexplained.length > 0 ? [unexplainedSection(unexplained, examples)] : []),
    ...(handlers ? [handlersSection(handlers)] : []),
    ...(unexplained.length < result.differences.length ? [explainedSection(result, rules, examples)] : []),
    ...trafficSection(result),
    ...(result.notCompared.length > 0 ? [notComparedSection(result)] : []),
    ...notShownSection(result.notShown ?? []),
    ...(noiseOf(result).length > 0 ? [noiseSection(result)] : []),
  ];
  return htmlPage({
    title: 'REST API and HTTP API: differences',
    lead: lead(result, examples.count > 0),
    sections,
    foot: html`<p>${sentence(summaryOf(result)).join(' ')} Secrets are hidden. Written by migrate diff.</p>`,
    style: diffStyle,
  });
}

function lead(result: DiffResult, hasExamples: boolean): Html {
  const only = html`<p class="screen"><label><input type="checkbox" id="only" checked> In examples, show only what differs</label></p>`;
  return html`<p class="verdict ${toneOf(result)}">${sentence(verdictOf(result)).join(' ')}</p>
<p>${sentence(summaryOf(result)).join(' ')}</p>
${hasExamples ? only : none}`;
}

/** That somebody gets in is never shown as good, also where it was accepted by name. */
function toneOf({ unexplained, differences }: DiffResult): 'good' | 'mark' | 'bad' {
  if (unexplained > 0) return 'bad';
  return differences.some(({ class: of }) => of === 'security') ? 'mark' : 'good';
}

function unexplainedSection(differences: readonly Difference[], examples: Examples): Section {
  const legend = hasDefinitions(differences) ? html`<p>${definitionLegend}</p>` : none;
  return {
    id: 'unexplained',
    heading: `Unexplained (${differences.length})`,
    body: html`<p>No rule foretold these: the exit code is 1.</p>
${legend}
${table('Unexplained differences', differences)}
<h3>Examples</h3>
${examples.of(differences)}`,
  };
}

/** Those that let somebody in stand open; all others are folded. */
function explainedSection(result: DiffResult, rules: RuleTexts, examples: Examples): Section {
  const groups = byRule(result).map(({ rule, differences }): Html => {
    const { title, explanation, remedy } = rules[rule];
    const id = `rule-${rule.replace('/', '-')}`;
    const worst = differences.some(({ class: of }) => of === 'security') ? html` open` : none;
    const count = differences.reduce((most, { count: seen }) => Math.max(most, seen), 0);
    const stays = rule === 'routes/stays' ? html`<p>Routes that stay: ${result.staying.join(', ')}.</p>` : none;
    return html`<details class="rule" id="${id}"${worst}><summary><h3>${title}</h3> <code>${rule}</code> ${classes(differences)}, ${counted(count, 'request')}</summary>
${explanation === undefined ? none : html`<p>${explanation}</p>`}
${remedy === undefined ? none : html`<p><strong>Do:</strong> ${remedy}</p>`}
${stays}
${table(`Differences of ${rule}`, differences)}
${examples.of(differences)}
</details>
`;
  });
  return {
    id: 'explained',
    heading: `Foretold (${result.differences.length - result.unexplained})`,
    body: html`<p>Each of these was foretold by a rule of the analysis. The worst come first.</p>
${groups}`,
  };
}

function classes(differences: readonly Difference[]): Html {
  const names = [...new Set(differences.map(({ class: of }) => of))];
  return html`${names.map((name, index) => html`${index > 0 ? ', ' : ''}<span class="${name}">${name}</span>`)}`;
}

function table(caption: string, differences: readonly Difference[]): Html {
  const shown = differences.slice(0, mostRows);
  const rest = differences.length - shown.length;
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table class="differences">
<caption>${caption}</caption>
<thead><tr><th scope="col">Class</th><th scope="col">What differs</th><th scope="col">REST</th><th scope="col">HTTP</th><th scope="col" class="number">Seen</th></tr></thead>
<tbody>
${shown.map(row)}</tbody>
</table></div>
${rest > 0 ? html`<p>${rest} more are not shown here; --format json has all.</p>` : none}`;
}

function row(difference: Difference): Html {
  const { class: of, aspect, route, count, share, accepted } = difference;
  const [rest, http] = shownValues(difference, 160);
  const place = route === null ? none : html`<br><code>${route}</code>`;
  const ofTraffic = share === undefined ? none : html`<br>${percent(share)}`;
  return html`<tr><td><span class="${of}">${of}</span>${accepted ? ', accepted' : ''}</td><th scope="row">${aspect}${place}</th><td data-api="REST"><code>${rest}</code></td><td data-api="HTTP"><code>${http}</code></td><td class="number">${count}×${ofTraffic}</td></tr>
`;
}

function notComparedSection({ notCompared }: DiffResult): Section {
  return {
    id: 'not-compared',
    heading: `Not compared (${notCompared.length})`,
    body: html`<p>What these change is not known.</p>
<ul>${notCompared.map((one) => html`<li>${one.gateway.toUpperCase()}: ${one.feature} <span class="quiet">(${neededBy(one)})</span></li>`)}</ul>`,
  };
}

/** A paragraph for each source, the first one about all of them. */
function trafficSection(result: DiffResult): Section[] {
  const lines = trafficLines(result);
  if (lines.length === 0) return [];
  return [{ id: 'traffic', heading: 'Traffic', body: html`${lines.map((line) => html`<p>${line.join(' ')}</p>\n`)}` }];
}

function notShownSection(rules: readonly NotShown[]): Section[] {
  if (rules.length === 0) return [];
  return [
    {
      id: 'not-shown',
      heading: `Not shown (${rules.length})`,
      body: html`<p>${notShownLegend}</p>
<dl>${rules.map(({ rule, reason }) => html`<dt><code>${rule}</code></dt><dd>${reason}</dd>\n`)}</dl>`,
    },
  ];
}

function noiseSection(result: DiffResult): Section {
  const left = noiseOf(result);
  return {
    id: 'noise',
    heading: `Noise (${left.length})`,
    body: html`<p>${noiseLegend}</p>
<ul>${left.map((one) => html`<li>${one}</li>`)}</ul>`,
  };
}
