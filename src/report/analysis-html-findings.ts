import { type LedgerEntry, type Location, type Pointer, type RuleId, routeKey } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { evidenceText } from './evidence.js';
import { type Excerpt, Excerpts } from './excerpt.js';
import { groupsOf } from './finding-groups.js';
import { findingsByTask, isTold, type Task, type TaskFindings, taskText, taskTitle } from './finding-tasks.js';
import type { Finding } from './findings.js';
import { breakable, type Html, html, none } from './html.js';
import type { Section } from './html-page.js';

/** Places of one message that are listed, and that show their line. The page of a large API has to stay a page. */
const mostPlaces = 100;
const mostExcerpts = 5;

/** Signs of an excerpt. */
const width = 110;

interface Told {
  analysis: Analysis;
  locations: ReadonlyMap<Pointer, Location>;
  excerpts: Excerpts;
}

/** @returns the id of the fold that tells a rule under a task */
export function findingId(task: Task, rule: RuleId): string {
  return `${task}-${rule.replace('/', '-')}`;
}

/** @returns all findings by what there is to do; what is open is unfolded */
export function findingsSection(analysis: Analysis): Section {
  const groups = findingsByTask(analysis).filter(({ task }) => isTold(task));
  const pointers = groups.flatMap(({ findings }) =>
    findings.flatMap(({ entries }) => entries.map(({ construct }) => construct.at)),
  );
  const told = { analysis, locations: analysis.locate(new Set(pointers)), excerpts: new Excerpts(analysis.source) };
  return {
    id: 'findings',
    heading: 'What to do',
    body:
      groups.length === 0
        ? html`<p>Nothing.</p>`
        : html`<p><button type="button" data-folds hidden>Unfold all</button></p>
${groups.map((group) => taskHtml(group, told))}`,
  };
}

function taskHtml({ task, findings, places }: TaskFindings, told: Told): Html {
  return html`<h3 id="task-${task}">${taskTitle[task]} (${places})</h3>
<p>${taskText[task]}</p>
${findings.map((finding) => findingHtml(finding, task, told))}`;
}

const unfolded: ReadonlySet<Task> = new Set<Task>(['decide', 'accept', 'change']);

function findingHtml({ rule, entries }: Finding, task: Task, told: Told): Html {
  const { title, explanation, remedy, evidence, link, security } = told.analysis.rules[rule];
  const isDone = entries.every(({ accepted }) => accepted);
  const source = link.startsWith('https://')
    ? html`<a href="${link}" rel="noreferrer">${evidenceText[evidence]}</a>`
    : html`${evidenceText[evidence]}`;
  const isUnknown = entries.some(({ outcome }) => outcome === 'unknown');
  return html`<details id="${findingId(task, rule)}"${unfolded.has(task) ? html` open` : none}><summary><code>${breakable(rule)}</code> ${security ? html`<span class="tag bad">security</span> ` : none}${isUnknown ? html`<span class="tag mark">unknown</span> ` : none}${title}${entries.length > 1 ? ` (${entries.length} times)` : ''}</summary>
<p>${explanation}</p>
${groupsOf(entries).map((group) => groupHtml(group, told))}
${isDone ? none : html`<p><strong>Do:</strong> ${remedy}</p>`}
<p class="quiet">How we know: ${source}.</p>
</details>
`;
}

function groupHtml(group: readonly LedgerEntry[], told: Told): Html {
  const items = group.slice(0, mostPlaces).map((entry, index) => placeHtml(entry, told, index < mostExcerpts));
  const rest = group.length - items.length;
  const list = html`<ul class="places">${items}${rest > 0 ? html`<li>and ${rest} more</li>` : none}</ul>`;
  return html`<p>${group[0]?.message ?? ''}</p>
${group.every(({ construct }) => construct.kind === 'behaviour') ? none : list}
`;
}

function placeHtml({ construct, accepted }: LedgerEntry, told: Told, showsLine: boolean): Html {
  const place = told.locations.get(construct.at);
  const file = place === undefined || place.file === told.analysis.source.file ? '' : `${place.file}:`;
  const name = construct.route ? routeKey(construct.route) : construct.name;
  const excerpt = showsLine && place !== undefined ? told.excerpts.at(place, width) : undefined;
  return html`<li><code>${breakable(name)}</code> <span class="quiet">${file}${place?.line ?? 1}:${place?.column ?? 1}</span>${accepted ? html` Accepted: ${accepted.reason}` : none}${excerpt ? excerptHtml(excerpt) : none}</li>
`;
}

function excerptHtml({ line, text, start, length }: Excerpt): Html {
  const parts = [text.slice(0, start), text.slice(start, start + length), text.slice(start + length)];
  return html`<pre class="excerpt" tabindex="0"><span class="quiet">${line} </span>${parts[0] ?? ''}<span class="mark">${parts[1] ?? ''}</span>${parts[2] ?? ''}</pre>`;
}
