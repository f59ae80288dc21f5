import type { Difference } from '../diff/differences.js';
import type { Sighting } from '../diff/sighting.js';
import { type Html, html, none } from './html.js';
import { type Part, partsOf, type Row } from './simulate-rows.js';

/** How much of the page examples may take, so that it opens on a phone too. */
const most = { signs: 1_200_000, ofOneGroup: 12 } as const;

/** What both APIs made of the requests that show differences; each is written once, and linked to from then on. */
export class Examples {
  private readonly ids = new Map<Sighting, string>();
  private signs = 0;

  constructor(private readonly seen: ReadonlyMap<Difference, Sighting> = new Map()) {}

  get count(): number {
    return this.ids.size;
  }

  /** @returns the examples of some differences, folded */
  of(differences: readonly Difference[]): Html {
    const byRequest = new Map<Sighting, Difference>();
    for (const one of differences) {
      const seen = this.seen.get(one);
      if (seen && !byRequest.has(seen)) byRequest.set(seen, one);
    }
    const shown = [...byRequest].slice(0, most.ofOneGroup).map(([seen, one]) => this.example(seen, one));
    const left = byRequest.size - shown.filter((one) => one !== undefined).length;
    return html`${shown.map((one) => one ?? none)}
${left > 0 ? html`<p class="quiet">${left} more examples are not shown, to keep the page small; --format json has their commands.</p>` : none}`;
  }

  private example(seen: Sighting, { example = '' }: Difference): Html | undefined {
    const known = this.ids.get(seen);
    const { name } = seen.request;
    if (known) return html`<p>Example: <a href="#${known}">${name}</a></p>`;
    if (this.signs > most.signs) return undefined;
    const id = `example-${this.ids.size + 1}`;
    const written = html`<details class="example" id="${id}"><summary>Side by side: ${name}</summary>
<pre>${example}</pre>
${sideBySide(seen, id)}
</details>
`;
    this.ids.set(seen, id);
    this.signs += written.html.length;
    return written;
  }
}

function sideBySide({ request, rest, http }: Sighting, id: string): Html {
  const identityNames = request.credentials.map(({ name }) => name.toLowerCase());
  const recorded = { kind: 'rest', exchange: rest, identityNames } as const;
  const parts = partsOf({ recorded, mirrored: { kind: 'http', exchange: http, heldBack: [] } });
  return html`${parts.map((one, index) => partOf(one, `${id}-${index}`))}`;
}

function partOf({ title, rows, notes }: Part, id: string): Html {
  const differing = rows.filter(({ verdict }) => verdict === 'differs').length;
  return html`<div class="part"><h4 id="${id}">${title}<span class="quiet"> · ${differing === 0 ? 'the same' : `${differing} of ${rows.length} differ`}</span></h4>
${notes.map((note) => html`<p class="mark">${note}</p>`)}
${rows.length === 0 ? none : partTable(rows, `${title}: ${id}`)}
</div>`;
}

function partTable(rows: readonly Row[], label: string): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table>
<thead><tr><th scope="col">What</th><th scope="col">REST API</th><th scope="col">HTTP API</th></tr></thead>
<tbody>
${rows.map(comparedRow)}</tbody>
</table></div>`;
}

const marks: Record<Row['verdict'], Html> = {
  same: none,
  alone: none,
  differs: html` <strong class="mark">differs</strong>`,
  noise: html` <span class="quiet">differs without meaning</span>`,
};

function comparedRow({ name, rest, http, verdict }: Row): Html {
  return html`<tr class="${verdict}"><th scope="row">${name}${marks[verdict]}</th>${cell(rest, 'REST')}${cell(http, 'HTTP')}</tr>
`;
}

function cell(text: string | undefined, api: string): Html {
  return text === undefined
    ? html`<td data-api="${api}" class="absent">absent</td>`
    : html`<td data-api="${api}"><code>${text}</code></td>`;
}
