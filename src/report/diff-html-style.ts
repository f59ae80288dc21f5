/** Style of the page of differences, beside that of all reports. */
export const diffStyle = `
#only { min-height: 0; vertical-align: middle; }
.example pre { white-space: pre-wrap; }
summary h3 { display: inline; margin: 0; }
h4 { font-size: 1rem; margin: 1rem 0 .25rem; }
h4 .quiet { font-weight: normal; }
.security { color: var(--refused); font-weight: 600; }
.breaking, .breaks { color: var(--mark); font-weight: 600; }
.differences { table-layout: fixed; }
.differences th:first-child { width: 7rem; }
.differences thead th:last-child { width: 5rem; }
.differences tbody th, .part tbody th { overflow-wrap: anywhere; }
.example .part table { table-layout: fixed; }
.example thead th:first-child { width: 28%; }
td code { white-space: pre-wrap; }
tr.differs { background: var(--mark-ground); }
strong.mark { font-size: .85rem; }
strong.mark::before { content: "\\2260\\00a0"; }
.absent { color: var(--quiet); font-style: italic; }
tr.differs .absent { color: var(--text); }
body:has(#only:checked) .part tr:is(.same, .noise) { display: none; }
body:has(#only:checked) .part:not(:has(tr.differs)) .scroll { display: none; }
@media (max-width: 44rem) {
  table thead { position: absolute; clip-path: inset(100%); }
  table, tbody, tr, tbody th, td { display: block; }
  tbody tr { border-bottom: 1px solid var(--line); padding: .35rem 0; }
  tbody th, td, td.number { border: 0; padding: .1rem .5rem; text-align: left; }
  td[data-api]::before { content: attr(data-api) ": "; color: var(--text); font-size: .85rem; }
}
@media (forced-colors: active) { tr.differs { outline: 1px solid; } }
`;
