import type { TruthLine } from '../reports/demo-report.ts';
import type { Overlap, Report } from '../reports/report.ts';

/** What is known of the demonstration's leak, as counts. */
export interface DemoTruth {
  readonly leakRows: number;
  readonly strangerRows: number;
  readonly persons: number;
  readonly tables: readonly {
    readonly name: string;
    readonly controller: string;
    readonly leakRows: number;
    readonly tableRows: number;
    readonly persons: number;
  }[];
  readonly servers: ServersTruth;
}

/** What is known of where it came from, as counts. */
export interface ServersTruth {
  readonly servers: readonly {
    /** The endpoint's name. */
    readonly name: string;
    /** Rows of the leak that were ever there. */
    readonly leakRows: number;
    /** Rows of its files that are in the leak. */
    readonly serverRows: number;
  }[];
  readonly rowsOnNoServer: number;
  readonly undeclaredColumns: number;
  /** Which version of the file the leak was taken from, counted from 1. */
  readonly takenVersion: { readonly endpoint: string; readonly path: string; readonly version: number };
}

/** What the report says of whose rows they are, beside the truth. */
export function besideTruth(report: Report, truth: DemoTruth): TruthLine[] {
  const byTable = truth.tables.flatMap(({ name, controller, leakRows, tableRows, persons }): TruthLine[] => {
    const overlap = overlapWith(report, 'table', name);
    return [
      { what: `rows of the leak in ${controller}`, found: overlap?.rows.present ?? 0, truth: leakRows },
      { what: `rows of ${controller} in the leak`, found: overlap?.reverse.present ?? 0, truth: tableRows },
      { what: `people of ${controller}`, found: overlap?.persons ?? 0, truth: persons },
    ];
  });
  return [
    { what: 'rows of the leak', found: report.suspect.rows, truth: truth.leakRows },
    ...byTable,
    {
      what: 'rows of the leak in no table',
      found: report.population.rowsUnexplained,
      truth: truth.strangerRows,
    },
    { what: 'people in all, each once', found: report.population.persons, truth: truth.persons },
  ];
}

/** What the report says of where they came from, beside the truth. */
export function attributionBesideTruth(report: Report, truth: ServersTruth): TruthLine[] {
  const byServer = truth.servers.flatMap(({ name, leakRows, serverRows }): TruthLine[] => {
    const overlap = overlapWith(report, 'endpoint', name);
    return [
      { what: `rows of the leak on ${name}`, found: overlap?.rows.present ?? 0, truth: leakRows },
      { what: `rows on ${name} in the leak`, found: overlap?.reverse.present ?? 0, truth: serverRows },
    ];
  });
  const { attribution } = report;
  const { path, version } = truth.takenVersion;
  return [
    ...byServer,
    {
      what: 'rows of the leak on no server',
      found: attribution?.rowsOnNoServer ?? 0,
      truth: truth.rowsOnNoServer,
    },
    {
      what: 'columns that nobody declared',
      found: attribution?.undeclaredColumns.length ?? 0,
      truth: truth.undeclaredColumns,
    },
    { what: `version of ${path}`, found: versionTold(report, truth), truth: version },
  ];
}

function overlapWith({ overlaps }: Report, kind: 'table' | 'endpoint', name: string): Overlap | undefined {
  return overlaps.find(({ print }) => print.kind === kind && print.name === name);
}

/** The first or second of two versions; 0 where the report does not tell which. */
function versionTold({ attribution }: Report, { takenVersion }: ServersTruth): number {
  const told = attribution?.versions.find(
    ({ endpoint, path }) => endpoint === takenVersion.endpoint && path === takenVersion.path,
  );
  if (told === undefined || !told.isTold) return 0;
  return told.takenAfter === null ? 1 : 2;
}
