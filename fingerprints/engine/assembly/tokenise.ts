import { canonicalForm } from './canonical/canonical';
import { ASK, LONGEST_CELL } from './canonical/reading';
import { READ_PAST } from './memory';
import { hashLanes, laneAt, takeForm, WAITING_ROOM } from './waiting-forms';

// How `work` is laid out. It begins with two counts that TypeScript reads after a call.
/** Rows whose cell is empty, an i32. */
export const EMPTY_COUNT: usize = 0;
/** Rows in the list `unread`, an i32. */
export const UNREAD_COUNT: usize = 4;
/** Forms on their way to the hash: WAITING_ROOM bytes. */
export const WAITING: usize = 16;
/** Two cells as one, see tokeniseJoined. */
export const JOINED: usize = WAITING + WAITING_ROOM;
const WORK_ROOM: usize = JOINED + <usize>(LONGEST_CELL + READ_PAST);

/** Room of the `work` of tokeniseColumn and tokeniseJoined, in bytes. */
export function tokeniseWorkRoom(): i32 {
  return <i32>WORK_ROOM;
}

/**
 * Tokens of one column of a block of cells: keyed BLAKE3 of the canonical forms, four at a time.
 *
 * A token is the first 8 bytes of the digest, two little-endian halves: high, then low; a high half of 0 becomes 1. It
 * is stored at tokens + (row * entries + entry) * 8. Rows without a token get 0, and either are empty (counted at
 * work + 0), or stand in `asked` (the reference has to read the cell), or in `unread` (not empty, and no value of the
 * field; counted at work + 4).
 *
 * @param cells row by row `width` pairs of u32: address and length in bytes; READ_PAST readable bytes behind each cell
 * @param field place of the field in FIELD_IDS
 * @param key the field's 32 bytes
 * @param work this thread's room of tokeniseWorkRoom()
 * @param asked room for `rows` u32 row numbers, in their order
 * @param unread room for `rows` u32 row numbers, in their order
 * @returns how many rows are in `asked`
 */
export function tokeniseColumn(
  cells: usize, rows: i32, width: i32, column: i32,
  field: i32, reading: u32, key: usize,
  tokens: usize, entries: i32, entry: i32,
  work: usize, asked: usize, unread: usize,
): i32 {
  const waiting = work + WAITING;
  let empty = 0, askedCount = 0, unreadCount = 0, filled = 0;
  let cell = cells + ((<usize>column) << 3);
  let token = tokens + ((<usize>entry) << 3);
  for (let row = 0; row < rows; row++) {
    const length = load<i32>(cell, 4);
    store<u64>(token, 0);
    if (length === 0) {
      empty++;
    } else {
      const written = canonicalForm(field, load<u32>(cell), length, laneAt(waiting, filled), reading);
      if (written >= 0) filled = takeForm(written, token, key, waiting, filled);
      else if (written === ASK) askedCount = append(asked, askedCount, row);
      else unreadCount = append(unread, unreadCount, row);
    }
    cell += (<usize>width) << 3;
    token += (<usize>entries) << 3;
  }
  hashLanes(key, waiting, filled);
  store<i32>(work + EMPTY_COUNT, empty);
  store<i32>(work + UNREAD_COUNT, unreadCount);
  return askedCount;
}

/** Returns how many rows the list has now. */
// @ts-ignore: decorator
@inline
export function append(list: usize, count: i32, row: i32): i32 {
  store<i32>(list + ((<usize>count) << 2), row);
  return count + 1;
}
