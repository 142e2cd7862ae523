import type { DemoReport, TruthLine } from '../reports/demo-report.ts';
import type { Report } from '../reports/report.ts';
import type { RunOptions } from '../reports/requests.ts';
import type { TableReport } from '../reports/table-report.ts';
import { checkSuspect } from './check-suspect.ts';
import type { PipelineContext } from './context.ts';
import { addTable } from './fingerprint-table.ts';

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
}

/** The demonstration's files, written already. */
export interface DemoFiles {
  readonly folder: string;
  readonly seed: number;
  readonly tables: readonly { readonly name: string; readonly controller: string; readonly source: string }[];
  readonly leakPath: string;
  readonly truth: DemoTruth;
}

/** `demo`: the main job on generated laboratories, and the truth beside what was found. */
export async function runDemo(
  context: PipelineContext,
  files: DemoFiles,
  startedMs: number,
  run: RunOptions,
): Promise<DemoReport> {
  const tables: TableReport[] = [];
  for (const { name, controller, source } of files.tables) {
    const request = { name, controller, source, fields: {}, ignoredColumns: [], force: false };
    tables.push(await addTable(context, request, source, run));
  }
  const report = await checkSuspect(context, { file: files.leakPath }, run);
  return {
    schema: 'rowprint.demo/1',
    folder: files.folder,
    seed: files.seed,
    tables,
    report,
    truth: besideTruth(report, files.truth),
    elapsedMs: context.clock.nowMs() - startedMs,
  };
}

function besideTruth(report: Report, truth: DemoTruth): TruthLine[] {
  const byTable = truth.tables.flatMap(({ name, controller, leakRows, tableRows, persons }): TruthLine[] => {
    const overlap = report.overlaps.find(({ print }) => print.name === name);
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
