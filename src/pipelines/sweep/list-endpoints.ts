import { UsageError } from '../../core/errors.ts';
import { severityRank } from '../../core/severity.ts';
import type { EndpointSummary, MandateSummary } from '../../reports/endpoint.ts';
import type { ExposureReport } from '../../reports/exposure.ts';
import type { SweepReport } from '../../reports/sweep.ts';
import type { EndpointRecord, SweepRecord } from '../../store/watched.ts';
import { reportExposures } from '../exposures/report-exposures.ts';
import { sweptAssets } from './observe-assets.ts';
import { exposuresOf } from './sweep-exposures.ts';
import { describeAsset } from './sweep-report.ts';
import type { WatchContext } from './watch-context.ts';

/** The mandates, by target. */
export async function listMandates({
  store,
  clock,
}: Pick<WatchContext, 'store' | 'clock'>): Promise<readonly MandateSummary[]> {
  const today = new Date(clock.nowMs()).toISOString().slice(0, 10);
  return (await store.mandates.list()).map(({ target, owner, reference, until }) => ({
    target,
    owner,
    reference,
    until,
    holds: until >= today,
  }));
}

/** The registered endpoints, by name. */
export async function listEndpoints(context: WatchContext): Promise<readonly EndpointSummary[]> {
  const endpoints = await context.store.endpoints.list();
  return Promise.all(endpoints.map((endpoint) => summarise(context, endpoint)));
}

/** One endpoint for a list. */
export async function summarise({ store }: WatchContext, endpoint: EndpointRecord): Promise<EndpointSummary> {
  const { name, url, options, nextDueAt, id } = endpoint;
  const last = await store.sweeps.lastEnded(id);
  const { here, gone } = await store.assets.count(id);
  const open = (await store.exposures.list(id)).filter(({ state }) => state === 'open');
  const worst = open.reduce<string | null>(
    (found, { severity }) =>
      found === null || severityRank(severity) > severityRank(found) ? severity : found,
    null,
  );
  const { schedule } = options;
  return {
    name,
    url,
    schedule: schedule === null ? null : { cron: schedule.cron, timeZone: schedule.timeZone },
    nextDueAt,
    lastSweptAt: last?.startedAt ?? null,
    wasReached: last === null ? null : (last.summary as SweepReport).isReached,
    assets: here,
    gone,
    openExposures: open.length,
    worstSeverity: worst,
  };
}

/** The last sweep of an endpoint that ended, with its files and exposures as they are known now. @throws {UsageError} none ended yet */
export async function lastSweep(context: WatchContext, name: string): Promise<SweepReport> {
  const endpoint = await context.store.endpoints.get(name);
  const last = await lastEnded(context, endpoint);
  const assets = [];
  for await (const one of sweptAssets(context, endpoint.id, last.startedAt)) assets.push(describeAsset(one));
  const exposures = await exposuresOf(context, endpoint, last.startedAt);
  return { ...(last.summary as SweepReport), assets, exposures };
}

/** Requests and replies of the last sweep that ended. @throws {UsageError} none ended yet */
export async function lastTranscript(context: WatchContext, name: string): Promise<readonly string[]> {
  const last = await lastEnded(context, await context.store.endpoints.get(name));
  return context.store.sweeps.transcript(last.id);
}

/** Exposures of one endpoint or of all, the worst first. @throws {UsageError} no such endpoint */
export async function listExposures(
  context: WatchContext,
  name: string | undefined,
): Promise<readonly ExposureReport[]> {
  const { store, detectors } = context;
  const endpoints = name === undefined ? await store.endpoints.list() : [await store.endpoints.get(name)];
  const reports = await Promise.all(
    endpoints.map(async (endpoint) =>
      reportExposures(await store.exposures.list(endpoint.id), endpoint.name, detectors),
    ),
  );
  return reports.flat().sort((a, b) => severityRank(b.severity) - severityRank(a.severity));
}

async function lastEnded({ store }: WatchContext, { id, name }: EndpointRecord): Promise<SweepRecord> {
  const last = await store.sweeps.lastEnded(id);
  if (last === null) throw new UsageError(`no sweep of ${name} has ended yet: run \`rowprint scan ${name}\``);
  return last;
}
