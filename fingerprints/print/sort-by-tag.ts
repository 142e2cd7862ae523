/** Entries of an index in order: see ColumnIndex. */
export interface RowsByTag {
  readonly starts: Uint32Array;
  readonly tags: Uint16Array;
  readonly rows: Uint32Array;
}

/** Buckets up to this long are sorted by insertion. */
const SHORT = 24;

/**
 * Rows that have a token by (bucket = first `bits` bits of high, tag = last 16 bits of low, high, row).
 * One stable scatter into the buckets, then each bucket by itself. Linear in rows for tokens that spread evenly.
 * @param filled rows whose high half is not 0
 */
export function rowsByTag(
  high: Uint32Array,
  low: Uint16Array | Uint32Array,
  filled: number,
  bits: number,
): RowsByTag {
  const starts = bucketStarts(high, bits);
  const tags = new Uint16Array(filled);
  const rows = new Uint32Array(filled);
  const shift = 31 - bits;
  for (let row = 0; row < high.length; row++) {
    const token = high[row]!;
    if (token === 0) continue;
    const at = starts[(token >>> 1) >>> shift]!++;
    rows[at] = row;
    tags[at] = low[row]!;
  }
  // Each bucket's start has become its end, which is the next one's start.
  starts.copyWithin(1, 0, starts.length - 1);
  starts[0] = 0;
  sortBuckets(starts, tags, rows, high);
  return { starts, tags, rows };
}

function bucketStarts(high: Uint32Array, bits: number): Uint32Array {
  const starts = new Uint32Array(2 ** bits + 1);
  const shift = 31 - bits;
  for (let row = 0; row < high.length; row++) {
    const token = high[row]!;
    if (token !== 0) starts[((token >>> 1) >>> shift) + 1]!++;
  }
  for (let bucket = 1; bucket < starts.length; bucket++) starts[bucket]! += starts[bucket - 1]!;
  return starts;
}

function sortBuckets(starts: Uint32Array, tags: Uint16Array, rows: Uint32Array, high: Uint32Array): void {
  let longest = 0;
  for (let bucket = 1; bucket < starts.length; bucket++)
    longest = Math.max(longest, starts[bucket]! - starts[bucket - 1]!);
  const partition = longest > SHORT ? createPartition(tags, rows, high, longest) : null;
  for (let bucket = 1; bucket < starts.length; bucket++) {
    const start = starts[bucket - 1]!;
    const end = starts[bucket]!;
    if (end - start <= SHORT) sortByInsertion(tags, rows, high, start, end);
    else partition!(start, end);
  }
}

function sortByInsertion(
  tags: Uint16Array,
  rows: Uint32Array,
  high: Uint32Array,
  start: number,
  end: number,
): void {
  for (let i = start + 1; i < end; i++) {
    const tag = tags[i]!;
    if (tags[i - 1]! < tag) continue;
    const row = rows[i]!;
    let at = i;
    while (at > start) {
      const before = tags[at - 1]!;
      if (before < tag || (before === tag && high[rows[at - 1]!]! <= high[row]!)) break;
      tags[at] = before;
      rows[at] = rows[at - 1]!;
      at--;
    }
    tags[at] = tag;
    rows[at] = row;
  }
}

/**
 * Sorts long buckets by parting them into entries below, like and above one of them, each in the order it had. A bucket
 * is long because a value stands in many rows: as many passes as it has different values are few.
 */
function createPartition(
  tags: Uint16Array,
  rows: Uint32Array,
  high: Uint32Array,
  longest: number,
): (start: number, end: number) => void {
  const likeRows = new Uint32Array(longest);
  const aboveRows = new Uint32Array(longest);
  const aboveTags = new Uint16Array(longest);
  return function part(start, end) {
    if (end - start <= SHORT) return sortByInsertion(tags, rows, high, start, end);
    const middle = (start + end) >>> 1;
    const tag = tags[middle]!;
    const token = high[rows[middle]!]!;
    let below = start;
    let like = 0;
    let above = 0;
    for (let i = start; i < end; i++) {
      const row = rows[i]!;
      const own = tags[i]!;
      const order = own - tag || high[row]! - token;
      if (order < 0) {
        rows[below] = row;
        tags[below++] = own;
      } else if (order === 0) likeRows[like++] = row;
      else {
        aboveRows[above] = row;
        aboveTags[above++] = own;
      }
    }
    rows.set(likeRows.subarray(0, like), below);
    tags.fill(tag, below, below + like);
    rows.set(aboveRows.subarray(0, above), below + like);
    tags.set(aboveTags.subarray(0, above), below + like);
    part(start, below);
    part(below + like, end);
  };
}
