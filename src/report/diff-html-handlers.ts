import type { HandlersResult, HandlerUse } from '../handlers/handlers.js';
import { byFile, handlersSummary, limitsOfReading, placeText } from './diff-handlers.js';
import { sentence } from './diff-rows.js';
import { type Html, html, none } from './html.js';
import type { Section } from './html-page.js';

/** @returns what was found in the sources of Lambda functions */
export function handlersSection(handlers: HandlersResult): Section {
  const { uses, notRead } = handlers;
  return {
    id: 'handlers',
    heading: `Handlers (${uses.length})`,
    body: html`<p>${sentence(handlersSummary(handlers)).join(' ')}</p>
<p>${limitsOfReading}</p>
${byFile(uses).map(([file, ofFile], index) => fileOf(file, ofFile, `handler-${index + 1}`))}
${notRead.length === 0 ? none : html`<h3>Not read</h3><ul>${notRead.map((one) => html`<li><code>${placeText(one)}</code>: ${one.reason}</li>`)}</ul>`}`,
  };
}

function fileOf(file: string, uses: readonly HandlerUse[], id: string): Html {
  const breaking = uses.filter(({ grade }) => grade === 'breaks').length;
  return html`<details${breaking > 0 ? html` open` : none}><summary><strong id="${id}">${file}</strong> <span class="quiet">${breaking} of ${uses.length} break</span></summary>
<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0"><table>
<thead><tr><th scope="col">Place</th><th scope="col">Use</th><th scope="col">What happens</th><th scope="col">Instead</th></tr></thead>
<tbody>
${uses.map(row)}</tbody>
</table></div>
</details>
`;
}

function row({ line, column, expression, grade, rule, what, instead }: HandlerUse): Html {
  return html`<tr><td>${line}:${column}</td><th scope="row"><code>${expression}</code><br><span class="${grade}">${grade}</span> <span class="quiet">${rule}</span></th><td>${what}</td><td>${instead}</td></tr>
`;
}
