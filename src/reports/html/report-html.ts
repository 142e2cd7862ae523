import {
  formatBytes,
  formatCount,
  formatCounted,
  formatDuration,
  formatExpected,
  formatShare,
} from '../../core/units.ts';
import type { Overlap, Report } from '../report.ts';
import { notFound, shownOverlaps } from '../shown-overlaps.ts';
import {
  chanceSentence,
  dialectSentence,
  formatInstant,
  headline,
  incompleteSentence,
  titleOf,
  unexplainedSentence,
} from '../wording.ts';
import { attributionHtml } from './attribution-html.ts';
import { html, joined, Markup, when } from './markup.ts';
import { REPORT_STYLE } from './style.ts';

/**
 * A report as one page to print or send: no script, no external resource (its own policy forbids both), every name in
 * it escaped. Says the same as the terminal, in the same order.
 */
export function reportToHtml(report: Report): string {
  const body = joined([
    html`<p class="kicker">Rowprint report ${report.id}, ${formatInstant(report.createdAt)}</p>
<h1>${headline(report)}</h1>
`,
    unread(report),
    warnings(report),
    figures(report),
    attributionHtml(report),
    overview(report),
    joined(shownOverlaps(report).shown.filter(isDetailed).map(detail)),
    withoutFind(report),
    people(report),
    certainty(report),
    suspectFacts(report),
  ]);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Rowprint: ${report.suspect.name}</title>
<style>${new Markup(REPORT_STYLE)}</style>
</head>
<body>
<main>
${body}<footer class="quiet">Made by Rowprint from keyed fingerprints in ${formatDuration(report.elapsedMs)}. This page holds no cell of the file or of a table.</footer>
</main>
</body>
</html>
`.source;
}

/** What a server holds is the sum of its files: it has no columns of its own. */
function isDetailed({ print }: Overlap): boolean {
  return print.kind !== 'endpoint';
}

function unread(report: Report): Markup {
  const sentence = incompleteSentence(report);
  if (sentence === null) return new Markup('');
  const entries = report.coverage.skipped.map(({ what, reason, rows }) => {
    const counted = rows === undefined ? '' : ` (${formatCount(rows)} rows)`;
    return html`<li>${what}${counted}: ${reason}</li>`;
  });
  return html`<div class="notice bad"><strong>Incomplete.</strong> ${sentence}<ul>${joined(entries)}</ul></div>
`;
}

function warnings(report: Report): Markup {
  return when(report.warnings.length > 0, () => {
    const entries = report.warnings.map((warning) => html`<li>${warning}</li>`);
    return html`<div class="notice warn"><strong>Warnings</strong><ul>${joined(entries)}</ul></div>
`;
  });
}

function figures(report: Report): Markup {
  const { rowsExplained, rowsUnexplained, persons } = report.population;
  return html`<ul class="figures">
<li><strong>${formatCount(report.suspect.rows)}</strong><span>rows in the file</span></li>
<li><strong>${formatCount(rowsExplained)}</strong><span>found</span></li>
<li><strong>${formatCount(rowsUnexplained)}</strong><span>unexplained</span></li>
<li><strong>${formatCount(persons)}</strong><span>people</span></li>
</ul>
`;
}

function overview(report: Report): Markup {
  const { shown: found, filesLeftOut } = shownOverlaps(report);
  const more =
    filesLeftOut === 0 ? '' : ` ${formatCounted(filesLeftOut, 'file')} more of servers hold rows too.`;
  return when(found.length > 0, () => {
    const rows = found.map(
      (overlap) => html`<tr><td>${titleOf(overlap.print)}</td>
<td class="number">${formatCount(overlap.rows.present)}</td><td class="number">${formatShare(overlap.rows.share)}</td><td>${bar(overlap.rows.share)}</td>
<td class="number">${formatCount(overlap.reverse.present)}</td><td class="number">${formatShare(overlap.reverse.share)}</td><td>${bar(overlap.reverse.share)}</td>
<td class="number">${formatCount(overlap.persons)}</td><td class="number">${formatCount(overlap.rows.household)}</td></tr>
`,
    );
    return html`<h2>Where its rows are</h2>
<div class="wide"><table>
<thead><tr><th scope="col">found in</th><th scope="colgroup" colspan="3">rows of the file found there</th><th scope="colgroup" colspan="3">its own rows found in the file</th><th scope="col" class="number">people</th><th scope="col" class="number">household</th></tr></thead>
<tbody>
${joined(rows)}</tbody></table></div>
<p class="quiet">Household: rows that fit a household there and no single person (relatives, most likely). They are not counted as found.${more}</p>
`;
  });
}

function detail(overlap: Overlap): Markup {
  const { rows, print } = overlap;
  const range =
    rows.method === 'exact'
      ? ''
      : ` (an estimate from a sample: between ${formatShare(rows.interval[0])} and ${formatShare(rows.interval[1])})`;
  const threshold =
    overlap.thresholdBits === undefined
      ? ''
      : ` A row needed ${overlap.thresholdBits.toFixed(1)} bits of evidence.`;
  return html`<h3>${titleOf(print)}</h3>
<p>${formatCount(rows.present)} of the ${formatCount(rows.total)} rows of the file${range}; ${formatCount(overlap.reverse.present)} of its own ${formatCount(overlap.reverse.total)} rows, as of ${formatInstant(print.snapshotAt)}. Expected by chance among those found: ${formatExpected(overlap.expectedByChance)}.${threshold}</p>
${columns(overlap)}`;
}

function columns(overlap: Overlap): Markup {
  return when(overlap.columns.length > 0, () => {
    const rows = overlap.columns.map((column) => {
      const share = column.compared > 0 ? column.agreeing / column.compared : 0;
      return html`<tr><td>${column.index + 1} ${column.header ?? ''}</td><td>${column.column}</td><td>${column.field}</td>
<td class="number">${formatCount(column.compared)}</td><td class="number">${column.compared > 0 ? formatShare(share) : ''}</td><td>${bar(share)}</td></tr>
`;
    });
    return html`<div class="wide"><table>
<thead><tr><th scope="col">column of the file</th><th scope="col">its column</th><th scope="col">field</th><th scope="col" class="number">compared</th><th scope="col" class="number">agree</th><th></th></tr></thead>
<tbody>
${joined(rows)}</tbody></table></div>
`;
  });
}

function withoutFind(report: Report): Markup {
  const rest = notFound(report);
  return when(rest.length > 0, () => {
    const entries = rest.map(
      (print) => html`<li>${titleOf(print)}, snapshot of ${formatInstant(print.snapshotAt)}</li>`,
    );
    return html`<h3>Compared as well, nothing found</h3>
<ul>${joined(entries)}</ul>
`;
  });
}

function people(report: Report): Markup {
  const { persons, byController } = report.population;
  return when(persons > 0, () => {
    const rows = byController.map(
      (
        entry,
      ) => html`<tr><td>${entry.controller}</td><td class="number">${formatCount(entry.persons)}</td></tr>
`,
    );
    return html`<h2>People</h2>
<table>
<thead><tr><th scope="col">controller</th><th scope="col" class="number">people</th></tr></thead>
<tbody>
${joined(rows)}<tr class="total"><td>in all, each person once</td><td class="number">${formatCount(persons)}</td></tr>
</tbody></table>
`;
  });
}

function certainty(report: Report): Markup {
  return joined([
    when(
      report.suspect.rows > 0 && report.comparedWith.length > 0,
      () => html`<h2>What is unexplained</h2>
<p>${unexplainedSentence(report)}</p>
`,
    ),
    when(
      report.population.rowsExplained > 0,
      () => html`<h2>How sure this is</h2>
<p>${chanceSentence(report)}</p>
`,
    ),
  ]);
}

function suspectFacts(report: Report): Markup {
  const { suspect } = report;
  return html`<h2>The file</h2>
<dl>
<dt>name</dt><dd>${suspect.name}</dd>
<dt>size</dt><dd>${formatBytes(suspect.bytes)}, ${formatCount(suspect.rows)} rows</dd>
<dt>written as</dt><dd>${dialectSentence(suspect)}</dd>
<dt>SHA-256</dt><dd>${suspect.sha256}</dd>
</dl>
`;
}

/** A share as a drawn bar; the number beside it says the same, so readers of text skip it. */
function bar(share01: number): Markup {
  const share = Number.isFinite(share01) ? Math.min(1, Math.max(0, share01)) : 0;
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="8" rx="2"/><rect class="part" width="${(share * 100).toFixed(1)}" height="8" rx="2"/></svg>`;
}
