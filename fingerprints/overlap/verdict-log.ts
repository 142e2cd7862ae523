import type { EvidenceHistogram } from '../estimate/mixture.ts';
import type { RowMatch } from './match-row.ts';

/** A match as it is remembered until the end of a run, and kept with the report for explanations. */
export interface LoggedMatch {
  /** Row number of the suspect (see Row.number). */
  readonly row: number;
  readonly printRow: number;
  readonly sameBits: number;
  readonly relativeBits: number;
  readonly outcomes: Uint8Array;
}

/** Bits are kept in 32nds, as signed 16-bit numbers. */
const BITS_SCALE = 32;
const LARGEST = 32_767;
/** Outcomes take 4 bits each, eight a word. */
const OUTCOMES_A_WORD = 8;
const CHUNK_WORDS = 64 * 1024;
/** Room at the start: a suspect of many small sections has a packer for each. */
const FIRST_MATCHES = 16;

/** 32-bit words of one record. */
export function wordsPerMatch(comparisons: number): number {
  return 3 + Math.ceil(comparisons / OUTCOMES_A_WORD);
}

/** Packs matches; hands over a chunk of whole records whenever one is full. */
export interface VerdictPacker {
  /** The chunk when it is full, else null. The caller owns it. */
  add(row: number, match: RowMatch): Uint8Array | null;
  /** What is left, maybe empty. */
  rest(): Uint8Array;
}

/** Make the packer of one print's matches. */
export function createVerdictPacker(comparisons: number): VerdictPacker {
  const stride = wordsPerMatch(comparisons);
  const capacity = Math.floor(CHUNK_WORDS / stride) * stride;
  let words: Uint32Array = new Uint32Array(FIRST_MATCHES * stride);
  let used = 0;
  const take = (): Uint8Array => {
    const chunk = new Uint8Array(words.buffer, 0, used * 4);
    words = new Uint32Array(Math.min(capacity, Math.max(words.length, FIRST_MATCHES * stride)));
    used = 0;
    return chunk;
  };
  const grow = (): void => {
    const larger = new Uint32Array(Math.min(capacity, words.length * 2));
    larger.set(words);
    words = larger;
  };
  return {
    add(row, match) {
      if (used === words.length) grow();
      words[used] = row;
      words[used + 1] = match.printRow;
      const { sameBits, relativeBits } = loggedBits(match.sameBits, match.relativeBits);
      words[used + 2] = ((sameBits * BITS_SCALE) & 0xffff) | ((relativeBits * BITS_SCALE) << 16);
      match.outcomes.forEach((outcome, at) => {
        words[used + 3 + Math.floor(at / OUTCOMES_A_WORD)]! |= outcome << ((at % OUTCOMES_A_WORD) * 4);
      });
      used += stride;
      return used === capacity ? take() : null;
    },
    rest: take,
  };
}

/**
 * Evidence as it is after packing: what is decided at the end is decided on this. Beyond what can be kept both are
 * lowered, as only their difference still matters.
 */
export function loggedBits(
  sameBits: number,
  relativeBits: number,
): { readonly sameBits: number; readonly relativeBits: number } {
  const excess = Math.max(0, sameBits - LARGEST / BITS_SCALE, relativeBits - LARGEST / BITS_SCALE);
  return { sameBits: rounded(sameBits - excess), relativeBits: rounded(relativeBits - excess) };
}

/** Cut a stream of chunks of any size at the borders of records. */
export async function* wholeRecords(
  chunks: AsyncIterable<Uint8Array>,
  comparisons: number,
): AsyncGenerator<Uint8Array> {
  const recordBytes = wordsPerMatch(comparisons) * 4;
  let carried: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    const bytes = new Uint8Array(carried.length + chunk.length);
    bytes.set(carried);
    bytes.set(chunk, carried.length);
    const whole = bytes.length - (bytes.length % recordBytes);
    carried = bytes.slice(whole);
    yield bytes.subarray(0, whole);
  }
}

/** Count the evidence of whole records. */
export function countRecords(histogram: EvidenceHistogram, records: Uint32Array, comparisons: number): void {
  const stride = wordsPerMatch(comparisons);
  for (let at = 0; at < records.length; at += stride) {
    const packed = records[at + 2]!;
    histogram.add(((packed << 16) >> 16) / BITS_SCALE, (packed >> 16) / BITS_SCALE);
  }
}

/** The row of the print and the evidence of each of some whole records, without their outcomes: quick. */
export function eachEvidence(
  chunk: Uint8Array,
  comparisons: number,
  visit: (printRow: number, sameBits: number, relativeBits: number) => void,
): void {
  const stride = wordsPerMatch(comparisons);
  // A copy, for the alignment; not slice(), as that of a Buffer copies nothing.
  const words = new Uint32Array(Uint8Array.from(chunk).buffer);
  for (let at = 0; at + stride <= words.length; at += stride) {
    const packed = words[at + 2]!;
    visit(words[at + 1]!, ((packed << 16) >> 16) / BITS_SCALE, (packed >> 16) / BITS_SCALE);
  }
}

/** Read a chunk of whole records. */
export function* unpackVerdicts(chunk: Uint8Array, comparisons: number): Generator<LoggedMatch> {
  const stride = wordsPerMatch(comparisons);
  // A copy, for the alignment; not slice(), as that of a Buffer copies nothing.
  const words = new Uint32Array(Uint8Array.from(chunk).buffer);
  for (let at = 0; at + stride <= words.length; at += stride) {
    const packed = words[at + 2]!;
    const outcomes = new Uint8Array(comparisons);
    for (let i = 0; i < comparisons; i++)
      outcomes[i] = (words[at + 3 + Math.floor(i / OUTCOMES_A_WORD)]! >>> ((i % OUTCOMES_A_WORD) * 4)) & 0xf;
    yield {
      row: words[at]!,
      printRow: words[at + 1]!,
      sameBits: ((packed << 16) >> 16) / BITS_SCALE,
      relativeBits: (packed >> 16) / BITS_SCALE,
      outcomes,
    };
  }
}

function rounded(bits: number): number {
  // + 0: the log knows no negative zero.
  return Math.max(-LARGEST, Math.min(LARGEST, Math.round(bits * BITS_SCALE))) / BITS_SCALE + 0;
}
