import type { DemoReport } from '../reports/demo-report.ts';
import type { RunOptions } from '../reports/requests.ts';
import type { TableReport } from '../reports/table-report.ts';
import { checkSuspect } from './check-suspect.ts';
import { addTable } from './fingerprint-table.ts';
import { listExposures } from './sweep/list-endpoints.ts';
import type { WatchContext } from './sweep/watch-context.ts';
import { type DemoServers, sweepDemo } from './sweep-demo.ts';
import { attributionBesideTruth, besideTruth, type DemoTruth } from './truth-lines.ts';

/** The demonstration's files, written already. */
export interface DemoFiles {
  readonly folder: string;
  readonly seed: number;
  readonly tables: readonly {
    readonly name: string;
    readonly controller: string;
    readonly source: string;
    /** Columns that extracts of it may hold. */
    readonly declared: readonly string[];
  }[];
  readonly leakPath: string;
  readonly servers: DemoServers;
  readonly truth: DemoTruth;
}

/**
 * `demo`: the main job on generated laboratories, and the truth beside what was found. Steps: fingerprint the tables ->
 * sweep the servers -> switch them off -> check the leak.
 */
export async function runDemo(
  context: WatchContext,
  files: DemoFiles,
  startedMs: number,
  run: RunOptions,
): Promise<DemoReport> {
  const tables: TableReport[] = [];
  for (const { name, controller, source, declared } of files.tables) {
    const request = { name, controller, source, fields: {}, ignoredColumns: [], force: false };
    tables.push(await addTable(context, { ...request, declaredColumns: declared }, source, run));
  }
  const sweeps = await sweepDemo(context, files.servers, run);
  const report = await checkSuspect(context, { file: files.leakPath }, run);
  return {
    schema: 'rowprint.demo/1',
    folder: files.folder,
    seed: files.seed,
    tables,
    sweeps,
    exposures: await listExposures(context, undefined),
    report,
    truth: besideTruth(report, files.truth),
    attributionTruth: attributionBesideTruth(report, files.truth.servers),
    elapsedMs: context.clock.nowMs() - startedMs,
  };
}
