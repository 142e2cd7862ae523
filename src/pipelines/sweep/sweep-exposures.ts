import type { ExposureReport } from '../../reports/exposure.ts';
import type { EndpointRecord } from '../../store/watched.ts';
import { reportExposures } from '../exposures/report-exposures.ts';
import type { WatchContext } from './watch-context.ts';

/** What a sweep of an endpoint tells of its exposures, as they are known now: all that are open, and those closed since it began. */
export async function exposuresOf(
  { store, detectors }: Pick<WatchContext, 'store' | 'detectors'>,
  { id, name }: EndpointRecord,
  sweptAt: string,
): Promise<readonly ExposureReport[]> {
  const told = (await store.exposures.list(id)).filter(
    ({ state, closedAt }) => state === 'open' || (closedAt !== null && closedAt >= sweptAt),
  );
  return reportExposures(told, name, detectors);
}
