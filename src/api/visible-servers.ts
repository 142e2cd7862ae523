import { severityRank } from '../core/severity.ts';
import type { WatchContext } from '../pipelines/sweep/watch-context.ts';
import type { EndpointSummary } from '../reports/endpoint.ts';
import type { ExposureReport } from '../reports/exposure.ts';
import type { AssetComparison, SweepReport } from '../reports/sweep.ts';
import type { KnownAssetRecord } from '../store/watched.ts';
import type { Sight } from './sight.ts';
import type { Unchanged } from './unchanged.ts';

/** A table that prints are of. */
interface TableName {
  readonly name: string;
  readonly controller: string | null;
}

/** Files of one endpoint that hold rows of tables: by path, also of those that are gone. */
export type Holdings = ReadonlyMap<
  string,
  { readonly isGone: boolean; readonly tables: readonly TableName[] }
>;

/** The tables by the ids of their prints. */
export async function tablesByPrint({ store }: WatchContext): Promise<ReadonlyMap<string, TableName>> {
  const [tables, prints] = await Promise.all([store.tables.list(), store.prints.list({ kind: 'table' })]);
  const byId = new Map(tables.map((table) => [table.id, table]));
  return new Map(
    prints.flatMap(({ id, subjectId }) => {
      const table = byId.get(subjectId);
      return table === undefined ? [] : [[id, table] as const];
    }),
  );
}

/** What the files of an endpoint hold. Reads all of them: kept until something changes. */
export function holdingsOf(watch: WatchContext, unchanged: Unchanged, endpointId: string): Promise<Holdings> {
  return unchanged(`holdings ${endpointId}`, async () => {
    const byPrint = await tablesByPrint(watch);
    const holdings = new Map<string, { isGone: boolean; tables: readonly TableName[] }>();
    for await (const known of watch.store.assets.eachKnown(endpointId)) {
      const tables = tablesIn(known, byPrint);
      if (tables.length > 0) holdings.set(known.asset.path, { isGone: known.asset.goneAt !== null, tables });
    }
    return holdings;
  });
}

/** Tables of which rows were found in a file. */
export function tablesIn(
  { comparisons }: KnownAssetRecord,
  byPrint: ReadonlyMap<string, TableName>,
): readonly TableName[] {
  return comparisons.flatMap(({ printId, result }) => {
    const table = byPrint.get(printId);
    return table !== undefined && (result as AssetComparison).rows.present > 0 ? [table] : [];
  });
}

/** Paths of the files in which somebody sees rows of theirs. */
export function pathsSeen(holdings: Holdings, sight: Sight): ReadonlySet<string> {
  return new Set([...holdings].flatMap(([path, { tables }]) => (tables.some(sight.seesTable) ? [path] : [])));
}

/** An endpoint as somebody sees it who is limited: with their files and exposures alone. */
export function visibleEndpoint(
  endpoint: EndpointSummary,
  holdings: Holdings,
  sight: Sight,
  exposures: readonly ExposureReport[],
): EndpointSummary {
  const seen = [...pathsSeen(holdings, sight)];
  const gone = seen.filter((path) => holdings.get(path)?.isGone === true).length;
  const open = exposures.filter(({ state }) => state === 'open');
  const worst = open.map(({ severity }) => severity).sort((a, b) => severityRank(b) - severityRank(a))[0];
  return {
    ...endpoint,
    assets: seen.length - gone,
    gone,
    openExposures: open.length,
    worstSeverity: worst ?? null,
  };
}

/** Exposures of files that hold rows of theirs, without what is told of other tables; those of the server as a whole too. */
export function visibleExposures(
  exposures: readonly ExposureReport[],
  holdings: Holdings,
  sight: Sight,
): readonly ExposureReport[] {
  const seen = pathsSeen(holdings, sight);
  if (seen.size === 0) return [];
  return exposures
    .filter(({ path }) => path === null || seen.has(path))
    .map((exposure) => ({ ...exposure, evidence: visibleEvidence(exposure, holdings, sight) }));
}

/** A sweep as somebody sees it who is limited: the visit, their files, and the overlaps with their tables. */
export function visibleSweep(sweep: SweepReport, holdings: Holdings, sight: Sight): SweepReport {
  const seen = pathsSeen(holdings, sight);
  return {
    ...sweep,
    assets: sweep.assets.filter(({ path }) => seen.has(path)),
    exposures: visibleExposures(sweep.exposures, holdings, sight),
    coverage: { ...sweep.coverage, skipped: sweep.coverage.skipped.filter(({ what }) => seen.has(what)) },
    overlaps: sweep.overlaps.filter(({ print }) => print.kind === 'table' && sight.seesTable(print)),
  };
}

/** Sums over several tables go where one of these is somebody else's. */
const SUMS = ['tableCount', 'persons', 'personsAtMost'];

function visibleEvidence(
  { path, evidence }: ExposureReport,
  holdings: Holdings,
  sight: Sight,
): ExposureReport['evidence'] {
  const hidden = [...new Set([...holdings.values()].flatMap(({ tables }) => tables))].filter(
    (table) => !sight.seesTable(table),
  );
  const isShared = path === null ? hidden.length > 0 : !holdings.get(path)!.tables.every(sight.seesTable);
  if (!isShared) return evidence;
  const names = hidden.flatMap(({ name, controller }) => (controller === null ? [name] : [name, controller]));
  const tellsOthers = (fact: unknown) => names.some((name) => JSON.stringify(fact).includes(name));
  return Object.fromEntries(
    Object.entries(evidence)
      .filter(([name]) => !SUMS.includes(name))
      .map(([name, fact]) => [name, Array.isArray(fact) ? fact.filter((one) => !tellsOthers(one)) : fact])
      .filter(([, fact]) => !tellsOthers(fact ?? '')),
  );
}
