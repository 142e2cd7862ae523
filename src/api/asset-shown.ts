import type { AssetComparison, AssetFacts } from '../reports/sweep.ts';
import type { KnownAssetRecord } from '../store/watched.ts';
import type { Sight } from './sight.ts';

/** What a print is called. */
export interface PrintName {
  readonly kind: 'table' | 'suspect';
  readonly name: string;
  readonly controller: string | null;
}

/** A file of a server as the API shows it, with the overlaps that somebody sees, most rows first. */
export function assetShown(
  { asset, version, comparisons }: KnownAssetRecord,
  names: ReadonlyMap<string, PrintName>,
  sight: Sight,
) {
  const facts = version === null ? null : (version.facts as AssetFacts);
  const { path, bytes, modifiedAt, firstSeenAt, lastSeenAt, goneAt, state, reason } = asset;
  return {
    path,
    bytes,
    modifiedAt,
    firstSeenAt,
    lastSeenAt,
    goneAt,
    state,
    reason,
    rows: facts?.rows ?? null,
    format: facts?.format ?? null,
    overlaps: comparisons
      .flatMap(({ printId, result }) => {
        const print = names.get(printId);
        const { rows, persons } = result as AssetComparison;
        if (print === undefined || rows.present === 0 || !isSeen(print, sight)) return [];
        return [{ print: printId, name: print.name, rows: rows.present, persons }];
      })
      .sort((a, b) => b.rows - a.rows),
  };
}

function isSeen(print: PrintName, sight: Sight): boolean {
  return !sight.isLimited || (print.kind === 'table' && sight.seesTable(print));
}
