import { takeWanted } from './candidates';
import { ENTRIES, TOUCHED_ROWS, WORK_BYTES } from './plan';
import { wordsOfRecord, writeRecord } from './record';
import { takeRow } from './score';
import { isSettled, settledBits, settledRelativeBits, settledRow } from './settled';
import { bestRow, mayGainByNear, relativeBits, sameBits, summarise } from './summary';
import { takeTouches, touchAhead } from './touch-ahead';
import { weighAgain, weighAll, weighedCount } from './weighed';

// The matcher of fingerprints/overlap/match-row.ts, step by step.

/** Bytes of a thread's work area. */
export function matchWorkBytes(): usize {
  return WORK_BYTES;
}

/**
 * Match rows of a suspect against a print.
 * @param plan see plan.ts @param tokens of `rows` rows, ENTRIES entries of u32 high and low each
 * @param firstRow number of the first row @param work matchWorkBytes() bytes of this thread's own, zeroed once
 * @param records room for `rows` records of the verdict log
 * @param undecided room for `rows` u32: places of rows that only near agreement decides; they get no record. 0: near
 *   agreement is not looked at, and all rows are decided
 * @returns records written in its low half, undecided rows in its high half
 */
export function matchRows(
  plan: usize, tokens: usize, rows: u32, firstRow: u32, work: usize, records: usize, undecided: usize,
): u64 {
  const stride = <usize>load<u32>(plan + ENTRIES) << 3;
  const recordBytes = <usize>wordsOfRecord(plan) << 2;
  let record = records;
  let open: u32 = 0;
  takeTouches(plan, work);
  for (let at: u32 = 0; at < rows; at++) {
    const row = tokens + <usize>at * stride;
    if (at % TOUCHED_ROWS === 0) touchAhead(plan, work, row, min(TOUCHED_ROWS, rows - at));
    takeWanted(plan, work, row);
    takeRow(plan, work, row, 0);
    if (isSettled(plan, work, row)) {
      writeRecord(plan, work, record, firstRow + at, settledRow, settledBits, settledRelativeBits);
      record += recordBytes;
      continue;
    }
    weighAll(plan, work);
    if (weighedCount === 0) continue;
    if (undecided !== 0 && mayGainByNear(plan)) {
      store<u32>(undecided + (<usize>open << 2), at);
      open++;
      continue;
    }
    if (!summarise(plan)) continue;
    writeRecord(plan, work, record, firstRow + at, bestRow, sameBits, relativeBits);
    record += recordBytes;
  }
  return (<u64>open << 32) | <u64>((record - records) / recordBytes);
}

/**
 * Match one undecided row again, with near agreement.
 * @param near by comparison u32 address and count of the tokens one slip away; 0 for none at all
 * @returns whether a record was written
 */
export function matchNearRow(
  plan: usize, tokens: usize, row: u32, work: usize, near: usize, record: usize,
): bool {
  takeWanted(plan, work, tokens);
  takeRow(plan, work, tokens, 0);
  weighAll(plan, work);
  if (near !== 0) {
    takeRow(plan, work, tokens, near);
    weighAgain();
  }
  if (weighedCount === 0 || !summarise(plan)) return false;
  writeRecord(plan, work, record, row, bestRow, sameBits, relativeBits);
  return true;
}
