/** Style of the page of an analysis, beside that of all reports. */
export const analysisStyle = `
.flow { display: block; width: 100%; max-width: 46rem; }
.flow text { fill: var(--text); font: 13px system-ui, sans-serif; }
.band { fill: var(--quiet); fill-opacity: .3; }
.bar { fill: var(--quiet); }
.band.carried, .band.rewritten { fill: var(--good); } .bar.carried, .bar.rewritten { fill: var(--good); }
.band.behaviour-changes, .band.replaced { fill: var(--mark); } .bar.behaviour-changes, .bar.replaced { fill: var(--mark); }
.band.blocked, .band.unknown { fill: var(--refused); } .bar.blocked, .bar.unknown { fill: var(--refused); }
@media (max-width: 34rem) { .flow text { font-size: 17px; } td, th { padding-inline: .3rem; } }
.filter { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin-bottom: .75rem; }
.filter label { display: grid; gap: .15rem; }
.filter[hidden] { display: none; }
.tag { border: 1px solid currentColor; border-radius: .3rem; padding: 0 .3rem; font-size: .8rem; white-space: nowrap; }
.ready, .ready-with-changes { color: var(--good); }
.needs-decisions, .unknown { color: var(--mark); }
.stay-on-rest { color: var(--refused); }
.rules { font-size: .875rem; }
.rules a { display: inline-block; margin-right: .5rem; line-height: 1.75; }
#routes table { table-layout: fixed; }
#routes th:nth-child(1) { width: 44%; } #routes th:nth-child(2) { width: 25%; }
@media (max-width: 34rem) { #routes th:nth-child(1) { width: 41%; } #routes th:nth-child(2) { width: 23%; } }
#routes tbody th, td.rules { overflow-wrap: anywhere; }
.tasks { max-width: 40rem; }
.places { padding-left: 1.1rem; }
.places li { overflow-wrap: anywhere; margin: .2rem 0; }
pre.excerpt { padding: .25rem .6rem; white-space: pre; }
pre.excerpt .mark { text-decoration: underline; text-underline-offset: .2em; }
summary > code { font-weight: 600; }
dl.facts { display: grid; grid-template-columns: auto 1fr; gap: .15rem .75rem; }
dl.facts dd { margin: 0; overflow-wrap: anywhere; }
dl.facts dt { color: var(--quiet); }
#routes .scroll { max-height: 40rem; overflow: auto; }
#routes thead th { position: sticky; top: 0; }
@media print { .filter { display: none; } #routes .scroll { max-height: none; overflow: visible; } pre.excerpt { white-space: pre-wrap; } details { border: 0; padding: 0; } .flow { max-width: 14cm; } }
`;

/** Filters the methods and folds all findings; without it, the whole table and each fold work as they are. */
export const analysisScript = `
'use strict';
const filter = document.querySelector('.filter');
if (filter) {
  filter.hidden = false;
  const [text, state, count] = ['filter-text', 'filter-state', 'filter-count'].map((id) => document.getElementById(id));
  const rows = [...document.querySelectorAll('#routes tbody tr')];
  const apply = () => {
    const wanted = text.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits = (state.value === '' || row.dataset.state === state.value) && row.textContent.toLowerCase().includes(wanted);
      row.hidden = !fits;
      if (fits) shown++;
    }
    count.textContent = shown + ' of ' + rows.length;
  };
  text.addEventListener('input', apply);
  state.addEventListener('change', apply);
  apply();
}
for (const button of document.querySelectorAll('button[data-folds]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const all = [...document.querySelectorAll('#findings details')];
    const open = all.some((one) => !one.open);
    for (const one of all) one.open = open;
    button.textContent = open ? 'Fold all' : 'Unfold all';
  });
}
const unfold = () => {
  const one = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (one && one.tagName === 'DETAILS') one.open = true;
};
addEventListener('hashchange', unfold);
unfold();
`;
