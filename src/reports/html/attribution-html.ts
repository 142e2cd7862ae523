import { formatCount, formatShare } from '../../core/units.ts';
import type { Attribution } from '../attribution.ts';
import { endpointsFound, placeOf } from '../attribution-headline.ts';
import {
  endpointNote,
  explainedSentence,
  remainderSentences,
  undeclaredNote,
  versionSentence,
} from '../attribution-wording.ts';
import type { Report } from '../report.ts';
import { html, joined, Markup, when } from './markup.ts';

/** Where a leak came from, as the terminal says it, with every entry. */
export function attributionHtml(report: Report): Markup {
  const { attribution } = report;
  if (attribution === undefined) return new Markup('');
  return joined([
    endpoints(report, attribution),
    explaining(attribution),
    html`<h3>What is left over</h3>
<ul>${joined(remainderSentences(report).map((sentence) => html`<li>${sentence}</li>`))}</ul>
`,
    undeclared(attribution),
    versions(attribution),
    others(attribution),
  ]);
}

function endpoints(report: Report, { endpoints: known }: Attribution): Markup {
  const rows = endpointsFound(report).map(
    ({ print, rows: own, reverse, persons }) => html`<tr><td>${print.name}</td>
<td class="number">${formatCount(own.present)}</td><td class="number">${formatShare(own.share)}</td>
<td class="number">${formatCount(reverse.present)} of ${formatCount(reverse.total)}</td><td class="number">${formatShare(reverse.share)}</td>
<td class="number">${formatCount(persons)}</td></tr>
`,
  );
  const notes = known.map((endpoint) => html`<li>${placeOf(endpoint)}: ${endpointNote(endpoint)}.</li>`);
  return html`<h2>Where it came from</h2>
${tableOf(
  html`<th scope="col">server</th><th scope="colgroup" colspan="2" class="number">rows of the file there</th><th scope="colgroup" colspan="2" class="number">its own rows in the file</th><th scope="col" class="number">people</th>`,
  rows,
)}<ul>${joined(notes)}</ul>
`;
}

function explaining(attribution: Attribution): Markup {
  const rows = attribution.explainedBy.assets.map(
    ({ path, endpoint, rows: own, addedRows }) => html`<tr><td>${path}</td><td>${endpoint}</td>
<td class="number">${formatCount(own)}</td><td class="number">${formatCount(addedRows)}</td></tr>
`,
  );
  return html`<h3>The fewest files that hold it</h3>
${tableOf(
  html`<th scope="col">file</th><th scope="col">server</th><th scope="col" class="number">rows of the leak</th><th scope="col" class="number">adds</th>`,
  rows,
)}<p>${explainedSentence(attribution)}</p>
`;
}

function undeclared({ undeclaredColumns }: Attribution): Markup {
  return when(undeclaredColumns.length > 0, () => {
    const rows = undeclaredColumns.map(
      (
        column,
      ) => html`<tr><td>${column.index + 1} ${column.header ?? ''}</td><td>${column.column}</td><td>${column.field}</td>
<td class="number">${formatCount(column.assets.length)}</td><td>${undeclaredNote(column)}</td></tr>
`,
    );
    return html`<h3>Columns in the leak and on a server that no table declares</h3>
${tableOf(
  html`<th scope="col">column of the file</th><th scope="col">on the server</th><th scope="col">field</th><th scope="col" class="number">files</th><th scope="col">not declared</th>`,
  rows,
)}`;
  });
}

function versions({ versions: taken }: Attribution): Markup {
  return when(
    taken.length > 0,
    () => html`<h3>When it was taken</h3>
<ul>${joined(taken.map((version) => html`<li>${versionSentence(version)}</li>`))}</ul>
`,
  );
}

function others({ otherAssets }: Attribution): Markup {
  return when(otherAssets.length > 0, () => {
    const rows = otherAssets.map(
      ({ path, endpoint, rows: own, share }) => html`<tr><td>${path}</td><td>${endpoint}</td>
<td class="number">${formatCount(own)}</td><td class="number">${formatShare(share)}</td></tr>
`,
    );
    return html`<h3>Where else it may come from</h3>
${tableOf(
  html`<th scope="col">file</th><th scope="col">server</th><th scope="col" class="number">rows of the leak</th><th scope="col" class="number">share</th>`,
  rows,
)}`;
  });
}

function tableOf(head: Markup, rows: readonly Markup[]): Markup {
  return when(
    rows.length > 0,
    () => html`<div class="wide"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${joined(rows)}</tbody></table></div>
`,
  );
}
