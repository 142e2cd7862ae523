import {
  DISAGREEMENT_BITS,
  ONE_HOUSEHOLD,
  ONE_PERSON,
  type PairBounds,
  placesOf,
  STRANGERS,
  type WeighedColumn,
} from './pair-scale.ts';

/**
 * One byte of each token that tells persons and households, row after row: small enough to be near at hand for millions
 * of pairs of rows, as the signature is not.
 */
export interface PairSketch {
  /** Bytes a row, a multiple of 4. */
  readonly stride: number;
  /** 0 where the cell is empty. */
  readonly bytes: Uint8Array;
  /** The most that two rows can be to each other. `bytes` holds sketches; theirs begin at `a` and at `b`. */
  closestKin(bytes: Uint8Array, a: number, b: number): number;
}

/** Sums of the same bits in another order differ by less. */
const ROUNDING = 1e-6;

/**
 * Sketch the rows of a table. Tokens that agree agree in their byte, each agreement counts in full, and of disagreements
 * only those in the byte count: no kin is missed, and of the other pairs only a few in a hundred are taken for kin.
 */
export function sketchRows(
  columns: readonly (WeighedColumn & { readonly tokens: Uint32Array })[],
  bounds: PairBounds,
  rowCount: number,
): PairSketch {
  const personal = placesOf(columns, 'person').map((at) => columns[at]!);
  const shared = placesOf(columns, 'household').map((at) => columns[at]!);
  const stride = 4 * Math.ceil((personal.length + shared.length) / 4);
  const bytes = new Uint8Array(stride * rowCount);
  [...personal, ...shared].forEach(({ tokens }, place) => {
    for (let row = 0, at = place; row < rowCount; row++, at += stride) {
      const token = tokens[row]!;
      if (token !== 0) bytes[at] = token & 0xff || 1;
    }
  });
  return { stride, bytes, closestKin: kinshipFilter(personal, shared, bounds) };
}

function kinshipFilter(
  personal: readonly WeighedColumn[],
  shared: readonly WeighedColumn[],
  bounds: PairBounds,
): PairSketch['closestKin'] {
  const ownBits = Float64Array.from(personal, (column) => column.ownBits);
  const sharedBits = Float64Array.from(shared, ({ bits }) => bits);
  const householdBits = bounds.householdBits - ROUNDING;
  const relativeBits = bounds.relativeBits - ROUNDING;
  const first = personal.length;
  const width = first + shared.length;
  return (bytes, a, b) => {
    let relative = 0;
    for (let at = 0; at < first; at++) {
      const left = bytes[a + at]!;
      const right = bytes[b + at]!;
      if (left !== 0 && right !== 0) relative += left === right ? ownBits[at]! : -DISAGREEMENT_BITS;
    }
    if (relative >= relativeBits) return ONE_PERSON;
    let household = 0;
    for (let at = first; at < width; at++) {
      const left = bytes[a + at]!;
      if (left !== 0 && left === bytes[b + at]) household += sharedBits[at - first]!;
    }
    return household >= householdBits ? ONE_HOUSEHOLD : STRANGERS;
  };
}
