import type { ColumnOverlap, Overlap, Report } from './report.ts';
import { visible } from './visible.ts';

const TITLES = [
  'report',
  'created_at',
  'suspect',
  'suspect_sha256',
  'suspect_rows',
  'complete',
  'parts_not_read',
  'print',
  'kind',
  'name',
  'controller',
  'snapshot_at',
  'rows_present',
  'rows_household',
  'rows_share',
  'rows_share_low',
  'rows_share_high',
  'method',
  'reverse_total',
  'reverse_present',
  'reverse_share',
  'persons',
  'expected_by_chance',
  'suspect_column',
  'suspect_header',
  'print_column',
  'field',
  'compared',
  'agreeing',
  'added_rows',
  'taken_after',
  'taken_before',
] as const;

/** Columns of an overlap, and of a column in it: what stays blank where there is none. */
const OVERLAP_CELLS = 16;
const COLUMN_CELLS = 6;
/** What an attribution says of a file of a server. */
const ATTRIBUTION_CELLS = 3;

type Cell = string | number | boolean;

/**
 * A report as CSV (RFC 4180, UTF-8): one line for each column of each overlap, and one line where there is no overlap
 * or no column, so that a suspect that was not read whole is told apart from a clean one. `suspect_column` counts
 * from 0 as in the JSON. No cell can act as a formula in a spreadsheet (OWASP: CSV injection).
 */
export function reportToCsv(report: Report): string {
  const suspect = suspectCells(report);
  const rows: Cell[][] =
    report.overlaps.length === 0
      ? [[...suspect, ...blanks(OVERLAP_CELLS + COLUMN_CELLS + ATTRIBUTION_CELLS)]]
      : report.overlaps.flatMap((overlap) =>
          columnRows(overlap).map((column) => [
            ...suspect,
            ...overlapCells(overlap),
            ...column,
            ...attributionCells(report, overlap),
          ]),
        );
  return [TITLES, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/**
 * One cell of a CSV that people open in spreadsheets: signs that are obeyed or hidden are written out, a text that
 * would start a formula (after blanks too) gets an apostrophe in front, and quotes go around what needs them.
 */
export function csvCell(content: Cell): string {
  if (typeof content !== 'string') return String(content);
  const harmless = /^\s*[=+\-@\t\r\n\0\uff0b\uff0d\uff1d\uff20]/.test(content) ? `'${content}` : content;
  const shown = visible(harmless);
  return /[",;\s]|^'/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

function suspectCells(report: Report): Cell[] {
  const { suspect, coverage } = report;
  const { complete, skipped } = coverage;
  return [report.id, report.createdAt, suspect.name, suspect.sha256, suspect.rows, complete, skipped.length];
}

function overlapCells({ print, rows, reverse, persons, expectedByChance }: Overlap): Cell[] {
  return [
    print.id,
    print.kind,
    print.name,
    print.controller ?? '',
    print.snapshotAt,
    rows.present,
    rows.household,
    rows.share,
    rows.interval[0],
    rows.interval[1],
    rows.method,
    reverse.total,
    reverse.present,
    reverse.share,
    persons,
    expectedByChance,
  ];
}

function columnRows(overlap: Overlap): Cell[][] {
  if (overlap.columns.length === 0) return [blanks(COLUMN_CELLS)];
  return overlap.columns.map((column: ColumnOverlap) => [
    column.index,
    column.header ?? '',
    column.column,
    column.field,
    column.compared,
    column.agreeing,
  ]);
}

/** Rows that the file adds to the fewest that explain the suspect; from when to when it was taken, where that is told. */
function attributionCells({ attribution }: Report, { print }: Overlap): Cell[] {
  const added = attribution?.explainedBy.assets.find((asset) => asset.print === print.id);
  const taken = attribution?.versions.find((version) => version.isTold && version.print === print.id);
  return [added?.addedRows ?? '', taken?.takenAfter ?? '', taken?.takenBefore ?? ''];
}

function blanks(count: number): Cell[] {
  return Array.from({ length: count }, () => '');
}
