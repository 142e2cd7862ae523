import { type HeldReport, reportsToErase } from '../cases/retention.ts';
import { CaseConflictError } from '../store/case-errors.ts';
import type { Store } from '../store/store.ts';

/** Erase the reports whose time is over: see reportsToErase. Gives their ids, so that it can be noted. */
export async function eraseOldReports(store: Store, days: number, nowMs: number): Promise<readonly string[]> {
  if (days === 0) return [];
  const held: HeldReport[] = [];
  for (const { id, createdAt } of await store.reports.list())
    held.push({ id, createdAt, isHeld: (await store.cases.holding('report', id)).length > 0 });
  const over = reportsToErase(held, days, nowMs);
  const erased: string[] = [];
  for (const id of over) if (await isErased(store, id)) erased.push(id);
  return erased;
}

async function isErased({ reports }: Store, id: string): Promise<boolean> {
  try {
    await reports.erase(id);
    return true;
  } catch (failure) {
    // A case was given it a moment ago: then it stays.
    if (failure instanceof CaseConflictError) return false;
    throw failure;
  }
}
