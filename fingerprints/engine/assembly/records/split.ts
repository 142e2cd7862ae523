import { isPlainRow } from './regular-record';
import { hasHighBytes, transcodeCell, transcodedRoom, unescapeCell } from './spill';
import {
  BLANK,
  BLANK_AFTER,
  BYTES,
  CR,
  DELIMITER,
  LF,
  MOST_LINE_BYTES,
  QUOTE,
  ROWS,
  SEEN,
  SEEN_CODE_PAGE,
  SEEN_UTF8,
  STOP_FULL,
  STOP_INCOMPLETE,
  STOP_IRREGULAR,
  UNITS,
  WIDTH,
} from './split-plan';
import { HAS_MARK, NOT_UTF8, utf8Units } from './utf8-line';

/** A quote opened the cell; it closed again; neither. */
const UNQUOTED: i32 = 0;
const OPEN: i32 = 1;
const CLOSED: i32 = 2;
/** No stop yet. */
const GOING: i32 = -1;
/** No byte is this one. */
const NO_SIGN: u32 = 256;

/** A line's characters: one each byte, or counted. */
let lineUnits: i32 = 0;
let spillAt: usize = 0;
let spillEnd: usize = 0;
let seen: u32 = 0;

/**
 * Cut the regular records at the beginning of [from, to) into cells, until one is not complete, not regular, or finds
 * no room. A record is regular when src/formats/csv gives the same cells for its line alone, and delivers them as a row
 * whatever stands around. The bytes themselves stay as they are.
 *
 * @param plan see split-plan.ts; the answer is written there too
 * @param from start of a record; READ_PAST readable bytes behind `to`
 * @param cells room for mostRows * width pairs (address, length) of 32 bits, row by row; cells are UTF-8
 * @param spill room of spillBytes for cells that are not in the text as they should be: unescaped, or transcoded;
 *   READ_PAST readable bytes behind it
 * @returns STOP_INCOMPLETE, STOP_FULL or STOP_IRREGULAR
 */
export function splitRecords(
  plan: usize,
  from: usize,
  to: usize,
  cells: usize,
  mostRows: i32,
  spill: usize,
  spillBytes: usize,
): i32 {
  const delimiter = <u32>load<u8>(plan, DELIMITER);
  const quoteSign = <u32>load<u8>(plan, QUOTE);
  const quote = quoteSign === 0 ? NO_SIGN : quoteSign;
  const skipsBlank = load<u32>(plan, BLANK_AFTER) !== 0;
  const width = load<i32>(plan, WIDTH);
  const mostLine = load<i32>(plan, MOST_LINE_BYTES);
  const delimiters = i8x16.splat(<i8>delimiter);
  // Without a quote sign, LF stands in for it: it is looked for anyhow.
  const quotes = i8x16.splat(<i8>(quoteSign === 0 ? LF : quoteSign));
  const controls = i8x16.splat(14);

  spillAt = spill;
  spillEnd = spill + spillBytes;
  seen = 0;
  let rows = 0;
  let units: u32 = 0;
  let stop = mostRows > 0 ? GOING : STOP_FULL;
  let record = from;
  let pairs = cells;
  let pair = cells;
  let lastPair = cells + ((<usize>(width - 1)) << 3);
  let start = from;
  let quoting = UNQUOTED;
  let closedAt: usize = 0;
  let doubled = false;
  let second: usize = 0;
  let isHigh = false;

  for (let chunk = from; chunk < to && stop === GOING; chunk += 64) {
    const a = v128.load(chunk);
    const b = v128.load(chunk, 16);
    const c = v128.load(chunk, 32);
    const d = v128.load(chunk, 48);
    let signs =
      <u64>structure(a, delimiters, quotes, controls) |
      ((<u64>structure(b, delimiters, quotes, controls)) << 16) |
      ((<u64>structure(c, delimiters, quotes, controls)) << 32) |
      ((<u64>structure(d, delimiters, quotes, controls)) << 48);
    let high: u64 = 0;
    if (v128.any_true(v128.and(v128.or(v128.or(a, b), v128.or(c, d)), i8x16.splat(-128)))) {
      high =
        <u64>i8x16.bitmask(a) |
        ((<u64>i8x16.bitmask(b)) << 16) |
        ((<u64>i8x16.bitmask(c)) << 32) |
        ((<u64>i8x16.bitmask(d)) << 48);
    }
    if (to - chunk < 64) {
      const within = ((<u64>1) << (<u64>(to - chunk))) - 1;
      signs &= within;
      high &= within;
    }
    while (signs !== 0) {
      const bit = ctz(signs);
      signs &= signs - 1;
      const at = chunk + <usize>bit;
      const sign = <u32>load<u8>(at);
      if (sign === delimiter) {
        if (quoting === OPEN) continue;
        if (pair === lastPair) {
          stop = STOP_IRREGULAR;
          break;
        }
        assert(pair < cells + <usize>mostRows * <usize>width * 8);
        if (quoting === UNQUOTED) {
          store<u32>(pair, <u32>start);
          store<u32>(pair, <u32>(at - start), 4);
        } else if (!closeCell(pair, start, closedAt, doubled, quote)) {
          stop = STOP_FULL;
          break;
        }
        quoting = UNQUOTED;
        pair += 8;
        start = at + 1;
        if (skipsBlank && load<u8>(start) === BLANK) start++;
      } else if (sign === LF) {
        if (quoting === OPEN || pair !== lastPair) {
          stop = STOP_IRREGULAR;
          break;
        }
        const end = at > record && load<u8>(at - 1) === CR ? at - 1 : at;
        if (quoting === UNQUOTED) {
          store<u32>(pair, <u32>start);
          store<u32>(pair, <u32>(end - start), 4);
        } else if (!closeCell(pair, start, closedAt, doubled, quote)) {
          stop = STOP_FULL;
          break;
        }
        quoting = UNQUOTED;
        const lineBytes = <i32>(end - record);
        if (lineBytes > mostLine) {
          stop = STOP_IRREGULAR;
          break;
        }
        lineUnits = lineBytes;
        const below = ((<u64>1) << bit) - 1;
        if (isHigh || (high & below) !== 0) {
          stop = readHighLine(plan, pairs, width, record, end);
          if (stop !== GOING) break;
          isHigh = false;
          high &= ~below;
        }
        if (!isPlainRow(plan, pairs, width, lineBytes)) {
          stop = STOP_IRREGULAR;
          break;
        }
        units += <u32>lineUnits + <u32>(at + 1 - end);
        rows++;
        record = at + 1;
        start = record;
        pairs = lastPair + 8;
        pair = pairs;
        lastPair = pairs + ((<usize>(width - 1)) << 3);
        if (rows === mostRows) {
          stop = STOP_FULL;
          break;
        }
      } else if (sign === quote) {
        if (quoting === OPEN) {
          if (at === second) continue;
          if (at + 1 >= to) {
            stop = STOP_INCOMPLETE;
            break;
          }
          const next = <u32>load<u8>(at, 1);
          if (next === quote) {
            doubled = true;
            second = at + 1;
          } else if (next === delimiter || next === LF || next === CR) {
            quoting = CLOSED;
            closedAt = at;
          } else {
            stop = STOP_IRREGULAR;
            break;
          }
        } else if (at === start) {
          quoting = OPEN;
          doubled = false;
        } else if (isBlankRun(start, at)) {
          stop = STOP_IRREGULAR;
          break;
        }
      } else if (sign === CR) {
        if (at + 1 >= to) {
          stop = STOP_INCOMPLETE;
          break;
        }
        if (load<u8>(at, 1) !== LF) {
          stop = STOP_IRREGULAR;
          break;
        }
      } else if (sign === 0) {
        stop = STOP_IRREGULAR;
        break;
      }
    }
    if (high !== 0) isHigh = true;
  }

  store<u32>(plan, <u32>rows, ROWS);
  store<u32>(plan, <u32>(record - from), BYTES);
  store<u32>(plan, units, UNITS);
  store<u32>(plan, seen, SEEN);
  return stop === GOING ? STOP_INCOMPLETE : stop;
}

/** Where a delimiter, a quote or a control (NUL, LF and CR among them) stands in 16 bytes. */
// @ts-ignore: decorator
@inline
function structure(bytes: v128, delimiters: v128, quotes: v128, controls: v128): u32 {
  return <u32>(
    i8x16.bitmask(
      v128.or(v128.or(i8x16.eq(bytes, delimiters), i8x16.eq(bytes, quotes)), i8x16.lt_u(bytes, controls)),
    )
  );
}

/** Write the pair of a quoted cell; false when its unescaped text finds no room. */
function closeCell(pair: usize, start: usize, closedAt: usize, doubled: bool, quote: u32): bool {
  const from = start + 1;
  const length = closedAt - from;
  if (!doubled) {
    store<u32>(pair, <u32>from);
    store<u32>(pair, <u32>length, 4);
    return true;
  }
  if (length > spillEnd - spillAt) return false;
  const written = unescapeCell(from, length, quote, spillAt, spillEnd - spillAt);
  store<u32>(pair, <u32>spillAt);
  store<u32>(pair, <u32>written, 4);
  spillAt += written;
  return true;
}

/** A line with bytes above ASCII: UTF-8, or else its cells are transcoded. GOING, or why not. */
function readHighLine(plan: usize, pairs: usize, width: i32, from: usize, to: usize): i32 {
  const counted = utf8Units(from, to);
  if (counted === HAS_MARK) return STOP_IRREGULAR;
  if (counted !== NOT_UTF8) {
    lineUnits = counted;
    seen |= SEEN_UTF8;
    return GOING;
  }
  for (let cell = 0; cell < width; cell++) {
    const pair = pairs + ((<usize>cell) << 3);
    const start = <usize>load<u32>(pair);
    const length = <usize>load<u32>(pair, 4);
    if (!hasHighBytes(start, length)) continue;
    if (transcodedRoom(length) > spillEnd - spillAt) return STOP_FULL;
    const written = transcodeCell(plan, start, length, spillAt, spillEnd - spillAt);
    store<u32>(pair, <u32>spillAt);
    store<u32>(pair, <u32>written, 4);
    spillAt += written;
  }
  seen |= SEEN_CODE_PAGE;
  return GOING;
}

/** Whether only blanks stand in [from, to): the reference takes a quote behind them for an opening one. */
function isBlankRun(from: usize, to: usize): bool {
  for (let at = from; at < to; at++) if (load<u8>(at) !== BLANK) return false;
  return true;
}
