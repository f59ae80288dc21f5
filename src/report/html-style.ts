import { colours } from './html-colours.js';

/**
 * Style of all reports in HTML: for a phone (375 px), a desk and paper, in light and dark. Tables scroll in a `div.scroll` of
 * their own, so that the page never does; what is folded (`details`) opens in print by the script of the page.
 */
export const reportStyle = `${colours}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 72rem; margin: 0 auto; padding: 1rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 1px; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; padding-top: .5rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.25rem 0 .25rem; overflow-wrap: anywhere; }
p, ul, ol, dl { margin: .5rem 0; }
ul, ol { padding-left: 1.5rem; }
nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--quiet); }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
tbody th { font-weight: normal; }
thead th { background: var(--raised); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
code, pre { font: .875rem/1.45 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: .3rem; padding: .6rem; margin: .4rem 0; overflow-x: auto; }
details { border: 1px solid var(--line); border-radius: .3rem; padding: .4rem .75rem; margin: .4rem 0; }
summary { cursor: pointer; overflow-wrap: anywhere; }
button, input, select { font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--quiet); border-radius: .3rem; padding: .25rem .6rem; min-height: 2.25rem; max-width: 100%; }
svg, img { max-width: 100%; height: auto; }
.verdict { font-size: 1.15rem; font-weight: 600; }
.good { color: var(--good); }
.mark { color: var(--mark); }
.bad { color: var(--refused); font-weight: 600; }
.quiet { color: var(--quiet); }
footer { color: var(--quiet); font-size: .875rem; border-top: 1px solid var(--line); margin-top: 2rem; overflow-wrap: anywhere; }
@media print {
  :root { --ground: #fff; --text: #000; --quiet: #444; --line: #999; --raised: #f3f5f7; --link: #000; --mark: #6b2e00; --mark-ground: #fff; --refused: #800; --good: #040; color-scheme: light; }
  body { font-size: 10pt; }
  nav, button, input, select, .screen { display: none; }
  .scroll { overflow: visible; }
  pre { white-space: pre-wrap; }
  tr, h2, h3, pre { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`;
