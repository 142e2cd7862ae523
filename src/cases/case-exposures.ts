import type { CaseHead } from '../store/case-records.ts';
import type { Store } from '../store/store.ts';
import { type CaseExposure, factsOfReports } from './propose.ts';

/** What is, or was, open on the servers of a case: those that belong to it, and those its reports found rows on. */
export async function exposuresOf(
  { endpoints, exposures }: Pick<Store, 'endpoints' | 'exposures'>,
  { items }: Pick<CaseHead, 'items'>,
): Promise<readonly CaseExposure[]> {
  const own = items.filter(({ kind }) => kind === 'endpoint').map(({ ref }) => ref);
  const names = new Set([...own, ...factsOfReports(items).flatMap((facts) => facts.endpoints)]);
  const found: CaseExposure[] = [];
  for (const name of names) {
    const endpoint = await endpoints.find(name);
    if (endpoint === null) continue;
    for (const { code } of await exposures.list(endpoint.id)) found.push({ endpoint: name, code });
  }
  return found;
}
