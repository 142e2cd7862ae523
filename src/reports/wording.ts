import {
  formatBytes,
  formatCount,
  formatCounted,
  formatExpected,
  formatShare,
  formatShareRange,
} from '../core/units.ts';
import { attributionHeadline } from './attribution-headline.ts';
import {
  type EstimateFacts,
  type Overlap,
  overlapsOfOurs,
  type PrintKind,
  type PrintReference,
  type Report,
  type SuspectFacts,
} from './report.ts';
import { visible } from './visible.ts';

/** Whose rows these are, for people: the controller, else the print's own name. */
function ownerOf(print: PrintReference): string {
  return visible(print.controller ?? print.name);
}

/** A print named in full: 'Laboratory A, table lab_a'. */
export function titleOf(print: PrintReference): string {
  const name = `${wordOf(print.kind)} ${visible(print.name)}`;
  return print.controller === null ? name : `${visible(print.controller)}, ${name}`;
}

/** A print named so that cutting the end keeps what tells it apart: 'lab_a (Laboratory A)', 'a.csv (processor: /out/)'. */
export function labelOf(print: PrintReference): string {
  if (print.kind === 'asset') {
    const base = print.name.lastIndexOf('/', print.name.length - 2) + 1;
    if (base > 0) return `${visible(print.name.slice(base))} (${visible(print.name.slice(0, base))})`;
  }
  const name = print.kind === 'table' ? visible(print.name) : `${wordOf(print.kind)} ${visible(print.name)}`;
  return print.controller === null ? name : `${name} (${visible(print.controller)})`;
}

/** The word for a kind of print; an asset is a file on a monitored server. */
export function wordOf(kind: PrintKind): string {
  if (kind === 'asset') return 'server file';
  return kind === 'suspect' ? 'earlier suspect' : kind;
}

/** A point in time to the minute: '2026-11-20 14:03 UTC'. A text that is no date is shown as it is. */
export function formatInstant(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return visible(iso);
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** The one sentence a person reads first: how much of the file is ours, whose, how many people. Never hides a gap. */
export function headline(report: Report): string {
  const name = visible(report.suspect.name);
  const ours = ownersOf(report);
  if (report.suspect.rows === 0) return noRows(report, name);
  const onServers = attributionHeadline(report);
  if (onServers !== null) return onServers;
  if (ours.length === 0) return nothingOfOurs(report, name);
  if (ours.length === 1) return oneOwner(report, ours[0]!, name);
  return severalOwners(report, ours, name);
}

/** Whose rows they are: tables where there are any, else servers, else files of servers; never two for the same rows. */
function ownersOf(report: Report): readonly Overlap[] {
  const ours = overlapsOfOurs(report);
  for (const kind of ['table', 'endpoint'] as const) {
    const owners = ours.filter(({ print }) => print.kind === kind);
    if (owners.length > 0) return owners;
  }
  return ours;
}

/** What the expected number of chance matches means and how the threshold was set. */
export function chanceSentence(report: Report): string {
  const expected = formatExpected(report.population.expectedByChance);
  const share = `${formatExpected(report.limits.maxFalseShare * 100)} %`;
  const about = report.estimate === undefined ? '' : 'about ';
  return (
    `Of the ${about}${formatCounted(report.population.rowsExplained, 'row')} found, ${expected} are expected to be chance ` +
    `matches. A row counts as found when its evidence passes a threshold set so that this number stays under ` +
    `${share} of the rows claimed, and no other person comes close.`
  );
}

/** What is known of the rows that were not found anywhere. */
export function unexplainedSentence(report: Report): string {
  const { rowsUnexplained } = report.population;
  if (rowsUnexplained === 0) return 'Every row that was read is explained.';
  const share = report.suspect.rows > 0 ? rowsUnexplained / report.suspect.rows : 0;
  const about = report.estimate === undefined ? '' : 'About ';
  return (
    `${about}${formatCounted(rowsUnexplained, 'row')} (${formatShare(share)}) ${rowsUnexplained === 1 ? 'is' : 'are'} in no ` +
    `table and no server file that was compared: ${rowsUnexplained === 1 ? 'it comes' : 'they come'} from elsewhere, ` +
    'or from a table Rowprint does not know.'
  );
}

/** The sentence that stands before the list of what was not read; null when everything was. */
export function incompleteSentence(report: Report): string | null {
  if (report.coverage.complete) return null;
  if (report.estimate !== undefined) {
    return (
      `only ${readBytes(report)} were read, at random places. Shares and rows of the file are estimated for all of it; ` +
      'every other figure is the least that is certain.'
    );
  }
  const { skipped } = report.coverage;
  const rows = skipped.reduce((sum, entry) => sum + (entry.rows ?? 0), 0);
  const parts = skipped.length === 0 ? 'Part of the file' : formatCounted(skipped.length, 'part');
  const counted = rows > 0 ? ` (${formatCounted(rows, 'row')} where that is known)` : '';
  const verb = skipped.length > 1 ? 'were' : 'was';
  return `${parts}${counted} ${verb} not read. What is in there is unknown; every figure is the least that is certain.`;
}

function noRows(report: Report, name: string): string {
  const read = report.coverage.complete ? `${name} holds no rows` : `No row of ${name} could be read`;
  return `${read}: there is nothing to compare.`;
}

function nothingOfOurs(report: Report, name: string): string {
  if (report.comparedWith.length === 0) {
    return `${name} was compared with nothing: Rowprint knows no table yet. Add one with \`rowprint table add\`.`;
  }
  if (report.estimate !== undefined) return nothingInBlocks(report, report.estimate, name);
  const whose = report.coverage.complete ? 'its' : 'the';
  const { rows: count } = report.suspect;
  const rows = count === 1 ? `${whose} only row is not` : `none of ${whose} ${formatCount(count)} rows is`;
  const where = `the ${formatCounted(report.comparedWith.length, 'print')} it was compared with`;
  const earlier = report.overlaps.find(
    (overlap) => overlap.print.kind === 'suspect' && overlap.rows.present > 0,
  );
  const part = report.coverage.complete ? name : `the part of ${name} that could be read`;
  if (earlier !== undefined) {
    return (
      `Nothing of ours was found in ${part}, but ${shareOf(earlier)} of its rows stand in the earlier suspect ` +
      `${visible(earlier.print.name)}: ${formatCounted(earlier.rows.present, 'row')}.`
    );
  }
  return `Nothing of ours was found in ${part}: ${rows} in ${where}.`;
}

/** Nothing found in some blocks is not nothing in the file: the upper end says so. */
function nothingInBlocks(report: Report, { blocks, explained, level }: EstimateFacts, name: string): string {
  return (
    `Nothing of ours was found in ${formatCounted(blocks, 'random block')} of ${name}, ${readBytes(report)}: ` +
    `${formatShareRange(...explained.interval)} of its rows may be ours all the same (${levelOf(level)}).`
  );
}

/** How much of the file an estimate rests on: '2.1 MB of 40.0 GB'. */
function readBytes({ coverage, suspect }: Report): string {
  return `${formatBytes(coverage.bytesRead)} of ${formatBytes(suspect.bytes)}`;
}

function levelOf(level: number): string {
  return `${Math.round(level * 100)} %`;
}

/** A range and what it rests on: '88-92 % (95 %), from 2.1 MB of 40.0 GB,'. */
function estimatedShare(
  report: Report,
  { level }: EstimateFacts,
  [low, high]: readonly [number, number],
): string {
  return `${formatShareRange(low, high)} (${levelOf(level)}), from ${readBytes(report)},`;
}

function oneOwner(report: Report, overlap: Overlap, name: string): string {
  const people = formatCounted(overlap.persons, 'person', 'people');
  const { estimate } = report;
  if (estimate !== undefined) {
    return (
      `${estimatedShare(report, estimate, overlap.rows.interval)} of the rows of ${name} are ` +
      `${possessive(ownerOf(overlap.print))}: about ${formatCount(overlap.rows.present)} of ` +
      `${formatCounted(overlap.rows.total, 'row')}, at least ${people}.`
    );
  }
  return (
    `${shareOf(overlap)} of the rows ${readPart(report)}of ${name} are ${possessive(ownerOf(overlap.print))}: ` +
    `${formatCount(overlap.rows.present)} of ${formatCounted(overlap.rows.total, 'row')}, ${people}.`
  );
}

function severalOwners(report: Report, ours: readonly Overlap[], name: string): string {
  const { rowsExplained, persons } = report.population;
  const parts = ours.slice(0, 3).map((overlap) => `${briefShareOf(overlap)} in ${titleOf(overlap.print)}`);
  const more = ours.length > 3 ? ` and ${formatCount(ours.length - 3)} more` : '';
  const people = formatCounted(persons, 'person', 'people');
  const { estimate } = report;
  if (estimate !== undefined) {
    return (
      `${estimatedShare(report, estimate, estimate.explained.interval)} of the rows of ${name} are ours: about ` +
      `${formatCount(rowsExplained)} of ${formatCounted(report.suspect.rows, 'row')}, at least ${people} ` +
      `(${parts.join('; ')}${more}).`
    );
  }
  return (
    `${formatShare(rowsExplained / report.suspect.rows)} of the rows ${readPart(report)}of ${name} are ours: ` +
    `${formatCount(rowsExplained)} of ${formatCounted(report.suspect.rows, 'row')}, ` +
    `${people} (${parts.join('; ')}${more}).`
  );
}

function readPart(report: Report): string {
  return report.coverage.complete ? '' : 'read ';
}

function shareOf(overlap: Overlap): string {
  const { share, interval, method } = overlap.rows;
  if (method === 'exact') return formatShare(share);
  return `about ${formatShare(share)} (between ${formatShare(interval[0])} and ${formatShare(interval[1])})`;
}

function briefShareOf({ rows }: Overlap): string {
  return rows.method === 'exact' ? formatShare(rows.share) : `about ${formatShare(rows.share)}`;
}

function possessive(owner: string): string {
  return /s$/i.test(owner) ? `${owner}'` : `${owner}'s`;
}

const DELIMITER_WORDS: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
  ':': 'colon',
  ' ': 'blank',
};

/** How a suspect is written: 'csv, windows-1252, split by tab, no header'. */
export function dialectSentence(suspect: SuspectFacts): string {
  const { format, encoding, dialect, sections } = suspect;
  const parts = [visible(format)];
  if (encoding !== null) parts.push(visible(encoding));
  if (dialect !== null) {
    const { delimiter, skippedRows } = dialect;
    parts.push(
      delimiter === '' ? 'one column' : `split by ${DELIMITER_WORDS[delimiter] ?? `'${visible(delimiter)}'`}`,
    );
    parts.push(dialect.header ? 'with a header' : 'no header');
    if (skippedRows > 0) parts.push(`${formatCounted(skippedRows, 'line')} before the first row`);
  }
  if (sections !== undefined && sections.length > 1)
    parts.push(`${formatCount(sections.length)} tables in one file`);
  return parts.join(', ');
}
