import { type HeldReport, reportsToErase } from '../cases/retention.ts';
import type { Store } from '../store/store.ts';

/** Erase the reports whose time is over: see reportsToErase. Gives their ids, so that it can be noted. */
export async function eraseOldReports(store: Store, days: number, nowMs: number): Promise<readonly string[]> {
  if (days === 0) return [];
  const held: HeldReport[] = [];
  for (const { id, createdAt } of await store.reports.list())
    held.push({ id, createdAt, isHeld: (await store.cases.holding('report', id)).length > 0 });
  const over = reportsToErase(held, days, nowMs);
  for (const id of over) await store.reports.erase(id);
  return over;
}
