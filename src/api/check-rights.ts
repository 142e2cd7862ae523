import { type Actor, includesRole } from '../access/actor.ts';
import { isVisible, isWhole } from '../cases/part.ts';
import type { StoredReport } from '../pipelines/stored-report.ts';
import type { Store } from '../store/store.ts';
import type { SeenReport } from '../store/suspect-file-records.ts';
import { ForbiddenError, NotFoundError } from './api-errors.ts';
import { sightOf } from './sight.ts';
import { visiblePart } from './visible-part.ts';

/** What of a check may be somebody else's. */
export interface CheckWish {
  readonly against?: readonly string[] | undefined;
  readonly keep?: string | undefined;
  readonly case?: string | undefined;
}

/**
 * Let a check be ordered only where who asks could do by hand what it does at its end: add to the case, name the tables,
 * keep a print. @throws {ForbiddenError} {NotFoundError}
 */
export async function requireMayCheck(store: Store, actor: Actor, wish: CheckWish): Promise<void> {
  if (wish.case !== undefined) await requireCase(store, actor, wish.case);
  if (actor.controllers === null) return;
  // Its rows may be anybody's, and its name is one for all.
  if (wish.keep !== undefined)
    throw new ForbiddenError('a kept suspect is of all controllers: ask somebody who sees all of them');
  if (wish.against !== undefined) await requireTables(store, actor, wish.against);
}

/** Those of the reports that somebody may know of. */
export async function knownReports(
  store: Store,
  actor: Actor,
  reports: readonly SeenReport[],
): Promise<readonly SeenReport[]> {
  if (actor.controllers === null) return reports;
  const sight = sightOf(actor);
  const known: SeenReport[] = [];
  for (const seen of reports) {
    const record = await store.reports.find(seen.id);
    if (record !== null && visiblePart((record.report as StoredReport).report, sight) !== null)
      known.push(seen);
  }
  return known;
}

async function requireCase(store: Store, { role, controllers }: Actor, id: string): Promise<void> {
  if (!includesRole(role, 'responder'))
    throw new ForbiddenError('adding to a case needs the role responder: ask an admin, or check without it');
  const record = await store.cases.find(id);
  if (record === null || !isVisible(record, controllers)) throw new NotFoundError('there is no such case');
  if (!isWhole(record, controllers))
    throw new ForbiddenError('this case concerns more than you may see: ask somebody who sees all of it');
}

async function requireTables(store: Store, actor: Actor, names: readonly string[]): Promise<void> {
  const sight = sightOf(actor);
  for (const name of names) {
    const table = await store.tables.find(name);
    if (table === null || !sight.seesTable(table)) throw new NotFoundError('there is no table of that name');
  }
}
