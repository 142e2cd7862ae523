import { checkSource } from '../pipelines/check-suspect.ts';
import { estimateSource } from '../pipelines/estimate-file.ts';
import { addTable, refreshTable } from '../pipelines/fingerprint-table.ts';
import { sweepEndpoint } from '../pipelines/sweep/sweep-endpoint.ts';
import type { RunOptions } from '../reports/requests.ts';
import type { RunResult } from '../store/run-records.ts';
import { finishSweep } from './finish-sweep.ts';
import type { RunTask } from './run-messages.ts';
import type { CheckOrder, SweepOrder } from './run-queue.ts';
import type { RunWork } from './run-work.ts';

/**
 * Do what a run is to do, or what an attempt before left of it. What it makes is noted with the run in the transaction
 * that stores it: a snapshot, report or sweep that is there is not made again.
 * @throws what the pipelines throw @throws {RunLostError} another process has the run
 */
export async function performRun(work: RunWork, task: RunTask, run: RunOptions): Promise<RunResult> {
  const options = { ...run, hold: task.hold, isWatched: true };
  if (task.result === null) await make(work, task, options);
  const { result } = (await work.context.store.runs.find(task.hold.runId))!;
  // Asked of the store, not of the pipeline: this is what whoever goes on with it would find too.
  if (result === null) throw new Error(`run ${task.hold.runId} made something that it was not told`);
  if (task.order.kind === 'sweep') await finishSweep(work, task.order, task, result);
  return result;
}

async function make(work: RunWork, { order }: RunTask, run: RunOptions): Promise<void> {
  const { context } = work;
  switch (order.kind) {
    case 'check':
      return check(work, order, run);
    case 'table-add': {
      const { kind: _, ...request } = order;
      await addTable(context, request, order.source, run);
      return;
    }
    case 'table-refresh':
      await refreshTable(context, { name: order.name }, null, run);
      return;
    case 'sweep':
      return sweep(work, order, run);
  }
}

async function check({ context, suspects }: RunWork, order: CheckOrder, run: RunOptions): Promise<void> {
  const { suspect, against, keep, strict, estimateBytes } = order;
  const open = () => suspects.open(suspect, run.signal);
  const request = {
    strict,
    ...(against === undefined ? {} : { against }),
    ...(keep === undefined ? {} : { keep }),
  };
  if (estimateBytes === undefined) {
    await checkSource(context, open, request, run);
    return;
  }
  const estimate = estimateBytes === 0 ? {} : { bytes: estimateBytes };
  await estimateSource(context, open, { ...request, estimate }, run);
}

async function sweep({ context }: RunWork, { endpoint }: SweepOrder, run: RunOptions): Promise<void> {
  await sweepEndpoint(context, await context.store.endpoints.get(endpoint), null, run);
}
