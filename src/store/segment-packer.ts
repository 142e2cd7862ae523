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
      const taken = rest.subarray(0, this.#segmentBytes - open.filled);
      rest = rest.subarray(taken.length);
      full.push(this.#cut(part, open, taken));
    }
    this.#keep(open, rest);
    return full;
  }

  /** The segments that are left over, each shorter than a full one. Nothing is pushed afterwards. */
  finish(): readonly Segment[] {
    return [...this.#parts]
      .filter(([, open]) => open.filled > 0)
      .map(([part, open]) => this.#cut(part, open, new Uint8Array(0)));
  }

  /** What was pushed to a part and is not cut yet; a copy. */
  pending(part: string): Uint8Array {
    const open = this.#parts.get(part);
    return open === undefined ? new Uint8Array(0) : open.pending.slice(0, open.filled);
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

  /** What is pending and `tail` as one segment; without a copy where nothing is pending. */
  #cut(part: string, open: OpenPart, tail: Uint8Array): Segment {
    const sequence = open.segments++;
    if (open.filled === 0) return { part, sequence, bytes: tail };
    this.#keep(open, tail);
    const bytes = open.pending.subarray(0, open.filled);
    // Handed over, never reused: it may still be on its way to the disk when more is pushed.
    open.pending = new Uint8Array(0);
    open.filled = 0;
    return { part, sequence, bytes };
  }

  #keep(open: OpenPart, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const needed = open.filled + bytes.length;
    if (needed > open.pending.length) open.pending = this.#grow(open, needed);
    open.pending.set(bytes, open.filled);
    open.filled = needed;
  }

  /** A part that filled a segment will fill another; before that it doubles, so that small parts stay small. */
  #grow(open: OpenPart, needed: number): Uint8Array {
    const doubled = Math.min(this.#segmentBytes, Math.max(needed, open.pending.length * 2));
    const grown = new Uint8Array(open.segments > 0 ? this.#segmentBytes : doubled);
    grown.set(open.pending.subarray(0, open.filled));
    return grown;
  }
}
