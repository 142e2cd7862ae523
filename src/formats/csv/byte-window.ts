const LF = 0x0a;
const NO_BYTES = Buffer.alloc(0);

/**
 * A stream of bytes with a cursor: what stands behind it is held until the cursor has passed it, so that it may be read
 * in one way or another. Places are counted in bytes from the cursor. Ends after `maxBytes`; `onLimit` is then called,
 * if there was more.
 */
export class ByteWindow {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #maxBytes: number;
  readonly #onLimit: () => void;
  #held: Buffer[] = [];
  /** Place of the cursor in the first held chunk. */
  #cursor = 0;
  #taken = 0;

  /** Bytes that are held. */
  available = 0;
  /** Nothing comes behind what is held. */
  isEnded = false;

  constructor(chunks: AsyncIterable<Uint8Array>, maxBytes: number, onLimit: () => void) {
    this.#chunks = chunks[Symbol.asyncIterator]();
    this.#maxBytes = maxBytes;
    this.#onLimit = onLimit;
  }

  /** Bytes of the stream before the cursor. */
  get position(): number {
    return this.#taken - this.available;
  }

  /** Read on until so many bytes are held, if there are. */
  async reach(bytes: number): Promise<void> {
    while (this.available < bytes && !this.isEnded) await this.#take();
  }

  async #take(): Promise<void> {
    const next = await this.#chunks.next();
    if (next.done === true) {
      this.isEnded = true;
      return;
    }
    const chunk = next.value;
    const kept = Math.min(chunk.length, this.#maxBytes - this.#taken);
    if (kept > 0) this.#held.push(Buffer.from(chunk.buffer, chunk.byteOffset, kept));
    this.#taken += kept;
    this.available += kept;
    if (kept < chunk.length) {
      this.#onLimit();
      await this.close();
    }
  }

  /** Move the cursor. */
  pass(bytes: number): void {
    this.available -= bytes;
    this.#cursor += bytes;
    let gone = 0;
    while (gone < this.#held.length && this.#cursor >= this.#held[gone].length) {
      this.#cursor -= this.#held[gone].length;
      gone++;
    }
    if (gone > 0) this.#held.splice(0, gone);
  }

  /** Where in memory the cursor stands, from 0 to 7: copies between places that agree in it are several times faster. */
  get alignment(): number {
    return this.#held.length === 0 ? 0 : (this.#held[0].byteOffset + this.#cursor) % 8;
  }

  /** Copy the first `bytes` bytes. */
  copyTo(target: Uint8Array, at: number, bytes: number): void {
    let put = at;
    for (const piece of this.#pieces(0, bytes)) {
      target.set(piece, put);
      put += piece.length;
    }
  }

  /** The bytes from one place to another; they stay what they are when the cursor moves. */
  slice(from: number, to: number): Buffer {
    const pieces = [...this.#pieces(from, to)];
    return pieces.length < 2 ? (pieces[0] ?? NO_BYTES) : Buffer.concat(pieces);
  }

  /** Where the lines from `from` on end, at most so many of them, among what is held before `to`. */
  endOfLines(lines: number, from: number, to: number): { readonly lines: number; readonly end: number } {
    let found = 0;
    let end = from;
    let start = from;
    for (const piece of this.#pieces(from, Math.min(to, this.available))) {
      for (let lf = piece.indexOf(LF); lf >= 0 && found < lines; lf = piece.indexOf(LF, lf + 1)) {
        found++;
        end = start + lf + 1;
      }
      if (found === lines) break;
      start += piece.length;
    }
    return { lines: found, end };
  }

  /** Nothing more will be read. */
  async close(): Promise<void> {
    if (this.isEnded) return;
    this.isEnded = true;
    await this.#chunks.return?.();
  }

  *#pieces(from: number, to: number): Generator<Buffer> {
    let start = -this.#cursor;
    for (const chunk of this.#held) {
      const end = start + chunk.length;
      if (start >= to) return;
      if (end > from) yield chunk.subarray(Math.max(from, start) - start, Math.min(to, end) - start);
      start = end;
    }
  }
}
