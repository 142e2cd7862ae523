import type { Report } from '../reports/report.ts';
import type { ReportSummary } from '../reports/requests.ts';
import type { SuspectSummary } from '../reports/suspect-summary.ts';
import type { TableSummary } from '../reports/table-report.ts';
import type { Store } from '../store/store.ts';
import type { StoredPrintMeta } from './load-prints.ts';
import { KEYS_PART } from './primary-keys/sealed-keys.ts';
import type { StoredReport } from './stored-report.ts';

/** The registered tables with their latest snapshot, by name. */
export async function listTables(store: Store): Promise<readonly TableSummary[]> {
  const [tables, prints] = await Promise.all([store.tables.list(), store.prints.list({ kind: 'table' })]);
  return tables
    .map(({ id, name, controller, source, options }): TableSummary => {
      const snapshots = prints.filter(({ subjectId }) => subjectId === id);
      const latest = snapshots.at(-1);
      const meta = (latest?.meta as StoredPrintMeta | undefined)?.print;
      return {
        name,
        controller,
        source,
        snapshotAt: latest?.snapshotAt ?? '',
        rows: meta?.rows ?? 0,
        persons: meta?.persons ?? 0,
        snapshots: snapshots.length,
        keepsKeys: latest?.parts[KEYS_PART] !== undefined,
        declared: options.declared ?? null,
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The kept suspects, by name. */
export async function listSuspects(store: Store): Promise<readonly SuspectSummary[]> {
  const [suspects, prints] = await Promise.all([
    store.suspects.list(),
    store.prints.list({ kind: 'suspect' }),
  ]);
  return suspects
    .map(({ id, name, sha256, createdAt }): SuspectSummary => {
      const meta = prints.find(({ subjectId }) => subjectId === id)?.meta as StoredPrintMeta | undefined;
      return { name, sha256, keptAt: createdAt, rows: meta?.print.rows ?? 0 };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** A stored report by its id or an unambiguous start of it. @throws {UsageError} */
export async function storedReport(store: Store, id: string): Promise<Report> {
  return ((await store.reports.get(id)).report as StoredReport).report;
}

/** The stored reports, newest first. */
export async function listReports(store: Store): Promise<readonly ReportSummary[]> {
  return (await store.reports.list()).map((record) =>
    summariseReport((record.report as StoredReport).report),
  );
}

/** A report as a list shows it. */
export function summariseReport(report: Report): ReportSummary {
  return {
    id: report.id,
    createdAt: report.createdAt,
    suspect: report.suspect.name,
    rows: report.suspect.rows,
    rowsExplained: report.population.rowsExplained,
    persons: report.population.persons,
    complete: report.coverage.complete,
  };
}
