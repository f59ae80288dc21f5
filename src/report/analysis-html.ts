import { type Outcome, outcomes } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { type CostFacts, costFacts } from './analysis-cost.js';
import { findingsSection } from './analysis-html-findings.js';
import { routesSection } from './analysis-html-routes.js';
import { analysisScript, analysisStyle } from './analysis-html-style.js';
import { sha256 } from './analysis-json.js';
import { nextCommands, shellWord } from './analysis-next.js';
import { counted, openText, reasonsOf } from './analysis-reason.js';
import { baselineHead } from './baseline.js';
import { findingsByTask, isTold, taskTitle } from './finding-tasks.js';
import { type FlowLink, flowOf } from './flow.js';
import { flowSvg } from './flow-svg.js';
import { type Html, html, none } from './html.js';
import { htmlPage, type Section } from './html-page.js';
import { movable } from './movable.js';
import { noticePlace } from './notices.js';
import { stageLines } from './stage.js';
import { verdictText } from './verdicts.js';

/** @returns the analysis as one page that needs nothing else: no network, no script to be read */
export function analysisHtml(analysis: Analysis): string {
  const { api } = analysis;
  return htmlPage({
    title: `${api.name.text || 'Unnamed API'} as an HTTP API`,
    lead: leadOf(analysis),
    sections: [
      flowSection(analysis),
      ...routesSection(analysis),
      findingsSection(analysis),
      ...noticesSection(analysis),
      ...questionsSection(analysis),
      ...stageSection(analysis),
      costSection(analysis),
    ],
    foot: footOf(analysis),
    style: analysisStyle,
    script: analysisScript,
  });
}

function leadOf(analysis: Analysis): Html {
  const { conversion, api } = analysis;
  const commands = nextCommands(analysis);
  const cost = costFacts(analysis)?.answer[0];
  return html`<p class="verdict"><span class="${conversion.verdict}">${verdictText[conversion.verdict]}</span></p>
<p>${movable(conversion.routes)} of ${counted(api.operations.length, 'method')} can move now. ${openText(analysis)}</p>
${analysis.baseline ? html`<p>${baselineHead(analysis.baseline)}</p>` : none}
${cost === undefined ? none : html`<p>${cost} <a href="#cost">How that is counted</a></p>\n`}<ul>${reasonsOf(analysis).map((reason) => html`<li>${reason}</li>`)}</ul>
${tasksTable(analysis)}
${commands.length === 0 ? none : html`<p>Next:</p>${commandBlock(commands.map(({ command, note }) => (note === undefined ? command : `${command}  # ${note}`)))}`}`;
}

function tasksTable(analysis: Analysis): Html {
  const rows = findingsByTask(analysis).map(
    ({ task, findings, places }) =>
      html`<tr><th scope="row">${isTold(task) ? html`<a href="#task-${task}">${taskTitle[task]}</a>` : taskTitle[task]}</th><td class="number">${isTold(task) ? findings.length : ''}</td><td class="number">${places}</td></tr>\n`,
  );
  return html`<table class="tasks"><caption>What there is to do</caption>
<thead><tr><th scope="col">To do</th><th scope="col" class="number">Rules</th><th scope="col" class="number">Places</th></tr></thead>
<tbody>
${rows}<tr><th scope="row">All constructs</th><td></td><td class="number">${analysis.conversion.ledger.length}</td></tr>
</tbody></table>`;
}

/** Commands are taken whole: the block can be scrolled by keyboard where it is too wide. */
export function commandBlock(lines: readonly string[]): Html {
  return html`<pre tabindex="0"><code>${lines.join('\n')}</code></pre>`;
}

function flowSection({ conversion }: Analysis): Section {
  const links = flowOf(conversion.ledger);
  return {
    id: 'flow',
    heading: 'From REST to HTTP',
    body: html`<p>${counted(conversion.ledger.length, 'construct')} of the REST API, each in one place. What is not blocked or unknown is counted as it will be once its method moves.</p>
${flowSvg(links, 'What the REST API has, and what becomes of it; the table below has the numbers')}
<details><summary>The same as a table</summary><div class="scroll" tabindex="0" role="region" aria-label="Constructs by outcome">${flowTable(links)}</div></details>`,
  };
}

function flowTable(links: readonly FlowLink[]): Html {
  const shown = outcomes.filter((outcome) => links.some((link) => link.outcome === outcome));
  const sources = [...new Set(links.map(({ source }) => source))];
  const count = (source: string, outcome: Outcome) =>
    links.find((link) => link.source === source && link.outcome === outcome)?.count ?? 0;
  const sum = (some: readonly FlowLink[]) => some.reduce((total, link) => total + link.count, 0);
  return html`<table>
<thead><tr><th scope="col">Of the REST API</th>${shown.map((outcome) => html`<th scope="col" class="number">${outcome}</th>`)}<th scope="col" class="number">sum</th></tr></thead>
<tbody>
${sources.map((source) => html`<tr><th scope="row">${source}</th>${shown.map((outcome) => html`<td class="number">${count(source, outcome)}</td>`)}<td class="number">${sum(links.filter((link) => link.source === source))}</td></tr>\n`)}<tr><th scope="row">sum</th>${shown.map((outcome) => html`<td class="number">${sum(links.filter((link) => link.outcome === outcome))}</td>`)}<td class="number">${sum(links)}</td></tr>
</tbody></table>`;
}

function noticesSection({ notices = [], rules }: Analysis): Section[] {
  if (notices.length === 0) return [];
  const items = notices.map(
    ({ rule, message, at }) =>
      html`<li><code>${rule}</code> ${rules[rule].title}: ${noticePlace(at)}${message} ${rules[rule].remedy}</li>\n`,
  );
  return [{ id: 'decisions', heading: 'Decisions to look at', body: html`<ul>${items}</ul>` }];
}

function questionsSection({ conversion }: Analysis): Section[] {
  if (conversion.questions.length === 0) return [];
  const items = conversion.questions.map(
    ({ question, command }) =>
      html`<li><p>${question}</p>${command === undefined ? none : commandBlock([command])}</li>\n`,
  );
  return [
    {
      id: 'questions',
      heading: 'What the file cannot tell',
      body: html`<p>Each command only reads.</p><ol>${items}</ol>`,
    },
  ];
}

function stageSection({ conversion }: Analysis): Section[] {
  const lines = stageLines(conversion.stage);
  if (lines.length === 0) return [];
  const body = html`<p>To make after the import (<code>aws apigatewayv2 create-stage</code>); no definition holds it.</p><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
  return [{ id: 'stage', heading: 'The stage', body }];
}

/** What it costs depends on the use, which no definition tells: a bundle may have it from CloudWatch, or the decisions say it. */
function costSection(analysis: Analysis): Section {
  const facts = costFacts(analysis);
  return { id: 'cost', heading: 'Cost', body: facts ? costHtml(facts) : unknownCost(analysis) };
}

function costHtml({ answer, rows, currency, sources, priceSource, notes, command }: CostFacts): Html {
  const [first = '', ...others] = answer;
  const cells = rows.map(
    ([name, amount]) => html`<tr><th scope="row">${name}</th><td class="number">${amount}</td></tr>\n`,
  );
  const table = html`<table class="tasks"><caption>One month, in ${currency}</caption>
<thead><tr><th scope="col">Bill</th><th scope="col" class="number">Amount</th></tr></thead>
<tbody>
${cells}</tbody></table>`;
  return html`<p><strong>${first}</strong></p>
${others.map((sentence) => html`<p>${sentence}</p>\n`)}${rows.length === 0 ? none : table}
<ul>${[...sources, ...notes].map((fact) => html`<li>${fact}</li>\n`)}</ul>
${priceSource === '' ? none : html`<p class="quiet">Prices: ${priceSource}.</p>`}
<p>${rows.length === 0 ? 'This command compares both bills:' : 'This command shows every line, and where each number comes from:'}</p>
${commandBlock([command])}`;
}

function unknownCost({ input }: Analysis): Html {
  return html`<p>The definition does not tell how much the API is used. With its requests of a month, this command compares both bills:</p>${commandBlock([`migrate cost ${shellWord(input)} --requests 100M --region us-east-1`])}`;
}

function footOf({ source, api, decisionsFile, version }: Analysis): Html {
  return html`<dl class="facts">
<dt>Definition</dt><dd>${source.file} (${api.format})</dd>
<dt>SHA-256</dt><dd><code>${sha256(source.text)}</code></dd>
${decisionsFile === undefined ? none : html`<dt>Decisions</dt><dd>${decisionsFile}</dd>`}
<dt>Made by</dt><dd>apigw-migrate ${version}</dd>
</dl>`;
}
