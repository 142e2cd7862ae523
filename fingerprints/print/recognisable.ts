import { groupOf } from './default-shares.ts';
import type { PrintMeta } from './print.ts';

const SAMPLED_ROWS = 2_000;
/** Bits by which a row must stand out from all other people. */
const STANDS_OUT_BITS = 7;
/** Share above which two columns say the same. */
const SAME_THING = 0.5;

/**
 * Share of rows (a spread sample) that, agreeing on all they have, would single out one person among all, against
 * strangers and against relatives.
 */
export function recognisableShare(
  signature: Uint32Array,
  rows: number,
  meta: Pick<PrintMeta, 'columns' | 'relations' | 'persons'>,
): number {
  if (rows === 0) return 0;
  const step = Math.max(1, Math.floor(rows / SAMPLED_ROWS));
  const needed = Math.log2(Math.max(2, meta.persons)) + STANDS_OUT_BITS;
  let looked = 0;
  let recognisable = 0;
  for (let row = 0; row < rows; row += step) {
    looked++;
    if (isRecognisable(signature.subarray(row * meta.columns.length), meta, needed)) recognisable++;
  }
  return recognisable / looked;
}

function isRecognisable(
  tokens: Uint32Array,
  { columns, relations }: Pick<PrintMeta, 'columns' | 'relations'>,
  needed: number,
): boolean {
  let stranger = 0;
  let relative = 0;
  const counted: number[] = [];
  const groups = new Set<string>();
  for (const [at, column] of columns.entries()) {
    if (tokens[at] === 0 || column.isDerived) continue;
    relative += Math.min(column.identifyingBits, -Math.log2(column.relativeShare));
    const group = groupOf(column.reading.field);
    const isKnown = stranger < needed && counted.some((other) => (relations[other]![at] ?? 0) > SAME_THING);
    if (isKnown || (group !== null && groups.has(group))) continue;
    if (group !== null) groups.add(group);
    counted.push(at);
    stranger += column.identifyingBits;
    if (stranger >= needed && relative >= STANDS_OUT_BITS) return true;
  }
  return false;
}
