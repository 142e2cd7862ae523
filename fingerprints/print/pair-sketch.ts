import {
  bitsAfterOthers,
  DISAGREEMENT_BITS,
  type FirstRelations,
  ONE_HOUSEHOLD,
  ONE_PERSON,
  type PairBounds,
  STRANGERS,
  sharedBits,
  type WeighedColumn,
} from './pair-scale.ts';
import { agreeingBytes, BYTES, filledBytes } from './word-bytes.ts';

/**
 * One byte of each token that tells persons and households, row after row: small enough to be near at hand for millions
 * of pairs of rows, as the signature is not, and four are compared at once.
 */
export interface PairSketch {
  /** Words a row. */
  readonly width: number;
  readonly words: Uint32Array;
  /** The most that two rows can be to each other. `words` holds sketches; theirs begin at `a` and at `b`. */
  closestKin(words: Uint32Array, a: number, b: number): number;
}

/** Sums of the same bits in another order differ by less. */
const ROUNDING = 1e-6;
/** A column that another leaves less than this share of its bits is put into one word with it. */
const RELATED = 0.7;

type SketchedColumn = WeighedColumn & { readonly tokens: Uint32Array };

/**
 * Sketch the rows of a table; `order` names the columns, the most telling first. Tokens that agree agree in their byte,
 * and what agrees in its byte counts as much as it can: no kin is missed, and few of the other pairs are taken for kin.
 */
export function sketchRows(
  columns: readonly SketchedColumn[],
  order: readonly number[],
  relations: FirstRelations,
  bounds: PairBounds,
  rowCount: number,
): PairSketch {
  const personal = order.filter((at) => columns[at]!.speaksFor === 'person');
  const shared = order.filter((at) => columns[at]!.speaksFor === 'household');
  const personalWords = inWords(personal);
  const sharedWords = relatedInWords(columns, shared, relations);
  return {
    width: personalWords.length + sharedWords.length,
    words: laidOut(columns, [...personalWords, ...sharedWords], rowCount),
    closestKin: kinshipFilter(
      personalWords.map((word) => relativeTable(word.map((at) => columns[at]!.ownBits))),
      sharedWords.map((word) => householdTable(columns, word, relations)),
      bounds,
    ),
  };
}

function inWords(places: readonly number[]): number[][] {
  return Array.from({ length: Math.ceil(places.length / BYTES) }, (_, word) =>
    places.slice(word * BYTES, (word + 1) * BYTES),
  );
}

/** In words of columns that say the same: their agreement together is told from the sum of each. */
function relatedInWords(
  columns: readonly WeighedColumn[],
  places: readonly number[],
  relations: FirstRelations,
): number[][] {
  const words: number[][] = [];
  const alone: number[] = [];
  const after = bitsAfterOthers(places, relations);
  places.forEach((place, at) => {
    const related = words.find(
      (word) =>
        word.length < BYTES &&
        word.some((other) => after[at]![places.indexOf(other)]! < RELATED * columns[place]!.bits),
    );
    if (related !== undefined) related.push(place);
    else if (isRelatedTo(columns, places, after, at)) words.push([place]);
    else alone.push(place);
  });
  return [...words, ...inWords(alone)];
}

/** Whether a later column says little after this one. */
function isRelatedTo(
  columns: readonly WeighedColumn[],
  places: readonly number[],
  after: readonly Float64Array[],
  at: number,
): boolean {
  return places.some((place, later) => later > at && after[later]![at]! < RELATED * columns[place]!.bits);
}

function laidOut(
  columns: readonly SketchedColumn[],
  words: readonly (readonly number[])[],
  rowCount: number,
): Uint32Array {
  const sketch = new Uint32Array(words.length * rowCount);
  const bytes = new Uint8Array(sketch.buffer);
  words.forEach((places, word) => {
    places.forEach((place, byte) => {
      const { tokens } = columns[place]!;
      const stride = BYTES * words.length;
      for (let row = 0, at = BYTES * word + byte; row < rowCount; row++, at += stride) {
        const token = tokens[row]!;
        if (token !== 0) bytes[at] = token & 0xff || 1;
      }
    });
  });
  return sketch;
}

/** Bits: one person rather than relatives, by (cells that both rows have) x 16 + (those that agree). */
function relativeTable(ownBits: readonly number[]): Float64Array {
  return Float64Array.from({ length: 256 }, (_, cell) =>
    ownBits.reduce((sum, bits, byte) => {
      if (((cell >> 4) & (1 << byte)) === 0) return sum;
      return sum + ((cell & (1 << byte)) === 0 ? -DISAGREEMENT_BITS : bits);
    }, 0),
  );
}

/** The most that the columns of a word can say for a household, by those that agree in their byte, or some of them. */
function householdTable(
  columns: readonly WeighedColumn[],
  places: readonly number[],
  relations: FirstRelations,
): Float64Array {
  const after = bitsAfterOthers(places, relations);
  const bits = places.map((at) => columns[at]!.bits);
  const exact = Array.from({ length: 16 }, (_, agreeing) => {
    const agreed = places.flatMap((_place, at) => ((agreeing >> at) & 1 ? [at] : []));
    return agreed.reduce((sum, at, before) => sum + sharedBits(bits[at]!, after[at]!, agreed, before), 0);
  });
  return Float64Array.from(exact, (_, agreeing) =>
    Math.max(...exact.filter((__, some) => (some & agreeing) === some)),
  );
}

function kinshipFilter(
  personal: readonly Float64Array[],
  shared: readonly Float64Array[],
  bounds: PairBounds,
): PairSketch['closestKin'] {
  const relativeBits = bounds.relativeBits - ROUNDING;
  const householdBits = bounds.householdBits - ROUNDING;
  const first = personal.length;
  const width = first + shared.length;
  return (words, a, b) => {
    let relative = 0;
    for (let word = 0; word < first; word++) {
      const left = words[a + word]!;
      const right = words[b + word]!;
      const both = filledBytes(left) & filledBytes(right);
      relative += personal[word]![(both << 4) | agreeingBytes(left, right)]!;
    }
    if (relative >= relativeBits) return ONE_PERSON;
    let household = 0;
    for (let word = first; word < width; word++)
      household += shared[word - first]![agreeingBytes(words[a + word]!, words[b + word]!)]!;
    return household >= householdBits ? ONE_HOUSEHOLD : STRANGERS;
  };
}
