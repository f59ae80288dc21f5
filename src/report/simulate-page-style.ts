import { colours } from './html-colours.js';

/** Style of the page. */
export const pageStyle = `${colours}* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.45 system-ui, sans-serif; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: -2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 0; padding: .5rem 1rem; background: var(--ground); }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; padding: .5rem 1rem; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.1rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h3 { font-size: 1rem; margin: 1.25rem 0 .4rem; }
header p { margin: 0; }
#state { color: var(--quiet); }
.controls { margin-left: auto; display: flex; gap: 1rem; align-items: center; }
button { font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--quiet); border-radius: .3rem; padding: .25rem .8rem; min-height: 2rem; }
.list { max-height: 38vh; overflow: auto; border-bottom: 1px solid var(--line); }
#exchange { padding: 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); font-weight: normal; overflow-wrap: anywhere; }
thead th { font-weight: 600; background: var(--raised); }
.list thead th { position: sticky; top: 0; white-space: nowrap; }
.list td, .list tbody th { white-space: nowrap; max-width: 24rem; overflow: hidden; text-overflow: ellipsis; }
.list tr.current { background: var(--raised); box-shadow: inset 4px 0 var(--link); }
.refused { color: var(--refused); font-weight: 600; }
.scroll { overflow-x: auto; }
.part table { table-layout: fixed; }
.part thead th:first-child { width: 26%; }
.part tbody th { color: var(--quiet); }
.part tr.differs { background: var(--mark-ground); }
.part tr.differs th { color: var(--text); }
.mark { display: inline-block; font-size: .8rem; color: var(--quiet); }
strong.mark { color: var(--mark); }
strong.mark::before { content: "\\2260\\00a0"; }
.absent { color: var(--quiet); font-style: italic; }
.differs .absent { color: var(--mark); }
.note { color: var(--mark); }
code { font: .9rem/1.4 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; }
body:has(#only:checked) .part tr:is(.same, .noise) { display: none; }
dl div { display: flex; gap: .75rem; flex-wrap: wrap; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 44rem) {
  .list :is(th, td):nth-child(n + 5) { display: none; }
  .list td, .list tbody th { white-space: normal; overflow-wrap: anywhere; }
  .part thead { position: absolute; clip-path: inset(100%); }
  .part tr, .part tbody th, .part td { display: block; border: 0; padding: .15rem .6rem; }
  .part tr { border-bottom: 1px solid var(--line); }
  .part td::before { content: attr(data-api) ": "; color: var(--quiet); font-size: .8rem; }
  .part tr.differs td::before { color: var(--text); }
}
@media (forced-colors: active) { .part tr.differs { outline: 1px solid; } }
`;
