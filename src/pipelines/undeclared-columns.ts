import type { AttributedAsset, UndeclaredColumn } from '../reports/attribution.ts';
import type { ColumnOverlap, Overlap } from '../reports/report.ts';
import type { Store } from '../store/store.ts';
import { printColumnName } from './assemble-report.ts';
import type { AssetGroup } from './asset-groups.ts';
import { attributedAsset } from './explaining-assets.ts';
import type { LoadedPrint } from './load-prints.ts';

/** A column agrees that does so in half of the rows at least; below, it is another column with common values. */
const LEAST_AGREEING = 0.5;
const LEAST_COMPARED = 5;
/** Below (sex, flags, a state with eight values) any column of such values agrees with any other by chance. */
const LEAST_BITS = 3;

/** A column of a print that agrees with one of the suspect. */
interface Agreeing extends ColumnOverlap {
  /** Made of two others, which stand for it. */
  readonly isDerived: boolean;
  readonly bits: number;
}

/**
 * Columns that stand in the suspect and on a server, and in the declared list of no table. Where no row of the suspect is
 * in a table, nothing can be said of its columns: none.
 */
export async function undeclaredColumns(
  store: Store,
  groups: readonly AssetGroup[],
  prints: readonly LoadedPrint[],
  overlaps: readonly Overlap[],
): Promise<UndeclaredColumn[]> {
  const tables = prints.flatMap(({ kind }, at) =>
    kind === 'table' && overlaps[at]!.rows.present >= LEAST_COMPARED ? [at] : [],
  );
  if (tables.length === 0) return [];
  const declared = new Map((await store.tables.list()).map(({ name, options }) => [name, options.declared]));
  const found = new Map<number, UndeclaredColumn>();
  for (const group of groups)
    for (const at of group.prints)
      for (const column of agreeingColumns(prints[at]!, overlaps[at]!)) {
        if (column.isDerived || column.bits < LEAST_BITS) continue;
        const own = tables.flatMap((table) => sameColumn(prints[table]!, overlaps[table]!, column.index));
        const isDeclared = own.some(
          ({ name, column: of, isDerived }) => isDerived || (declared.get(name)?.includes(of) ?? true),
        );
        if (isDeclared) continue;
        const asset = attributedAsset(group, overlaps);
        found.set(column.index, withAsset(found.get(column.index), column, asset, own[0]));
      }
  return [...found.values()].sort((a, b) => a.index - b.index);
}

function withAsset(
  known: UndeclaredColumn | undefined,
  { index, header, field, column }: ColumnOverlap,
  asset: AttributedAsset,
  own: { readonly name: string; readonly column: string } | undefined,
): UndeclaredColumn {
  const table = own === undefined ? null : { name: own.name, column: own.column };
  const before = known ?? { index, header, field, column, assets: [], table };
  const isKnown = before.assets.some(
    ({ endpoint, path }) => endpoint === asset.endpoint && path === asset.path,
  );
  return isKnown ? before : { ...before, assets: [...before.assets, asset] };
}

/** The columns of a table that a column of the suspect is. */
function sameColumn(
  print: LoadedPrint,
  overlap: Overlap,
  index: number,
): { name: string; column: string; isDerived: boolean }[] {
  return agreeingColumns(print, overlap)
    .filter((column) => column.index === index)
    .map(({ column, isDerived }) => ({ name: print.reference.name, column, isDerived }));
}

function agreeingColumns({ print }: LoadedPrint, { columns }: Overlap): Agreeing[] {
  return columns.filter(agrees).map((column) => {
    const own = print.meta.columns.filter((one) => printColumnName(one) === column.column);
    return {
      ...column,
      isDerived: own.some(({ isDerived }) => isDerived),
      bits: Math.max(0, ...own.map(({ identifyingBits }) => identifyingBits)),
    };
  });
}

function agrees({ compared, agreeing }: ColumnOverlap): boolean {
  return compared >= LEAST_COMPARED && agreeing >= compared * LEAST_AGREEING;
}
