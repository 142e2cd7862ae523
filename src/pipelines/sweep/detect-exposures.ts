import type { AssetObservation } from '../../../scanners/exposure.ts';
import type { ExposureReport } from '../../reports/exposure.ts';
import type { SweepReport } from '../../reports/sweep.ts';
import type { SweepRecord } from '../../store/watched.ts';
import { reportExposures } from '../exposures/report-exposures.ts';
import { runDetectors } from '../exposures/run-detectors.ts';
import { settleExposures } from '../exposures/settle-exposures.ts';
import type { AssetCounts } from './count-assets.ts';
import type { Listing } from './list-assets.ts';
import { observe, sweptAssets } from './observe-assets.ts';
import type { ListedChanges, Sweeping } from './sweeping.ts';

/** Run the detectors over a sweep and go on with the life of its endpoint's exposures. Gives all that are open, and those closed now. */
export async function detectExposures(
  sweeping: Sweeping,
  listing: Listing & ListedChanges,
  { added, changed }: AssetCounts,
): Promise<readonly ExposureReport[]> {
  const { context, endpoint, visit, run } = sweeping;
  const { exposures } = context.store;
  const before = await exposures.list(endpoint.id);
  const open = before.filter(({ state }) => state === 'open');
  const paths = new Set(open.flatMap(({ path }) => (path === null ? [] : [path])));
  const detected = await runDetectors(
    context.detectors,
    {
      nowMs: context.clock.nowMs(),
      server: visit.observations(),
      listingIsComplete: listing.isComplete,
      staleAfterDays: endpoint.options.staleAfterDays ?? context.sweepSettings.staleAfterDays,
      extractsEndAt: endpoint.options.extractsEndAt,
      certificateWarningDays: context.sweepSettings.certificateWarningDays,
      previous: await previousSweep(sweeping),
      changes: { added, changed, gone: listing.gone },
    },
    observed(sweeping),
    paths,
    run.signal,
  );
  const settled = settleExposures({
    endpointId: endpoint.id,
    before,
    findings: context.combineSeverity(detected.findings),
    rulesOut: detected.rulesOut,
    nowIso: new Date(context.clock.nowMs()).toISOString(),
    newId: () => exposures.newId(),
  });
  const written = settled.map(({ record }) => record);
  await exposures.put(written);
  const ids = new Set(written.map(({ id }) => id));
  const told = [...written, ...open.filter(({ id }) => !ids.has(id))];
  return reportExposures(told, endpoint.name, context.detectors);
}

async function* observed({ context, endpoint, sweep, known }: Sweeping): AsyncGenerator<AssetObservation> {
  const byId = new Map(known.map((print) => [print.record.id, print]));
  for await (const asset of sweptAssets(context, endpoint.id, sweep.startedAt)) yield observe(asset, byId);
}

async function previousSweep({ context, endpoint, sweep }: Sweeping) {
  const ended = (await context.store.sweeps.list(endpoint.id)).filter(
    ({ id, endedAt, summary }) => id !== sweep.id && endedAt !== null && wasReached(summary),
  );
  const last: SweepRecord | undefined = ended.at(-1);
  if (last === undefined) return null;
  const { server, counts } = last.summary as SweepReport;
  return {
    at: last.startedAt,
    software: server.software,
    certificateSha256: server.certificateSha256,
    assets: counts.listed,
  };
}

function wasReached(summary: unknown): boolean {
  return (summary as SweepReport | null)?.isReached === true;
}
