import type { PartFacts } from './store.ts';

/**
 * Bytes of every segment but the last of its part. 4 MiB: large enough that reading is not slowed by the number of
 * rows (2.4 GB/s measured, 16 MiB is slower), small enough to buffer one for each of many parts.
 */
export const SEGMENT_BYTES = 4 * 1024 * 1024;

/** One piece of a part, ready to be stored. */
export interface Segment {
  readonly part: string;
  readonly sequence: number;
  readonly bytes: Uint8Array;
}

/** A part that is being written: what waits for a full segment, and what was cut already. */
interface OpenPart {
  pending: Uint8Array;
  filled: number;
  segments: number;
  bytes: number;
}

/**
 * Cuts what is written to each part into segments of exactly SEGMENT_BYTES, the last one shorter. No I/O.
 * A segment may be a view of what was pushed: store it before that is reused.
 */
export class SegmentPacker {
  readonly #parts = new Map<string, OpenPart>();
  readonly #segmentBytes: number;

  constructor(segmentBytes: number = SEGMENT_BYTES) {
    this.#segmentBytes = segmentBytes;
  }

  /** Append bytes to a part; returns the segments that are full now. */
  push(part: string, bytes: Uint8Array): readonly Segment[] {
    const open = this.#open(part);
    open.bytes += bytes.length;
    const full: Segment[] = [];
    let rest = bytes;
    while (open.filled + rest.length >= this.#segmentBytes) {
      const taken = this.#segmentBytes - open.filled;
      full.push({ part, sequence: open.segments++, bytes: complete(open, rest.subarray(0, taken)) });
      rest = rest.subarray(taken);
    }
    this.#keep(open, rest);
    return full;
  }

  /** The segments that are left over, each shorter than a full one. Nothing is pushed afterwards. */
  finish(): readonly Segment[] {
    const last: Segment[] = [];
    for (const [part, open] of this.#parts) {
      if (open.filled > 0)
        last.push({ part, sequence: open.segments++, bytes: complete(open, new Uint8Array(0)) });
    }
    return last;
  }

  /** Sizes of all parts, final after `finish`. */
  facts(): Readonly<Record<string, PartFacts>> {
    const facts = [...this.#parts].map(([part, { bytes, segments }]) => [part, { bytes, segments }]);
    return Object.fromEntries(facts);
  }

  #open(part: string): OpenPart {
    let open = this.#parts.get(part);
    if (!open) {
      open = { pending: new Uint8Array(0), filled: 0, segments: 0, bytes: 0 };
      this.#parts.set(part, open);
    }
    return open;
  }

  #keep(open: OpenPart, bytes: Uint8Array): void {
    const needed = open.filled + bytes.length;
    if (needed > open.pending.length) {
      // Doubling: a part of a few bytes takes a few bytes, and copying stays linear.
      const grown = new Uint8Array(Math.min(this.#segmentBytes, Math.max(needed, open.pending.length * 2)));
      grown.set(open.pending.subarray(0, open.filled));
      open.pending = grown;
    }
    open.pending.set(bytes, open.filled);
    open.filled = needed;
  }
}

/** The pending bytes followed by `tail` as one array, without a copy where nothing is pending. */
function complete(open: OpenPart, tail: Uint8Array): Uint8Array {
  if (open.filled === 0) return tail;
  const whole = new Uint8Array(open.filled + tail.length);
  whole.set(open.pending.subarray(0, open.filled));
  whole.set(tail, open.filled);
  open.filled = 0;
  open.pending = new Uint8Array(0);
  return whole;
}
