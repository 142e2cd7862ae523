import { reportItem } from '../cases/report-facts.ts';
import { storedReport } from '../pipelines/list-known.ts';
import type { RunRecord, RunResult } from '../store/run-records.ts';
import type { Store } from '../store/store.ts';
import type { RunOrder } from './run-queue.ts';

/**
 * Add the report of a check to the case that it was ordered for. May be called again for the same run: a report is in a
 * case once. A case that was erased or closed meanwhile takes none: the report is there without it.
 */
export async function joinCase(store: Store, run: RunRecord, result: RunResult): Promise<void> {
  const order = run.order as RunOrder;
  if (order.kind !== 'check' || order.caseId === undefined || result.report === undefined) return;
  const { caseId } = order;
  const current = await store.cases.find(caseId);
  if (current === null || current.state === 'closed') return;
  if (current.items.some(({ kind, ref }) => kind === 'report' && ref === result.report)) return;
  const item = reportItem(await storedReport(store, result.report));
  const { kind, ref, label } = item;
  await store.cases.change(caseId, null, () => ({
    addItem: item,
    entries: [{ by: run.createdBy, what: 'item-added', facts: { kind, ref, label } }],
  }));
}
