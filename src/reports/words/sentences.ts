import type { AttributedEndpoint, Attribution, TakenVersion, UndeclaredColumn } from '../attribution.ts';
import type { Explanation } from '../explanation.ts';
import type { Report, SuspectFacts } from '../report.ts';
import { visible } from '../visible.ts';
import { readOf } from './headline.ts';
import type { WordKey, Words } from './words.ts';

/** Before the list of what was not read; null when everything was. */
export function incompleteIn(words: Words, report: Report): string | null {
  if (report.coverage.complete) return null;
  if (report.estimate !== undefined) return words.text('incomplete.estimate', readOf(words, report));
  const { skipped } = report.coverage;
  const rows = rowsUnread(report);
  const parts = words.counted('part', Math.max(1, skipped.length));
  return words.text(rows > 0 ? 'incomplete.partsRows' : 'incomplete.parts', {
    parts,
    rows: words.counted('row', rows),
  });
}

/** Rows that were not read, as far as their number is known. */
export function rowsUnread({ coverage }: Report): number {
  return coverage.skipped.reduce((sum, entry) => sum + (entry.rows ?? 0), 0);
}

/** What is known of the rows that were not found anywhere. */
export function unexplainedIn(words: Words, { population, suspect }: Report): string {
  const { rowsUnexplained } = population;
  if (rowsUnexplained === 0) return words.text('unexplained.none');
  return words.text('unexplained.some', {
    rows: words.counted('row', rowsUnexplained),
    share: words.share(suspect.rows > 0 ? rowsUnexplained / suspect.rows : 0),
  });
}

/** What the expected number of chance matches means. */
export function chanceIn(words: Words, { population, limits }: Report): string {
  return words.text('chance.sentence', {
    rows: words.counted('row', population.rowsExplained),
    expected: words.expected(population.expectedByChance),
    share: words.limit(limits.maxFalseShare),
  });
}

/** What the smallest set of files amounts to. */
export function explainedIn(words: Words, { explainedBy }: Attribution): string {
  const { assets, rows, share, method } = explainedBy;
  if (assets.length === 0) return words.text('explained.none');
  return words.text(method === 'exact' ? 'explained.exact' : 'explained.greedy', {
    files: words.counted('file', assets.length),
    rows: words.counted('row', rows),
    share: words.share(share),
  });
}

/** What is on no server, and what is on a server and in no table. */
export function remainderIn(words: Words, { attribution, suspect }: Report): string[] {
  if (attribution === undefined) return [];
  const said = (rows: number, none: WordKey, some: WordKey): string =>
    rows === 0
      ? words.text(none)
      : words.text(some, {
          rows: words.counted('row', rows),
          share: words.share(suspect.rows === 0 ? 0 : rows / suspect.rows),
        });
  return [
    said(attribution.rowsOnNoServer, 'rest.noServerNone', 'rest.noServer'),
    said(attribution.rowsOnServersOnly, 'rest.noTableNone', 'rest.noTable'),
  ];
}

/** What weakens the figures of a server, and what became of it. */
export function endpointNoteIn(words: Words, endpoint: AttributedEndpoint): string {
  const { lastSweptAt, wasReached, wasReadWhole, partsNotRead, isGone, filesCompared } = endpoint;
  if (lastSweptAt === null) return words.text('endpoint.never');
  const notes = [words.text('endpoint.swept', { when: words.instant(lastSweptAt) })];
  if (!wasReached) notes.push(words.text('endpoint.unreached'));
  else if (partsNotRead > 0)
    notes.push(words.text('endpoint.partly', { parts: words.counted('part', partsNotRead) }));
  else if (!wasReadWhole) notes.push(words.text('endpoint.newer'));
  if (isGone) notes.push(words.text('endpoint.gone'));
  if (filesCompared === 0) notes.push(words.text('endpoint.nothing'));
  return notes.join(words.language === 'fr' ? ' ; ' : '; ');
}

/** From which version of a file, and so between which dates, the leak was taken. */
export function versionIn(words: Words, version: TakenVersion): string {
  return words.text(version.isTold ? 'version.told' : 'version.untold', {
    file: `${version.endpoint}: ${version.path}`,
    versions: words.counted('version', version.versions),
    fitting: words.count(version.fitting),
    span: spanIn(words, version),
  });
}

function spanIn(words: Words, { takenAfter, takenBefore, firstSeenAt, lastSeenAt }: TakenVersion): string {
  const last = words.instant(lastSeenAt);
  const first = words.instant(firstSeenAt);
  if (takenAfter !== null && takenBefore !== null)
    return words.text('version.between', {
      after: words.instant(takenAfter),
      before: words.instant(takenBefore),
    });
  if (takenAfter !== null) return words.text('version.after', { after: words.instant(takenAfter), last });
  if (takenBefore !== null)
    return words.text('version.before', { before: words.instant(takenBefore), first });
  return words.text('version.open', { first, last });
}

/** The table's column that a column in no declared list is. */
export function undeclaredIn(words: Words, { table }: UndeclaredColumn): string {
  if (table === null) return words.text('undeclared.nowhere');
  return words.text('undeclared.of', { column: table.column, table: table.name });
}

const SIGNS: Readonly<Record<string, WordKey>> = {
  ',': 'sign.comma',
  ';': 'sign.semicolon',
  '\t': 'sign.tab',
  '|': 'sign.bar',
  ':': 'sign.colon',
  ' ': 'sign.blank',
};

/** How a suspect is written: 'csv, windows-1252, split by tab, no header'. */
export function dialectIn(words: Words, { format, encoding, dialect, sections }: SuspectFacts): string {
  const parts = [visible(format)];
  if (encoding !== null) parts.push(visible(encoding));
  if (dialect !== null) {
    const { delimiter, header, skippedRows } = dialect;
    const key = SIGNS[delimiter];
    const sign = key === undefined ? `'${delimiter}'` : words.text(key);
    parts.push(delimiter === '' ? words.text('dialect.one') : words.text('dialect.split', { sign }));
    parts.push(words.text(header ? 'dialect.header' : 'dialect.noHeader'));
    if (skippedRows > 0) parts.push(words.text('dialect.skipped', { n: words.count(skippedRows) }));
  }
  if (sections !== undefined && sections.length > 1)
    parts.push(words.text('dialect.tables', { n: words.count(sections.length) }));
  return parts.join(', ');
}

/** 'Row 12 of leak.txt: found in lab_a, record 17,331.' */
export function explanationIn(words: Words, { row, suspect, verdict, print, printRow }: Explanation): string {
  return words.text('explain.headline', {
    row: words.count(row),
    name: suspect,
    verdict: words.text(`explain.${verdict}`, {
      print: print.name,
      record: printRow === null ? '' : words.count(printRow),
    }),
  });
}

/** What the bits come to, and what was needed. */
export function bitsIn(words: Words, { printRow, bits, thresholdBits }: Explanation): string {
  if (printRow === null) return words.text('explain.noBits');
  return words.text('explain.bits', { bits: words.bits(bits), needed: neededIn(words, thresholdBits) });
}

/** Bits that a row needs, or that no number would do. */
export function neededIn(words: Words, thresholdBits: number | null): string {
  return thresholdBits === null ? words.text('unknown') : words.bits(thresholdBits).replace('+', '');
}
