import type { PageView, ShownExchange } from '../gateway/server-page.js';
import type { Recorded } from '../gateway/simulation/recorded.js';
import { type Html, html, none } from './html.js';
import { hashOf } from './html-page.js';
import { authorizationText, callsText } from './simulate-log.js';
import { pageScript } from './simulate-page-script.js';
import { pageStyle } from './simulate-page-style.js';
import { type Part, partsOf, type Row } from './simulate-rows.js';
import { censorOf, pathText } from './simulate-secrets.js';

/** Nothing but the page's own style, script, and live updates: whatever got into the page could neither run nor send anything. */
const policy = [
  "default-src 'none'",
  `style-src ${hashOf(pageStyle)}`,
  `script-src ${hashOf(pageScript)}`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Writes the page with the last requests. What came over the wire is escaped, and secrets in it are hidden. */
export const pageView: PageView = {
  policy,
  document: (items, shown, pinned) => `<!doctype html>\n${documentOf(items, shown, pinned).html}\n`,
  items: (items) => items.map((item) => rowOf(item).html).join('\n'),
  exchange: (shown) => exchangeOf(shown).html,
};

const kinds = { rest: 'REST', http: 'HTTP' } as const;

function documentOf(items: readonly Recorded[], shown: ShownExchange | undefined, pinned: boolean): Html {
  const newest = items[0]?.id ?? 0;
  return html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${pinned && shown ? `Request ${shown.recorded.id}` : 'Last requests'} – migrate simulate</title>
<link rel="icon" href="data:,">
<style>${{ html: pageStyle }}</style>
</head>
<body data-newest="${newest}" data-shown="${pinned ? 'one' : 'newest'}">
<a class="skip" href="#exchange">Skip to the request</a>
<header>
<h1>Last requests</h1>
<p id="state" role="status">${items.length === 0 ? 'No request yet.' : 'Reload to see new requests.'}</p>
<p class="controls"><label><input type="checkbox" id="only"> Only differences</label>
<button type="button" id="pause" aria-pressed="false" hidden>Pause</button>
${pinned ? html`<a href="/_migrate">Follow the newest request</a>` : none}</p>
</header>
<main>
<section class="list" aria-label="Last requests" tabindex="0">
<table>
<thead><tr><th scope="col">No.</th><th scope="col">API</th><th scope="col">Request</th><th scope="col">Status</th><th scope="col">Route</th><th scope="col">Authorization</th><th scope="col">Backend</th><th scope="col">Time</th></tr></thead>
<tbody id="requests">
${items.map(rowOf)}
</tbody>
</table>
</section>
<section id="exchange" aria-label="One request, side by side" tabindex="-1">
${exchangeOf(shown, pinned)}
</section>
</main>
<script>${{ html: pageScript }}</script>
</body>
</html>`;
}

function rowOf({ id, kind, exchange, millis, identityNames }: Recorded): Html {
  const censor = censorOf([exchange], identityNames);
  const { request, route, response } = exchange;
  return html`<tr id="request-${id}"><td>${id}</td><td>${kinds[kind]}</td><th scope="row"><a href="/_migrate/${id}">${request.method} ${censor.text(pathText(exchange))}</a></th><td class="${response.status >= 400 ? 'refused' : 'fine'}">${response.status}</td><td>${route ?? 'none'}</td><td>${censor.text(authorizationText(exchange))}</td><td>${censor.text(callsText(exchange))}</td><td>${Math.round(millis)} ms</td></tr>`;
}

function exchangeOf(shown: ShownExchange | undefined, pinned = false): Html {
  if (shown === undefined) {
    return pinned
      ? html`<h2>This request is no longer kept</h2><p>Only the last ones are. <a href="/_migrate">See the newest.</a></p>`
      : html`<h2>No request yet</h2><p>Send one to the API, and it is shown here: what each backend received, what each client would get.</p>`;
  }
  const { recorded, mirrored } = shown;
  const parts = partsOf(shown);
  const count = parts.flatMap(({ rows }) => rows).filter(({ verdict }) => verdict === 'differs').length;
  const censor = censorOf([recorded.exchange, ...(mirrored ? [mirrored.exchange] : [])], recorded.identityNames);
  const { request } = recorded.exchange;
  return html`<h2>Request ${recorded.id}: ${request.method} ${censor.text(pathText(recorded.exchange))}</h2>
<p>${summaryOf(shown, count)}</p>
<details><summary>Headers of the request</summary>${headersOf(shown, censor.text, censor.hides)}</details>
${parts.map((one, index) => partOf(one, shown, index))}`;
}

function summaryOf({ recorded, mirrored }: ShownExchange, count: number): string {
  const sent = `It was sent to the ${kinds[recorded.kind]} API, at ${new Date(recorded.at).toTimeString().slice(0, 8)}`;
  if (mirrored) {
    const found = count === 0 ? 'No differences' : `${count} ${count === 1 ? 'difference' : 'differences'}`;
    return `${sent}, and for comparison to the ${kinds[mirrored.kind]} API. ${found}.`;
  }
  if (recorded.mirror && recorded.isCut)
    return `${sent}. It is too long to be kept whole, so it was not sent to the other API.`;
  return recorded.mirror ? `${sent}. The other API could not be asked; the terminal says why.` : `${sent}.`;
}

function headersOf(
  { recorded }: ShownExchange,
  text: (value: string) => string,
  hides: (name: string) => boolean,
): Html {
  const { rawQuery, headers } = recorded.exchange.request;
  const query = rawQuery === '' ? [] : [['query', text(`?${rawQuery}`)] as const];
  const lines = [...query, ...headers.map(([name, value]) => [name, hides(name) ? '(hidden)' : text(value)] as const)];
  return html`<dl>${lines.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function partOf({ title, rows, notes }: Part, { recorded, mirrored }: ShownExchange, index: number): Html {
  const sides = (['rest', 'http'] as const).filter((kind) => kind === recorded.kind || kind === mirrored?.kind);
  const id = `part-${index}`;
  return html`<div class="part">
<h3 id="${id}">${title}</h3>
${notes.map((note) => html`<p class="note">${note}</p>`)}
${
  rows.length === 0
    ? none
    : html`<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0"><table>
<thead><tr><th scope="col">What</th>${sides.map((kind) => html`<th scope="col">${kinds[kind]} API${kind === recorded.kind ? '' : ' (for comparison)'}</th>`)}</tr></thead>
<tbody>${rows.map((one) => comparedRow(one, sides))}</tbody>
</table></div>`
}
</div>
`;
}

const marks: Record<Row['verdict'], Html> = {
  same: none,
  alone: none,
  differs: html` <strong class="mark">differs</strong>`,
  noise: html` <span class="mark">differs without meaning</span>`,
};

function comparedRow(row: Row, sides: readonly ('rest' | 'http')[]): Html {
  return html`<tr class="${row.verdict}"><th scope="row">${row.name}${marks[row.verdict]}</th>${sides.map((kind) => cell(row[kind], kinds[kind]))}</tr>
`;
}

function cell(text: string | undefined, kind: string): Html {
  return text === undefined
    ? html`<td data-api="${kind}" class="absent">absent</td>`
    : html`<td data-api="${kind}"><code>${text}</code></td>`;
}
