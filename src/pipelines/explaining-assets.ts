import { binomialTail } from '../../fingerprints/estimate/binomial-tail.ts';
import {
  type Combination,
  createCombinationCounts,
  rowsInAny,
} from '../../fingerprints/overlap/combinations.ts';
import { smallestCover } from '../../fingerprints/overlap/smallest-cover.ts';
import type { AttributedAsset, ExplainingAssets, OtherAsset } from '../reports/attribution.ts';
import type { Overlap } from '../reports/report.ts';
import type { AssetGroup } from './asset-groups.ts';

/** What files of servers explain of a suspect. */
export interface Explained {
  readonly explainedBy: ExplainingAssets;
  readonly otherAssets: readonly OtherAsset[];
}

/** Fewer rows are never called an explanation, however few files were compared. */
const LEAST_ROWS = 3;
/** How often any file of all may be called an explanation by chance alone. */
const MOST_CHANCE = 0.01;

/**
 * The fewest files that hold what any file holds. A file is one source, whatever its versions and tables. Files whose
 * rows may all be chance matches are left out.
 */
export function explainingAssets(
  groups: readonly AssetGroup[],
  overlaps: readonly Overlap[],
  combinations: readonly Combination[],
  rows: number,
): Explained {
  const byAsset = combinationsOfAssets(groups, combinations);
  const leastRows = leastRowsOf(groups, overlaps, rows);
  const cover = smallestCover(byAsset, new Set(groups.keys()), leastRows);
  const chosen = new Set(cover.sources.map(({ source }) => source));
  const rowsOf = (asset: number): number => rowsInAny(byAsset, new Set([asset]));
  return {
    explainedBy: {
      assets: cover.sources.map(({ source, addedRows }) => ({
        ...attributedAsset(groups[source]!, overlaps),
        rows: rowsOf(source),
        addedRows,
      })),
      rows: cover.rows,
      share: rows === 0 ? 0 : cover.rows / rows,
      method: cover.method,
    },
    otherAssets: groups
      .map((group, at) => ({ at, group, found: chosen.has(at) ? 0 : rowsOf(at) }))
      .filter(({ at, found }) => found >= leastRows(at))
      .sort((a, b) => b.found - a.found)
      .map(({ group, found }) => ({
        ...attributedAsset(group, overlaps),
        rows: found,
        share: found / rows,
      })),
  };
}

/** A file as attributions name it: with the print that holds most of the suspect. */
export function attributedAsset(
  { endpoint, asset, prints }: AssetGroup,
  overlaps: readonly Overlap[],
): AttributedAsset {
  const best = prints.reduce((most, at) =>
    overlaps[at]!.rows.present > overlaps[most]!.rows.present ? at : most,
  );
  return { print: overlaps[best]!.print.id, endpoint: endpoint.name, path: asset.path };
}

function combinationsOfAssets(
  groups: readonly AssetGroup[],
  combinations: readonly Combination[],
): readonly Combination[] {
  const assetsOf = new Map<number, number[]>();
  for (const [asset, { prints }] of groups.entries())
    for (const print of prints) assetsOf.set(print, [...(assetsOf.get(print) ?? []), asset]);
  const counts = createCombinationCounts();
  for (const { prints, rows } of combinations) {
    const assets = new Set(prints.flatMap((print) => assetsOf.get(print) ?? []));
    counts.add(
      [...assets].sort((a, b) => a - b),
      rows,
    );
  }
  return counts.combinations();
}

/** The fewest rows of each file that chance alone would hardly bring together in any of them. */
function leastRowsOf(
  groups: readonly AssetGroup[],
  overlaps: readonly Overlap[],
  rows: number,
): (asset: number) => number {
  const chance = MOST_CHANCE / Math.max(1, groups.length);
  return (asset) => {
    const expected = groups[asset]!.prints.reduce((sum, at) => sum + overlaps[at]!.expectedByChance, 0);
    const share = rows === 0 ? 0 : Math.min(1, expected / rows);
    let least = Math.max(LEAST_ROWS, Math.ceil(expected));
    while (least <= rows && binomialTail(least, rows, share) > chance) least++;
    return least;
  };
}
