import { rowsInAny } from '../../fingerprints/overlap/combinations.ts';
import type { AttributedEndpoint } from '../reports/attribution.ts';
import type { Overlap } from '../reports/report.ts';
import type { SweepReport } from '../reports/sweep.ts';
import type { Store } from '../store/store.ts';
import type { EndpointRecord } from '../store/watched.ts';
import type { AssetGroup } from './asset-groups.ts';
import type { ComparedFile } from './compare-file.ts';
import type { KnownPrint, LoadedPrint } from './load-prints.ts';

/** An endpoint and the places of its files' prints. */
export interface EndpointGroup {
  readonly id: string;
  readonly name: string;
  readonly prints: readonly number[];
}

/** The prints by the endpoint that they are from; a file that lies on two servers is with both. */
export function endpointGroups(known: readonly KnownPrint[]): EndpointGroup[] {
  const groups = new Map<string, { id: string; name: string; prints: number[] }>();
  for (const [at, { places }] of known.entries())
    for (const { endpoint } of places) {
      const group = groups.get(endpoint.id) ?? { id: endpoint.id, name: endpoint.name, prints: [] };
      if (!group.prints.includes(at)) group.prints.push(at);
      groups.set(endpoint.id, group);
    }
  return [...groups.values()];
}

/**
 * The overlap of a suspect with an endpoint, as the union of its files: rows of the suspect count once, in however many
 * files and versions they are. The other way round each file counts in the version of which most is in the suspect.
 */
export function endpointOverlap(
  group: EndpointGroup,
  at: number,
  prints: readonly LoadedPrint[],
  overlaps: readonly Overlap[],
  { survey, conclusion }: ComparedFile,
): Overlap {
  const present = rowsInAny(conclusion.combinations, new Set(group.prints));
  const share = survey.rows === 0 ? 0 : present / survey.rows;
  const best = bestVersions(group, prints, overlaps);
  const total = best.reduce((sum, { reverse }) => sum + reverse.total, 0);
  const found = best.reduce((sum, { reverse }) => sum + reverse.present, 0);
  return {
    print: {
      id: group.id,
      kind: 'endpoint',
      name: group.name,
      controller: null,
      snapshotAt:
        best
          .map(({ print }) => print.snapshotAt)
          .sort()
          .at(-1) ?? '',
    },
    rows: {
      total: survey.rows,
      present,
      household: Math.max(0, ...best.map(({ rows }) => rows.household)),
      share,
      interval: [share, share],
      method: 'exact',
    },
    reverse: { total, present: found, share: total === 0 ? 0 : found / total },
    persons: conclusion.groupPersons[at]!,
    expectedByChance: best.reduce((sum, one) => sum + one.expectedByChance, 0),
    columns: best[0]?.columns ?? [],
  };
}

/** One overlap for each table of each file of the endpoint, most rows first. */
function bestVersions(
  { id, prints: places }: EndpointGroup,
  prints: readonly LoadedPrint[],
  overlaps: readonly Overlap[],
): Overlap[] {
  const best = new Map<string, { overlap: Overlap; versionId: string; section: number }>();
  for (const at of places)
    for (const { endpoint, asset, version } of prints[at]!.places) {
      if (endpoint.id !== id) continue;
      // A file with several tables has a print of each.
      const section = version.printIds.indexOf(prints[at]!.reference.id);
      const key = `${asset.id} ${section}`;
      const known = best.get(key);
      if (known === undefined || overlaps[at]!.reverse.present > known.overlap.reverse.present)
        best.set(key, { overlap: overlaps[at]!, versionId: version.id, section });
    }
  return [...best.values()].map(({ overlap }) => overlap).sort((a, b) => b.rows.present - a.rows.present);
}

/** Of fewer rows it is not said that the files which hold them are gone. */
const LEAST_ROWS = 3;

/** What has to be known of each endpoint to judge what was found there. Nothing is contacted. */
export async function describeEndpoints(
  store: Store,
  groups: readonly AssetGroup[],
  overlaps: readonly Overlap[],
): Promise<AttributedEndpoint[]> {
  const described: AttributedEndpoint[] = [];
  for (const endpoint of await store.endpoints.list()) {
    const own = groups.filter((group) => group.endpoint.id === endpoint.id);
    described.push({ ...(await lastSweepOf(store, endpoint)), ...placeOf(endpoint, own, overlaps) });
  }
  return described;
}

function placeOf(
  { name, url }: EndpointRecord,
  groups: readonly AssetGroup[],
  overlaps: readonly Overlap[],
): Pick<AttributedEndpoint, 'name' | 'url' | 'filesCompared' | 'isGone'> {
  const holding = groups.filter(({ prints }) =>
    prints.some((at) => overlaps[at]!.rows.present >= LEAST_ROWS),
  );
  return {
    name,
    url,
    filesCompared: groups.length,
    isGone: holding.length > 0 && holding.every(({ asset }) => asset.goneAt !== null),
  };
}

async function lastSweepOf(
  { sweeps }: Store,
  { id }: EndpointRecord,
): Promise<Pick<AttributedEndpoint, 'lastSweptAt' | 'wasReached' | 'wasReadWhole' | 'partsNotRead'>> {
  const visits = await sweeps.list(id);
  const last = visits.findLast(({ endedAt }) => endedAt !== null);
  const isLastEnded = visits.at(-1)?.id === last?.id;
  const summary = last?.summary as SweepReport | undefined;
  return {
    lastSweptAt: last?.startedAt ?? null,
    wasReached: summary?.isReached === true,
    wasReadWhole: isLastEnded && summary?.isReached === true && summary.coverage?.complete === true,
    partsNotRead: summary?.coverage?.skipped.length ?? 0,
  };
}
