import type { Overlap, Report } from '../reports/report.ts';
import type { CaseItem } from '../store/case-records.ts';

/** A column of a table that stood in the suspect and agreed. */
export interface LeakedColumn {
  readonly controller: string;
  readonly table: string;
  readonly column: string;
  readonly field: string;
  readonly agreeing: number;
}

/** What a case keeps of a report that belongs to it: names, counts and codes, so that lists need no report. */
export interface ReportFacts {
  readonly createdAt: string;
  readonly suspect: string;
  readonly rows: number;
  /** Largest share of the suspect's rows in one table or server, and in all of them together. */
  readonly share: number;
  /** Controllers whose people are in it. */
  readonly controllers: readonly string[];
  readonly columns: readonly LeakedColumn[];
  /** Servers of ours on which rows of it stood. */
  readonly endpoints: readonly string[];
}

/** A report as a part of a case. */
export function reportItem(report: Report): Omit<CaseItem, 'addedAt'> {
  return { kind: 'report', ref: report.id, label: report.suspect.name, facts: reportFacts(report) };
}

/** What a case keeps of a report. */
export function reportFacts(report: Report): ReportFacts {
  const tables = report.overlaps.filter(({ print, rows }) => print.kind === 'table' && rows.present > 0);
  const { rowsExplained, byController } = report.population;
  return {
    createdAt: report.createdAt,
    suspect: report.suspect.name,
    rows: report.suspect.rows,
    share: report.suspect.rows === 0 ? 0 : rowsExplained / report.suspect.rows,
    controllers: byController.map(({ controller }) => controller),
    columns: tables.flatMap(leakedColumns),
    endpoints: report.overlaps
      .filter(({ print, rows }) => print.kind === 'endpoint' && rows.present > 0)
      .map(({ print }) => print.name),
  };
}

/** Whose a table is: its controller, else the table's own name, as reports count people. */
export function ownerOf({ print }: Pick<Overlap, 'print'>): string {
  return print.controller ?? print.name;
}

function leakedColumns(overlap: Overlap): LeakedColumn[] {
  return overlap.columns
    .filter(({ agreeing }) => agreeing > 0)
    .map(({ column, field, agreeing }) => ({
      controller: ownerOf(overlap),
      table: overlap.print.name,
      column,
      field,
      agreeing,
    }));
}
