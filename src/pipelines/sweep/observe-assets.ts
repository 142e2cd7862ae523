import type { AssetObservation, AssetOverlap } from '../../../scanners/exposure.ts';
import type { AssetComparison, AssetFacts } from '../../reports/sweep.ts';
import type { AssetRecord, VersionRecord } from '../../store/watched.ts';
import type { KnownPrint } from '../load-prints.ts';
import type { WatchContext } from './watch-context.ts';

/** An asset of a sweep with all that is known of its content. */
export interface KnownAsset {
  readonly asset: AssetRecord;
  /** Null where it was never read. */
  readonly version: VersionRecord | null;
  readonly comparisons: readonly { readonly printId: string; readonly result: AssetComparison }[];
}

/** The assets of an endpoint that a sweep saw, by path. */
export async function* sweptAssets(
  { store }: WatchContext,
  endpointId: string,
  sweptAt: string,
): AsyncGenerator<KnownAsset> {
  for await (const { asset, version, comparisons } of store.assets.eachKnown(endpointId)) {
    if (asset.goneAt !== null || asset.lastSeenAt < sweptAt) continue;
    const compared = comparisons.map(({ printId, result }) => ({
      printId,
      result: result as AssetComparison,
    }));
    yield { asset, version, comparisons: compared };
  }
}

/** An asset as detectors see it: words and counts. */
export function observe(
  { asset, version, comparisons }: KnownAsset,
  known: ReadonlyMap<string, KnownPrint>,
): AssetObservation {
  const facts = version === null ? null : (version.facts as AssetFacts);
  return {
    path: asset.path,
    state: asset.state ?? 'skipped',
    bytes: asset.bytes ?? version?.bytes ?? null,
    modifiedAt: asset.modifiedAt ?? version?.modifiedAt ?? null,
    firstSeenAt: asset.firstSeenAt,
    encryption: facts === null ? undefined : facts.encryption,
    format: facts?.format ?? null,
    rows: facts?.rows ?? null,
    isPartlyRead: facts?.coverage?.complete === false || facts?.estimate !== undefined,
    columns: facts?.sections.flatMap(({ columns }) => columns.filter(({ filled }) => filled > 0)) ?? [],
    overlaps: withUndeclared(
      comparisons.flatMap(({ printId, result }) => {
        const print = known.get(printId);
        return print === undefined ? [] : [overlapOf(print, result)];
      }),
      facts?.rows ?? 0,
    ),
  };
}

/** From this share of its rows on, a file is an extract of a table, and not one that shares some people with it. */
const LEAST_EXTRACT_SHARE = 0.2;

/** A column is over-extracted only where it is in the declared list of none of the tables that the file is an extract of. */
function withUndeclared(overlaps: readonly AssetOverlap[], rows: number): AssetOverlap[] {
  const isExtract = ({ kind, rowsPresent }: AssetOverlap): boolean =>
    kind === 'table' && rowsPresent > 0 && rowsPresent >= rows * LEAST_EXTRACT_SHARE;
  const lists = overlaps.filter(isExtract).map(({ undeclaredColumns }) => undeclaredColumns);
  const inNone = (lists[0] ?? []).filter((column) => lists.every((list) => list.includes(column)));
  return overlaps.map((overlap) => ({ ...overlap, undeclaredColumns: isExtract(overlap) ? inNone : [] }));
}

function overlapOf({ record, name, controller }: KnownPrint, result: AssetComparison): AssetOverlap {
  return {
    kind: record.kind === 'suspect' ? 'suspect' : 'table',
    name,
    controller,
    rowsPresent: result.rows.present,
    printRows: result.reverse.total,
    printRowsFound: result.reverse.present,
    persons: result.persons,
    expectedByChance: result.expectedByChance,
    columns: result.columns
      .filter(({ compared, agreeing }) => compared > 0 && agreeing >= compared / 2)
      .map(({ column }) => column),
    undeclaredColumns: result.undeclaredColumns,
  };
}
