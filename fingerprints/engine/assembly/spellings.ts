import { ASK } from './canonical/reading';
import { dateVariants, nameVariants } from './canonical/variants';
import { copyWord } from './text/words';
import { hashLanes, laneAt, takeForm, WAITING_ROOM } from './waiting-forms';

// Places in FIELD_IDS.
const DATE: i32 = 3;
const NAME: i32 = 4;

/** Room of the spellings of a name as long as nameVariants takes. */
const SPELLINGS_ROOM: i32 = 8576;
const MOST_SPELLINGS: i32 = 40;

/** Room of the `work` of spellingTokens, in bytes. */
export function spellingWorkRoom(): i32 {
  return <i32>WAITING_ROOM + SPELLINGS_ROOM;
}

/**
 * Tokens of the blurred spellings of a canonical form, u32 each, in the order of the reference (see Tokeniser.variant).
 * @param field place of the field in FIELD_IDS
 * @param from READ_PAST readable bytes behind its `length` bytes
 * @param key the 32 bytes of the field's blurred spellings
 * @param tokens room for 40 tokens of 8 bytes; what is behind those given is overwritten
 * @param work this thread's room of spellingWorkRoom()
 * @returns number of spellings, 0 for a date without day; ASK for what is left to the reference
 */
export function spellingTokens(field: i32, from: usize, length: i32, key: usize, tokens: usize, work: usize): i32 {
  let spelling = work + WAITING_ROOM;
  const count = writeSpellings(field, from, length, spelling);
  assert(count <= MOST_SPELLINGS);
  let filled = 0;
  for (let at = 0; at < count; at++) {
    const letters: i32 = load<u8>(spelling);
    copyWord(spelling + 1, letters, laneAt(work, filled));
    filled = takeForm(letters, tokens + ((<usize>at) << 3), key, work, filled);
    spelling += 1 + <usize>letters;
  }
  hashLanes(key, work, filled);
  for (let at = 0; at < count; at++)
    store<u32>(tokens + ((<usize>at) << 2), load<u32>(tokens + ((<usize>at) << 3)));
  return count;
}

/** Each as one byte of length and its letters. Returns their number, or ASK. */
// @ts-ignore: decorator
@inline
function writeSpellings(field: i32, from: usize, length: i32, to: usize): i32 {
  if (field === NAME) return nameVariants(from, length, to, SPELLINGS_ROOM);
  return field === DATE ? dateVariants(from, length, to, SPELLINGS_ROOM) : ASK;
}
