import type { AlertDesk } from '../alerts/alert.ts';
import { storedReport } from '../pipelines/list-known.ts';
import { lastSweep } from '../pipelines/sweep/list-endpoints.ts';
import type { WatchContext } from '../pipelines/sweep/watch-context.ts';
import type { SweepReport } from '../reports/sweep.ts';
import type { RunRecord, RunResult } from '../store/run-records.ts';
import { alertsOfCheck, raiseAfterSweep } from './raise-alerts.ts';
import type { RunOrder } from './run-queue.ts';

/** What raising the alerts of runs needs. */
export interface RunAlertParts {
  readonly context: WatchContext;
  readonly desk: AlertDesk;
  /** Sweeps in a row that did not reach a server, from which it is told. */
  readonly afterFailures: number;
}

/** Raise what a run that succeeded calls for. May be called again for the same run: nothing is told twice. */
export async function raiseAfterRun(parts: RunAlertParts, run: RunRecord, result: RunResult): Promise<void> {
  const { context, desk, afterFailures } = parts;
  if (result.report !== undefined)
    await desk.raiseAll(alertsOfCheck(await storedReport(context.store, result.report)));
  const order = run.order as RunOrder;
  if (order.kind !== 'sweep' || result.sweep === undefined) return;
  const endpoint = await context.store.endpoints.find(order.endpoint);
  // Forgotten meanwhile: there is nothing left to look at.
  if (endpoint === null) return;
  const report = await lastSweep(context, endpoint.name);
  const swept = { endpoint: endpoint.name, report, failures: endpoint.failures, code: codeOf(report) };
  await raiseAfterSweep(desk, swept, afterFailures);
}

/** Raise what servers call for whose sweeps could not even begin: nobody else tells of them. */
export async function raiseFailing({ context, desk, afterFailures }: RunAlertParts): Promise<void> {
  for (const { name, failures } of await context.store.endpoints.list()) {
    if (failures < afterFailures) continue;
    await raiseAfterSweep(desk, { endpoint: name, report: null, failures, code: null }, afterFailures);
  }
}

/** Why a server was not reached, where its sweep has a code for it. */
function codeOf({ coverage }: SweepReport): string | null {
  const reasons = coverage.skipped.map(({ reason }) => reason);
  return reasons.find((reason) => /^RP_[A-Z_]+$/.test(reason)) ?? null;
}
