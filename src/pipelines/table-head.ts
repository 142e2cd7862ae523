import type { PlaceLender } from '../core/record-scanner.ts';
import type { Stretch } from '../formats/file-format.ts';
import { rowsOf } from './engine/block-matcher.ts';
import type { Engine } from './engine/engine.ts';

/** Rows that are looked at before the first is fingerprinted. */
const HEAD_ROWS = 20_000;
/** Blocks of the head that wait as such; the rest of a longer one waits as text. */
export const HEAD_BLOCKS = 16;

/** The first rows of a table, which are looked at and then fingerprinted. */
export interface TableHead {
  /** Cells of the first rows. */
  readonly sample: readonly (readonly string[])[];
  /** Whatever was read. */
  readonly stretches: readonly Stretch[];
}

/** Read the head of a table. @param reading what its blocks are read with; null where none come */
export async function takeHead(
  stretches: AsyncIterator<Stretch>,
  reading: { readonly engine: Engine; readonly lender: PlaceLender } | null,
): Promise<TableHead> {
  const sample: (readonly string[])[] = [];
  const taken: Stretch[] = [];
  let blocks = 0;
  while (sample.length < HEAD_ROWS) {
    const next = await stretches.next();
    if (next.done) break;
    const rows =
      next.value.kind === 'rows' ? next.value.rows : rowsOf(reading!.engine.kernel, next.value.block);
    for (const { cells } of rows) if (sample.length < HEAD_ROWS) sample.push(cells);
    if (next.value.kind === 'block' && ++blocks > HEAD_BLOCKS) {
      reading!.lender.takeBack(next.value.block.place);
      taken.push({ kind: 'rows', rows });
    } else taken.push(next.value);
  }
  return { sample, stretches: taken };
}
