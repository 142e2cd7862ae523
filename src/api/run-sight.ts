import type { Actor } from '../access/actor.ts';
import type { RunRecord } from '../store/run-records.ts';
import type { RunFilter } from '../store/run-store.ts';

/** Whether somebody sees a run: who is limited to controllers sees those of their tables, and their own checks. */
export function seesRun({ controllers, id }: Actor, run: RunRecord): boolean {
  if (controllers === null) return true;
  if (run.controller !== null) return controllers.includes(run.controller);
  return run.kind === 'check' && run.createdById === id;
}

/** The same as a filter of the store. */
export function visibleRuns({ controllers, id }: Actor): Pick<RunFilter, 'visibleTo'> {
  return controllers === null ? {} : { visibleTo: { controllers, userId: id } };
}
