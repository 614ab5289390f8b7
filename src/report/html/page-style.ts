/** How the page looks: on a screen, light or dark as the reader has it, and on paper. Loads nothing. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --page: #f5f6f8; --card: #fff; --ink: #1a1d23; --soft: #59616e; --line: #dfe3e9; --hover: #f0f3f7;
  --accent: #1d5fc4; --open: #147a3d; --open-back: #d9f2e1; --quiet: #6b7280; --quiet-back: #eceef2;
  --warn: #8f4700; --warn-back: #fdebc8; --bad: #b3201f; --bad-back: #fde2e0; --change: #6741c6; --change-back: #e9e2fb;
  --shadow: 0 1px 2px rgb(20 30 50 / 6%), 0 2px 8px rgb(20 30 50 / 4%);
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  --sans: Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1217; --card: #171b22; --ink: #e7eaef; --soft: #a0a9b7; --line: #2b323d; --hover: #1e242d;
    --accent: #7fb0ff; --open: #5bd68a; --open-back: #12351f; --quiet: #98a1ae; --quiet-back: #262c36;
    --warn: #f7bd5c; --warn-back: #3b2a0a; --bad: #ff8b84; --bad-back: #421715; --change: #bda4ff; --change-back: #2c2150;
    --shadow: none;
  }
}
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 var(--sans); font-feature-settings: 'cv05', 'ss03'; }
h1, h2, h3, p, dl, dd, ul { margin: 0; padding: 0; }
ul { list-style: none; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
small { font-size: .85em; color: var(--soft); font-weight: 400; }
bdi { overflow-wrap: anywhere; }
.skip { position: absolute; left: -999px; top: 0; padding: .5rem 1rem; background: var(--card); z-index: 9; }
.skip:focus { left: 1rem; }
.in, main, footer { max-width: 84rem; margin: 0 auto; padding: 0 2rem; }

header { background: var(--card); border-bottom: 1px solid var(--line); padding: 2.25rem 0 1.5rem; }
h1 { font-size: 1.85rem; line-height: 1.2; letter-spacing: -.02em; font-weight: 700; overflow-wrap: anywhere; }
.what { font-family: var(--mono); font-size: .95rem; margin-top: .45rem; }
.when { color: var(--soft); margin-top: .1rem; overflow-wrap: anywhere; }
.tiles { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0 1.25rem; }
.tile { display: flex; flex-direction: column-reverse; min-width: 11rem; padding: .7rem 1.1rem .75rem; border: 1px solid var(--line); border-radius: 10px; }
.tile dt { color: var(--soft); font-size: .85rem; }
.tile b { font-size: 1.75rem; line-height: 1.15; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.tile.warn { border-color: currentcolor; background: var(--warn-back); }
.tile.warn, .tile.warn dt, .tile.warn small { color: var(--warn); }
.bar { display: block; width: 100%; height: 8px; border-radius: 4px; }
.bar .open { fill: var(--open); } .bar .closed { fill: var(--quiet); opacity: .45; }
.bar .filtered { fill: var(--warn); opacity: .7; } .bar .unknown { fill: var(--bad); }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; margin-top: .6rem; color: var(--soft); font-size: .87rem; font-variant-numeric: tabular-nums; }
.legend i { font-style: normal; display: inline-block; min-width: 1em; text-align: center; margin-right: .15em; }

.open { color: var(--open); } .closed, .unknown { color: var(--quiet); } .filtered, i.warn, sup { color: var(--warn); }
.plus { color: var(--open); } .minus { color: var(--bad); } .tilde { color: var(--change); }

section { margin-top: 2.25rem; }
h2 { font-size: 1.2rem; letter-spacing: -.01em; margin-bottom: .7rem; }
.note { color: var(--soft); font-size: .87rem; margin: .6rem 0; }
.none { padding: 2rem; text-align: center; color: var(--soft); }
.wide { overflow-x: auto; }
section > .wide, section > details > .wide, section > details .wide { background: var(--card); }
table { border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: baseline; padding: .42rem .8rem; overflow-wrap: anywhere; }
thead th { color: var(--soft); font-size: .8rem; font-weight: 500; white-space: nowrap; border-bottom: 1px solid var(--line); }
tbody tr + tr > * { border-top: 1px solid var(--line); }
tbody th { font: 500 .9rem/1.5 var(--mono); white-space: nowrap; }
th.count, td.count { text-align: right; width: 1%; white-space: nowrap; }

#grid > .wide, .list, .host, #filters { border: 1px solid var(--line); border-radius: 10px; background: var(--card); box-shadow: var(--shadow); }
.list { border-collapse: separate; border-spacing: 0; }
#changes p { margin-bottom: .7rem; }
#changes .count { text-align: left; }
#grid > .wide { max-height: 80vh; overflow: auto; }
.grid { width: auto; border-collapse: separate; border-spacing: 0; }
.grid th, .grid td { padding: 0; }
.grid thead th { position: sticky; top: 0; z-index: 1; background: var(--card); vertical-align: bottom; }
.grid thead span { display: block; writing-mode: vertical-rl; transform: rotate(180deg); max-height: 8.5rem; padding: .5rem .1rem; margin: 0 auto; line-height: 1.8; }
.grid thead b { font-family: var(--mono); color: var(--ink); font-weight: 600; }
.grid thead .corner { left: 0; z-index: 2; padding: .5rem 1rem; }
.grid thead .count { padding: .5rem; text-align: right; }
.grid tbody th { position: sticky; left: 0; background: var(--card); padding: .2rem 1rem; border-right: 1px solid var(--line); }
.grid tbody th small { font-family: var(--sans); margin-left: .4rem; }
.grid tbody td { min-width: 28px; text-align: center; }
.grid tbody .count { padding: .2rem .5rem; color: var(--soft); }
.grid td + .count { border-left: 0; }
.grid tbody tr:hover > * { background: var(--hover); }
.grid td a { position: relative; display: inline-block; width: 24px; height: 24px; line-height: 24px; border-radius: 6px; font-size: .8rem; font-weight: 700; background: var(--quiet-back); }
.grid td a:hover { text-decoration: none; box-shadow: 0 0 0 2px currentcolor; }
.grid td a.open, .grid td a.plus { background: var(--open-back); }
.grid td a.filtered { background: var(--warn-back); }
.grid td a.minus { background: var(--bad-back); } .grid td a.tilde { background: var(--change-back); }
.grid td a.off { opacity: .18; }
.grid sup { position: absolute; top: -5px; right: -4px; width: 13px; height: 13px; border-radius: 7px; font-size: 9px; line-height: 13px; color: var(--card); background: var(--warn); }

#filters { position: sticky; top: .5rem; z-index: 3; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.1rem; padding: .6rem .9rem; margin-bottom: .9rem; font-size: .9rem; }
#filters label { color: var(--soft); white-space: nowrap; }
#filters .search { flex: 1 1 14rem; display: flex; align-items: center; gap: .5rem; }
input, select, button { font: inherit; color: var(--ink); background: var(--page); border: 1px solid var(--line); border-radius: 7px; padding: .28rem .6rem; }
input[type=search] { flex: 1; min-width: 8rem; }
input[type=checkbox] { accent-color: var(--accent); }
select { max-width: 11rem; }
button { cursor: pointer; } button:hover { border-color: var(--accent); }
output { margin-left: auto; color: var(--soft); font-size: .84rem; font-variant-numeric: tabular-nums; }

summary { cursor: pointer; }
section > details:not(.host) > summary { color: var(--soft); padding: .3rem 0 .6rem; }
.host { margin-bottom: .6rem; }
.many .host { content-visibility: auto; contain-intrinsic-size: auto 3.2rem; }
.many .host[open] { contain-intrinsic-size: auto 14rem; }
.host > summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .9rem; padding: .7rem 1.1rem; list-style: none; border-radius: 10px; }
.host > summary::-webkit-details-marker { display: none; }
.host > summary::before { content: '›'; font-size: 1.2em; line-height: 1; color: var(--soft); width: .6em; transition: transform .12s; }
.host[open] > summary::before { transform: rotate(90deg); }
.host > summary:hover { background: var(--hover); }
h3 { display: inline; font: 600 1.02rem/1.5 var(--mono); }
.names { color: var(--soft); } .names bdi + bdi::before { content: '· '; }
.facts { margin-left: auto; display: flex; flex-wrap: wrap; gap: .25rem .8rem; align-items: baseline; color: var(--soft); font-size: .87rem; }
.host .wide { border-top: 1px solid var(--line); }
.ports th, .ports td { padding: .5rem .8rem; }
.ports thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
.ports th:first-child { padding-left: 2.45rem; width: 9rem; }
.ports td:nth-child(2) { width: 11rem; } .ports td:nth-child(3) { width: 9rem; } .ports td:nth-child(4) { width: 15rem; }
.ports tbody tr:first-child > * { border-top: 0; }
.ports tr:target > * { background: var(--hover); box-shadow: inset 0 1px var(--accent), inset 0 -1px var(--accent); }
.ports tr.plus > th { box-shadow: inset 3px 0 var(--open); } .ports tr.minus > th { box-shadow: inset 3px 0 var(--bad); }
.ports tr.tilde > th { box-shadow: inset 3px 0 var(--change); }
.ports tr.plus, .ports tr.minus, .ports tr.tilde { color: inherit; }
.ports tr.minus > th, .ports tr.minus > td:nth-child(n + 3):nth-child(-n + 4) { text-decoration: line-through; color: var(--soft); }
.state { white-space: nowrap; } .state i { font-style: normal; }
.scanned { padding: .45rem 1.1rem .6rem 2.45rem; color: var(--soft); font-size: .84rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.chip { display: inline-block; padding: 0 .5em; margin-right: .35rem; border-radius: 5px; font-size: .82rem; line-height: 1.55; white-space: nowrap; background: var(--quiet-back); color: var(--soft); }
.chip.warn { background: var(--warn-back); color: var(--warn); } .chip.bad { background: var(--bad-back); color: var(--bad); }
.chip.plus { background: var(--open-back); color: var(--open); } .chip.minus { background: var(--bad-back); color: var(--bad); }
.chip.tilde { background: var(--change-back); color: var(--change); }
.changes i { font-style: normal; font-weight: 700; display: inline-block; width: .8em; }
.changes li { overflow-wrap: anywhere; }
.host > .changes { padding: 0 1.1rem .5rem 2.45rem; }
.brief bdi + bdi::before { content: ' · '; color: var(--soft); }
.more summary::marker { color: var(--soft); }
.more summary:hover { color: var(--accent); }
.more dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; padding: .4rem 0 .2rem; font-size: .87rem; }
.more dt { color: var(--soft); } .more dd { overflow-wrap: anywhere; min-width: 0; }
pre { margin: 0; padding: .45rem .7rem; border-radius: 6px; background: var(--page); font: .82rem/1.5 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; max-height: 16rem; overflow: auto; }
.notes { padding: .1rem 0 .8rem 1.1rem; list-style: disc; } .notes li { overflow-wrap: anywhere; }
footer { color: var(--soft); font-size: .84rem; padding-top: 2.5rem; padding-bottom: 2.5rem; }

@media (max-width: 45rem) {
  .in, main, footer { padding-left: 1rem; padding-right: 1rem; }
  .tile { flex: 1 1 9rem; min-width: 0; }
  #filters { position: static; }
  .facts { margin-left: 0; }
  .ports th:first-child { padding-left: 1.1rem; width: auto; } .ports td { width: auto !important; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
@media print {
  :root { color-scheme: light; --page: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --shadow: none; }
  body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .in, main, footer { max-width: none; padding: 0; }
  #filters, .skip { display: none; }
  #grid > .wide { max-height: none; overflow: visible; }
  .grid thead th, .grid tbody th { position: static; }
  .many .host { content-visibility: visible; }
  details::details-content { content-visibility: visible; height: auto; }
  .ports thead { position: static; clip-path: none; }
  tr, .host > summary { break-inside: avoid; }
  pre { max-height: none; }
}
`
