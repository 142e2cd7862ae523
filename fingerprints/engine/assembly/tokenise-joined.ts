import { canonicalForm } from './canonical/canonical';
import { ASK, LONGEST_CELL, UNREADABLE } from './canonical/reading';
import { READ_PAST } from './memory';
import { copyWord } from './text/words';
import { append, EMPTY_COUNT, JOINED, UNREAD_COUNT, WAITING } from './tokenise';
import { hashLanes, laneAt, takeForm } from './waiting-forms';

/**
 * Tokens of two columns read as one: the cells that are not empty with one blank between them, else as tokeniseColumn.
 * All rows without a token that are not in `asked` count as empty, as a print counts them.
 *
 * @param first column whose cell comes first
 * @param asked room for `rows` u32 row numbers, in their order
 * @returns how many rows are in `asked`
 */
export function tokeniseJoined(
  cells: usize, rows: i32, width: i32, first: i32, second: i32,
  field: i32, reading: u32, key: usize,
  tokens: usize, entries: i32, entry: i32,
  work: usize, asked: usize,
): i32 {
  const waiting = work + WAITING;
  let empty = 0, askedCount = 0, filled = 0;
  let row = cells;
  let token = tokens + ((<usize>entry) << 3);
  for (let number = 0; number < rows; number++) {
    const one = row + ((<usize>first) << 3), other = row + ((<usize>second) << 3);
    const written = joinedForm(one, other, field, laneAt(waiting, filled), reading, work + JOINED);
    store<u64>(token, 0);
    if (written >= 0) filled = takeForm(written, token, key, waiting, filled);
    else if (written === ASK) askedCount = append(asked, askedCount, number);
    else empty++;
    row += (<usize>width) << 3;
    token += (<usize>entries) << 3;
  }
  hashLanes(key, waiting, filled);
  store<i32>(work + EMPTY_COUNT, empty);
  store<i32>(work + UNREAD_COUNT, 0);
  return askedCount;
}

/** Canonical form of two cells, given by where their address and length stand. Most are short, and both there. */
// @ts-ignore: decorator
@inline
function joinedForm(one: usize, other: usize, field: i32, to: usize, reading: u32, joined: usize): i32 {
  let from: usize = load<u32>(one);
  let length = load<i32>(one, 4);
  const otherFrom: usize = load<u32>(other);
  const otherLength = load<i32>(other, 4);
  if (length === 0) {
    from = otherFrom;
    length = otherLength;
  } else if (otherLength !== 0) {
    length = joinCells(from, length, otherFrom, otherLength, joined);
    from = joined;
  }
  if (length === 0) return UNREADABLE;
  return length > LONGEST_CELL ? ASK : canonicalForm(field, from, length, to, reading);
}

/** Write both with a blank between them. Returns how long they are together; too long is not written. */
// @ts-ignore: decorator
@inline
function joinCells(one: usize, oneLength: i32, other: usize, otherLength: i32, to: usize): i32 {
  // Each for itself first: their sum might not be a number.
  if (oneLength > LONGEST_CELL || otherLength > LONGEST_CELL) return LONGEST_CELL + 1;
  const length = oneLength + 1 + otherLength;
  if (length > LONGEST_CELL) return length;
  const blank = copyWord(one, oneLength, to);
  store<u8>(blank, 32);
  const end = copyWord(other, otherLength, blank + 1);
  assert(end + 16 <= to + <usize>(LONGEST_CELL + READ_PAST));
  return length;
}
