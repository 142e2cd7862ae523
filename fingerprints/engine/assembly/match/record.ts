import { COUNT, WORK_OUTCOMES } from './plan';

/** Bits are kept in 32nds (fingerprints/overlap/verdict-log.ts). */
const BITS_SCALE: f64 = 32;
const LARGEST: f64 = 32_767;
const OUTCOMES_A_WORD: u32 = 8;

/** 32-bit words of one record, as the verdict log has them. */
export function wordsOfRecord(plan: usize): u32 {
  return 3 + (load<u32>(plan + COUNT) + OUTCOMES_A_WORD - 1) / OUTCOMES_A_WORD;
}

/**
 * Write a record of the verdict log (createVerdictPacker). The outcomes are those of the last scored pair.
 * @param row of the suspect @param bestRow of the print
 */
export function writeRecord(
  plan: usize, work: usize, record: usize, row: u32, bestRow: u32, sameBits: f64, relativeBits: f64,
): void {
  const most = LARGEST / BITS_SCALE;
  const excess = max<f64>(0, max<f64>(sameBits - most, relativeBits - most));
  store<u32>(record, row);
  store<u32>(record, bestRow, 4);
  store<u32>(record, (<u32>scaled(sameBits - excess) & 0xffff) | (<u32>scaled(relativeBits - excess) << 16), 8);
  const count = load<u32>(plan + COUNT);
  const words = wordsOfRecord(plan);
  for (let word: u32 = 3; word < words; word++) store<u32>(record + (<usize>word << 2), 0);
  for (let at: u32 = 0; at < count; at++) {
    const word = record + (<usize>(3 + at / OUTCOMES_A_WORD) << 2);
    const shift = (at % OUTCOMES_A_WORD) << 2;
    store<u32>(word, load<u32>(word) | (<u32>load<u8>(work + WORK_OUTCOMES + <usize>at) << shift));
  }
}

/** Math.round of the bits in 32nds, within what is kept. */
function scaled(bits: f64): i32 {
  const value = bits * BITS_SCALE;
  const up = ceil<f64>(value);
  const rounded = up - (up - 0.5 > value ? 1 : 0);
  return <i32>max<f64>(-LARGEST, min<f64>(LARGEST, rounded));
}
