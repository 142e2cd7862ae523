/** Entries of an index in order (see ColumnIndex), and where each value's begin. */
export interface RowsByTag {
  readonly starts: Uint32Array;
  readonly entries: Uint32Array;
  /** Entries [groups[g], groups[g + 1]) are those of one value. */
  readonly groups: Uint32Array;
}

/** Entries while they are sorted: their high halves go along, so that nothing is looked up by row. */
interface Entries {
  readonly tags: Uint16Array;
  readonly rows: Uint32Array;
  readonly highs: Uint32Array;
}

/** Buckets up to this long are sorted by insertion. */
const SHORT = 24;

/**
 * Rows that have a token by (bucket = first `bits` bits of high, tag = last 32 - `rowBits` bits of low, high, row).
 * One stable scatter into the buckets, then each bucket by itself. Linear in rows for tokens that spread evenly.
 * @param filled rows whose high half is not 0
 */
export function rowsByTag(
  high: Uint32Array,
  low: Uint16Array | Uint32Array,
  filled: number,
  { bits, rowBits }: { readonly bits: number; readonly rowBits: number },
): RowsByTag {
  const starts = bucketStarts(high, bits);
  const entries = {
    tags: new Uint16Array(filled),
    rows: new Uint32Array(filled),
    highs: new Uint32Array(filled),
  };
  scatter(high, low, starts, { bits, rowBits }, entries);
  // Each bucket's start has become its end, which is the next one's start.
  starts.copyWithin(1, 0, starts.length - 1);
  starts[0] = 0;
  sortBuckets(starts, entries);
  return { starts, entries: packed(entries, rowBits), groups: groupStarts(entries) };
}

/** Tag and row in one word, in the place of the rows. */
function packed({ tags, rows }: Entries, rowBits: number): Uint32Array {
  for (let at = 0; at < rows.length; at++) rows[at] = (tags[at]! << rowBits) | rows[at]!;
  return rows;
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

function scatter(
  high: Uint32Array,
  low: Uint16Array | Uint32Array,
  places: Uint32Array,
  { bits, rowBits }: { readonly bits: number; readonly rowBits: number },
  { tags, rows, highs }: Entries,
): void {
  const shift = 31 - bits;
  const tagMask = 2 ** (32 - rowBits) - 1;
  for (let row = 0; row < high.length; row++) {
    const token = high[row]!;
    if (token === 0) continue;
    const at = places[(token >>> 1) >>> shift]!++;
    rows[at] = row;
    tags[at] = low[row]! & tagMask;
    highs[at] = token;
  }
}

function sortBuckets(starts: Uint32Array, entries: Entries): void {
  let spare: Entries | null = null;
  for (let bucket = 1; bucket < starts.length; bucket++) {
    const start = starts[bucket - 1]!;
    const end = starts[bucket]!;
    if (end - start <= SHORT) sortByInsertion(entries, start, end);
    else if (!isSorted(entries, start, end)) {
      spare ??= spareFor(longestBucket(starts));
      sortByParting(entries, spare, start, end);
    }
  }
}

function longestBucket(starts: Uint32Array): number {
  let longest = 0;
  for (let bucket = 1; bucket < starts.length; bucket++)
    longest = Math.max(longest, starts[bucket]! - starts[bucket - 1]!);
  return longest;
}

function spareFor(longest: number): Entries {
  return {
    tags: new Uint16Array(longest),
    rows: new Uint32Array(2 * longest),
    highs: new Uint32Array(longest),
  };
}

function isSorted({ tags, highs }: Entries, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at++) {
    const tag = tags[at]!;
    const before = tags[at - 1]!;
    if (tag < before || (tag === before && highs[at]! < highs[at - 1]!)) return false;
  }
  return true;
}

function sortByInsertion({ tags, rows, highs }: Entries, start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const tag = tags[i]!;
    if (tags[i - 1]! < tag) continue;
    const high = highs[i]!;
    const row = rows[i]!;
    let at = i;
    while (at > start) {
      const before = tags[at - 1]!;
      if (before < tag || (before === tag && highs[at - 1]! <= high)) break;
      tags[at] = before;
      highs[at] = highs[at - 1]!;
      rows[at] = rows[at - 1]!;
      at--;
    }
    tags[at] = tag;
    highs[at] = high;
    rows[at] = row;
  }
}

/**
 * Sort a long bucket by parting it into entries below, like and above one of them, each in the order they had. A bucket
 * is long because values stand in many rows: it takes few passes, as its different values are few.
 */
function sortByParting(entries: Entries, spare: Entries, start: number, end: number): void {
  if (end - start <= SHORT) {
    sortByInsertion(entries, start, end);
    return;
  }
  const { tags, rows, highs } = entries;
  const middle = (start + end) >>> 1;
  const tag = tags[middle]!;
  const high = highs[middle]!;
  let below = start;
  let like = 0;
  let above = 0;
  const likeFrom = spare.tags.length;
  for (let i = start; i < end; i++) {
    const own = tags[i]!;
    const order = own - tag || highs[i]! - high;
    if (order < 0) {
      rows[below] = rows[i]!;
      highs[below] = highs[i]!;
      tags[below++] = own;
    } else if (order === 0) spare.rows[likeFrom + like++] = rows[i]!;
    else {
      spare.rows[above] = rows[i]!;
      spare.highs[above] = highs[i]!;
      spare.tags[above++] = own;
    }
  }
  const next = below + like;
  rows.set(spare.rows.subarray(likeFrom, likeFrom + like), below);
  tags.fill(tag, below, next);
  highs.fill(high, below, next);
  rows.set(spare.rows.subarray(0, above), next);
  tags.set(spare.tags.subarray(0, above), next);
  highs.set(spare.highs.subarray(0, above), next);
  sortByParting(entries, spare, start, below);
  sortByParting(entries, spare, next, end);
}

function groupStarts({ tags, highs }: Entries): Uint32Array {
  let distinct = 0;
  for (let at = 0; at < tags.length; at++)
    if (at === 0 || tags[at] !== tags[at - 1] || highs[at] !== highs[at - 1]) distinct++;
  const groups = new Uint32Array(distinct + 1);
  let group = 0;
  for (let at = 0; at < tags.length; at++)
    if (at === 0 || tags[at] !== tags[at - 1] || highs[at] !== highs[at - 1]) groups[group++] = at;
  groups[distinct] = tags.length;
  return groups;
}
