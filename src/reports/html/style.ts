/** The look of a printed report: one quiet page, system fonts, ink-saving in print, dark where the reader's screen is. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --quiet: #5c6675; --line: #dfe3e8; --paper: #fdfdfc; --fill: #33628f;
  --track: #e8ecf0; --warn: #7a4b00; --warn-paper: #fff6e3; --bad: #8c1d18; --bad-paper: #fdecea; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --quiet: #9aa5b4; --line: #333c48; --paper: #171c23;
  --fill: #6fa3d4; --track: #2a323d; --warn: #f2c879; --warn-paper: #33291a; --bad: #f4a8a2; --bad-paper: #3a1f1d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI",
  Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
main { max-width: 58rem; margin: 0 auto; padding: 3rem 1.5rem 4rem; }
.kicker { color: var(--quiet); font-size: .875rem; margin: 0 0 .5rem; }
h1 { font-size: 1.7rem; line-height: 1.3; font-weight: 600; margin: 0 0 1.5rem; text-wrap: balance; }
h2 { font-size: 1.15rem; font-weight: 600; margin: 2.75rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; font-weight: 600; margin: 2rem 0 .5rem; }
p { margin: .5rem 0; max-width: 46rem; }
.quiet { color: var(--quiet); font-size: .875rem; }
.notice { border-radius: 6px; padding: .75rem 1rem; margin: 1rem 0; }
.notice ul { margin: .5rem 0 0; padding-left: 1.25rem; }
.bad { background: var(--bad-paper); color: var(--bad); }
.warn { background: var(--warn-paper); color: var(--warn); }
.figures { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; margin: 1.5rem 0; padding: 0; list-style: none; }
.figures strong { display: block; font-size: 1.6rem; font-weight: 600; line-height: 1.2; font-variant-numeric: tabular-nums; }
.figures span { color: var(--quiet); font-size: .875rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .9375rem; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 500; color: var(--quiet); font-size: .8125rem; vertical-align: bottom; }
th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); overflow-wrap: normal; }
td:first-child { overflow-wrap: anywhere; min-width: 8rem; }
.number { text-align: right; white-space: nowrap; }
.total td { font-weight: 600; border-bottom: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; margin: .5rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; font-variant-numeric: tabular-nums; }
.bar { width: 7rem; height: .55rem; vertical-align: middle; }
.bar .track { fill: var(--track); }
.bar .part { fill: var(--fill); }
/* On a narrow screen the numbers stay and the bars, which say the same, go. */
@media screen and (max-width: 52rem) { main { padding: 1.5rem 1rem 3rem; } h1 { font-size: 1.3rem; } .bar { display: none; }
  table { font-size: .875rem; } th, td { padding-right: .5rem; } td:first-child { min-width: 4.5rem; overflow-wrap: break-word; } }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; }
@media print {
  :root { color-scheme: light; --ink: #000; --quiet: #444; --line: #ccc; --paper: #fff; --fill: #33628f; --track: #e8ecf0;
    --warn: #5c3900; --warn-paper: #fff; --bad: #8c1d18; --bad-paper: #fff; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  .notice { border: 1px solid currentColor; }
  h2, h3 { break-after: avoid; }
  tr, .notice { break-inside: avoid; }
  .bar { print-color-adjust: exact; }
  .wide { overflow: visible; }
  @page { margin: 18mm; }
}
`;
