/** What weighing needs to know of a column: how much an agreement says at first sight. */
export interface WeighedColumn {
  /** First estimate of -log2 P(two different people agree). */
  readonly bits: number;
  /** Bits: one person rather than relatives, where the column agrees. */
  readonly ownBits: number;
  /** Whether only a person has it, people who live together share it, or neither. */
  readonly speaksFor: 'person' | 'household' | 'nobody';
}

/** P(column j agrees | column i does) by [i][j], counted over all rows; null where unknown. */
export type FirstRelations = readonly (readonly (number | null)[])[];

/** Bits that a pair of rows must reach to be one person (rather than strangers, than relatives), or of one household. */
export interface PairBounds {
  readonly strangerBits: number;
  readonly relativeBits: number;
  readonly householdBits: number;
}

/** What two rows are to each other. */
export const STRANGERS = 0;
export const ONE_HOUSEHOLD = 1;
export const ONE_PERSON = 2;

/** Says what two rows are to each other, from where each begins in the signature. */
export type PairScale = (signature: Uint32Array, a: number, b: number) => number;

/** One person seldom differs in what only a person has. */
export const DISAGREEMENT_BITS = 6;

/**
 * Make the scale of the columns at some places, the most telling first. A pair that fits a relative as well is a
 * household only. What a column adds to those that agree already is counted: the town adds little to the street.
 */
export function createPairScale(
  columns: readonly WeighedColumn[],
  order: readonly number[],
  relations: FirstRelations,
  bounds: PairBounds,
): PairScale {
  const weighed = order.map((at) => columns[at]!);
  const places = Uint32Array.from(order);
  const bitsAfter = bitsAfterOthers(order, relations);
  const agreed = new Uint32Array(places.length);
  return (signature, a, b) => {
    let stranger = 0;
    let relative = 0;
    let household = 0;
    let agreements = 0;
    for (let at = 0; at < places.length; at++) {
      const left = signature[a + places[at]!]!;
      const right = signature[b + places[at]!]!;
      if (left === 0 || right === 0) continue;
      const { speaksFor, bits, ownBits } = weighed[at]!;
      if (speaksFor === 'person') {
        relative += left === right ? ownBits : -DISAGREEMENT_BITS;
        if (left === right) stranger += bits;
      } else if (left === right) {
        const least = sharedBits(bits, bitsAfter[at]!, agreed, agreements);
        stranger += least;
        if (speaksFor === 'household') household += least;
        agreed[agreements++] = at;
      }
    }
    if (stranger >= bounds.strangerBits && relative >= bounds.relativeBits) return ONE_PERSON;
    return household >= bounds.householdBits ? ONE_HOUSEHOLD : STRANGERS;
  };
}

/** What a column adds to the first `agreements` of those that agree. @param after its bits after each other column */
export function sharedBits(
  bits: number,
  after: Float64Array,
  agreed: ArrayLike<number>,
  agreements: number,
): number {
  let least = bits;
  for (let i = 0; i < agreements; i++) least = Math.min(least, after[agreed[i]!]!);
  return least;
}

/** By [i][j]: bits that the i-th column still says where the j-th agrees; places of both in `order`. */
export function bitsAfterOthers(
  order: readonly number[],
  relations: FirstRelations,
): readonly Float64Array[] {
  return order.map((at) => Float64Array.from(order, (other) => bitsOfShare(relations[other]![at])));
}

function bitsOfShare(share: number | null | undefined): number {
  return share === null || share === undefined ? Number.POSITIVE_INFINITY : -Math.log2(share);
}
