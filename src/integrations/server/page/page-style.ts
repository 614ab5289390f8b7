/** How the page looks: light or dark as the reader has it, on any width. The colours are those of the HTML report. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --page: #f5f6f8; --card: #fff; --ink: #1a1d23; --soft: #59616e; --line: #dfe3e9; --hover: #f0f3f7;
  --accent: #1d5fc4; --on-accent: #fff; --open: #147a3d; --open-back: #d9f2e1; --quiet-back: #eceef2;
  --warn: #8f4700; --warn-back: #fdebc8; --bad: #b3201f; --bad-back: #fde2e0; --change: #6741c6; --change-back: #e9e2fb;
  --field: #858d9a; --shadow: 0 1px 2px rgb(20 30 50 / 6%), 0 2px 8px rgb(20 30 50 / 4%);
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  --sans: Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1217; --card: #171b22; --ink: #e7eaef; --soft: #a0a9b7; --line: #2b323d; --hover: #1e242d;
    --accent: #7fb0ff; --on-accent: #0f1217; --open: #5bd68a; --open-back: #12351f; --quiet-back: #262c36;
    --warn: #f7bd5c; --warn-back: #3b2a0a; --bad: #ff8b84; --bad-back: #421715; --change: #bda4ff; --change-back: #2c2150;
    --field: #6d7685; --shadow: none;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 var(--sans); }
h1, h2, h3, p, ul, ol { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
h1:focus { outline: none; }
small { font-size: .87em; color: var(--soft); font-weight: 400; }
bdi, li, td, p { overflow-wrap: anywhere; }
.skip { position: absolute; left: -999px; top: 0; padding: .5rem 1rem; background: var(--card); z-index: 9; }
.skip:focus { left: 1rem; }
.heard { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
.in, main { max-width: 76rem; margin: 0 auto; padding: 0 2rem; }

header { background: var(--card); border-bottom: 1px solid var(--line); }
.bar-top { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem 1.6rem; padding-top: .75rem; padding-bottom: .75rem; }
.brand { font: 700 1.1rem/1 var(--mono); color: var(--ink); letter-spacing: -.02em; }
.brand:hover { text-decoration: none; }
nav { display: flex; gap: .3rem; }
nav a { padding: .3rem .75rem; border-radius: 7px; color: var(--soft); font-weight: 500; }
nav a:hover { background: var(--hover); text-decoration: none; }
nav a[aria-current] { color: var(--ink); background: var(--quiet-back); }
.bar-top button { margin-left: auto; }

main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.75rem; padding-top: 1.75rem; padding-bottom: 4rem; }
h1 { font-size: 1.7rem; line-height: 1.2; letter-spacing: -.02em; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; letter-spacing: -.01em; margin-bottom: .7rem; }
h3 { font: 600 .97rem/1.5 var(--mono); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shadow); }
form.card, .overview { padding: 1.1rem 1.25rem 1.25rem; }
.none { padding: 1.6rem; text-align: center; color: var(--soft); }
.note { color: var(--soft); font-size: .9rem; }
.mono { font-family: var(--mono); }

input, select, textarea, button { font: inherit; color: var(--ink); background: var(--page); border: 1px solid var(--field); border-radius: 7px; padding: .4rem .7rem; }
textarea { display: block; width: 100%; min-height: 3.4rem; resize: vertical; font-family: var(--mono); font-size: .92rem; }
::placeholder { color: var(--soft); opacity: 1; }
input[type=checkbox] { accent-color: var(--accent); width: 1.05rem; height: 1.05rem; vertical-align: -.15em; }
button { cursor: pointer; }
button:hover { border-color: var(--accent); }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; padding: .45rem 1.2rem; }
button.quiet { background: none; border-color: transparent; color: var(--soft); }
button.quiet:hover { border-color: var(--line); }
button[aria-disabled=true] { opacity: .6; cursor: progress; }
.field label { display: block; font-weight: 500; margin-bottom: .25rem; }
.field small { display: block; margin-top: .25rem; }
.field input, .field select { width: 100%; }
.scan-form { display: grid; gap: 1rem; }
.scan-form h2 { margin: 0; }
.scan-form button { justify-self: start; }
.fields { display: grid; grid-template-columns: minmax(12rem, 22rem) minmax(9rem, 14rem) 1fr; gap: 1rem 1.5rem; align-items: start; }
.check { padding-top: 2.1rem; }
.key-form { display: flex; flex-wrap: wrap; gap: .6rem .8rem; align-items: center; }
.key-form h2, .key-form .note { width: 100%; margin: 0; }
.key-form input { flex: 0 1 26rem; min-width: 0; }
.problem { border-left: 4px solid var(--bad); background: var(--bad-back); color: var(--bad); border-radius: 6px; padding: .6rem 1rem; }
.problem ul { margin-top: .3rem; list-style: disc; padding-left: 1.2rem; max-height: 14rem; overflow: auto; }

.wide { overflow-x: auto; }
.wide > .note { padding: .5rem 1rem; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: baseline; padding: .5rem .9rem; }
thead th { color: var(--soft); font-size: .82rem; font-weight: 500; white-space: nowrap; border-bottom: 1px solid var(--line); }
tbody tr + tr > * { border-top: 1px solid var(--line); }
tbody tr:hover > * { background: var(--hover); }
tbody th { font: 500 .92rem/1.5 var(--mono); }
.count { text-align: right; }
.list td { max-width: 34rem; min-width: 5.5rem; }
.list tbody th { max-width: 24rem; min-width: 8rem; }
.ports tbody th { white-space: nowrap; width: 8rem; }
.certificate { display: block; }
.grid { width: auto; min-width: 100%; }
.grid tbody th { position: sticky; left: 0; background: var(--card); z-index: 1; max-width: 20rem; min-width: 9rem; }
.grid tbody tr:hover th { background: var(--hover); }
.grid .port { text-align: center; padding: .3rem .1rem; min-width: 2.5rem; }
.grid thead .port { font-family: var(--mono); color: var(--ink); }
.grid .others, .grid .when { color: var(--soft); font-size: .87rem; white-space: nowrap; }
.grid .when { width: 1%; }
.mark { display: inline-block; width: 24px; height: 24px; line-height: 24px; border-radius: 6px; font-size: .82rem; font-weight: 700; }
.mark.open { color: var(--open); background: var(--quiet-back); }
.mark.plus, .chip.plus { color: var(--open); background: var(--open-back); }
.mark.minus, .chip.minus { color: var(--bad); background: var(--bad-back); }
.mark.tilde, .chip.tilde { color: var(--change); background: var(--change-back); }
.chip { display: inline-block; padding: 0 .55em; margin-right: .5rem; border-radius: 5px; font-size: .84rem; line-height: 1.6; white-space: nowrap; background: var(--quiet-back); color: var(--soft); }
.chip.warn { color: var(--warn); background: var(--warn-back); }
.chip.live { color: var(--open); background: none; border: 1px solid currentcolor; line-height: 1.45; }
.sign.open, .plus { color: var(--open); } .minus { color: var(--bad); } .tilde { color: var(--change); }
.filter { margin-bottom: .7rem; }
.filter input { margin: 0 .4rem; width: 14rem; max-width: 100%; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin-top: .55rem; color: var(--soft); font-size: .87rem; }
.sign { display: inline-block; width: 1.15em; font-weight: 700; }
.feed { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); gap: .8rem; }
.history { grid-template-columns: minmax(0, 1fr); }
.feed > li { padding: .75rem 1.1rem .85rem; }
.changes { margin-top: .35rem; }
.changes b, .found b { font: 500 .92rem/1.5 var(--mono); }
.found { padding: .7rem 1.1rem; max-height: 24rem; overflow: auto; }
.progress { display: inline-flex; align-items: center; gap: .6rem; min-width: 9rem; }
.overview .progress { display: flex; margin: .7rem 0 .5rem; }
progress { appearance: none; flex: 1; width: 7rem; height: 8px; border: 0; border-radius: 4px; overflow: hidden; background: var(--quiet-back); }
progress::-webkit-progress-bar { background: var(--quiet-back); }
progress::-webkit-progress-value { background: var(--accent); transition: width .3s; }
progress::-moz-progress-bar { background: var(--accent); }
.actions { margin-top: .8rem; }
.actions button { margin: .2rem .4rem .2rem 0; }
details > summary { cursor: pointer; color: var(--accent); padding: .3rem 0 .8rem; }

@media (max-width: 48rem) {
  .in, main { padding-left: 1rem; padding-right: 1rem; }
  .fields { grid-template-columns: minmax(0, 1fr); }
  .check { padding-top: 0; }
  th, td { padding: .45rem .6rem; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
@media (forced-colors: active) { .mark, .chip { border: 1px solid; } progress { border: 1px solid; } }
@media print { header, form, .actions, .skip { display: none; } .wide { overflow: visible; } }
`
