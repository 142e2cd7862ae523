import { isVisible } from '../../../cases/part.ts';
import { reportFacts, reportItem } from '../../../cases/report-facts.ts';
import { UsageError } from '../../../core/errors.ts';
import { storedReport } from '../../../pipelines/list-known.ts';
import type { Report } from '../../../reports/report.ts';
import type { CaseItem } from '../../../store/case-records.ts';
import { NotFoundError } from '../../api-errors.ts';
import type { CaseDesk } from './case-desk.ts';

/** Something that may be added to a case. */
export type NewItem = Omit<CaseItem, 'addedAt'>;

/**
 * A report that the actor may see. One without people of any controller is everybody's.
 * @throws {NotFoundError} there is none, or not for this actor
 */
export async function seenReport({ parts, actor }: CaseDesk, id: string): Promise<Report> {
  const report = await storedReport(parts.watch.store, id).catch((failure: unknown) => {
    if (failure instanceof UsageError) throw noSuch('report');
    throw failure;
  });
  const item = { kind: 'report', ref: id, label: '', addedAt: '', facts: reportFacts(report) } as const;
  if (report.id !== id || !isVisible({ items: [item], figures: [] }, actor.controllers))
    throw noSuch('report');
  return report;
}

/** What is to be added, looked up and named. @throws {NotFoundError} */
export async function itemFor(
  desk: CaseDesk,
  { kind, ref }: { readonly kind: CaseItem['kind']; readonly ref: string },
): Promise<NewItem> {
  if (kind === 'report') return reportItem(await seenReport(desk, ref));
  const { parts, actor } = desk;
  const { store } = parts.watch;
  if (kind === 'endpoint') {
    const endpoint = await store.endpoints.find(ref);
    // Files of several controllers lie on a server: who sees some of them only does not name it.
    if (endpoint === null || actor.controllers !== null) throw noSuch('endpoint');
    return { kind, ref: endpoint.name, label: endpoint.name, facts: {} };
  }
  const name = (await parts.uploadedName?.(ref, actor)) ?? (await store.suspects.find(ref))?.name;
  if (name === undefined) throw noSuch('suspect');
  return { kind, ref, label: name, facts: {} };
}

function noSuch(kind: string): NotFoundError {
  return new NotFoundError(`there is no such ${kind}, or it may not be seen`);
}
