import { rowsInAny } from '../../fingerprints/overlap/combinations.ts';
import type { PrintKind } from '../../fingerprints/print/print.ts';
import type { Attribution } from '../reports/attribution.ts';
import type { Overlap } from '../reports/report.ts';
import type { Store } from '../store/store.ts';
import { assetGroups } from './asset-groups.ts';
import type { ComparedFile } from './compare-file.ts';
import { describeEndpoints } from './describe-endpoints.ts';
import { explainingAssets } from './explaining-assets.ts';
import type { LoadedPrint } from './load-prints.ts';
import { takenVersions } from './taken-versions.ts';
import { undeclaredColumns } from './undeclared-columns.ts';

/** What an attribution is made of. */
export interface AttributionParts {
  readonly store: Store;
  readonly prints: readonly LoadedPrint[];
  readonly compared: ComparedFile;
  /** In the order of the prints. */
  readonly overlaps: readonly Overlap[];
}

/** Say where a suspect came from, as far as sweeps saw; null where no file of a server was compared. */
export async function attributeSuspect(parts: AttributionParts): Promise<Attribution | null> {
  const { store, prints, overlaps, compared } = parts;
  const groups = assetGroups(prints);
  if (groups.length === 0) return null;
  const { survey, conclusion } = compared;
  const { combinations, rivalFits } = conclusion;
  const assets = placesOf(prints, 'asset');
  const tables = placesOf(prints, 'table');
  return {
    rowsOnNoServer: survey.rows - rowsInAny(combinations, assets),
    rowsOnServersOnly:
      rowsInAny(combinations, new Set([...assets, ...tables])) - rowsInAny(combinations, tables),
    ...explainingAssets(groups, overlaps, combinations, survey.rows),
    undeclaredColumns: await undeclaredColumns(store, groups, prints, overlaps),
    versions: takenVersions(groups, overlaps, rivalFits),
    endpoints: await describeEndpoints(store, groups, overlaps),
  };
}

function placesOf(prints: readonly LoadedPrint[], wanted: PrintKind): Set<number> {
  return new Set(prints.flatMap(({ kind }, at) => (kind === wanted ? [at] : [])));
}
