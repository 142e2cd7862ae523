/** Bytes of one file, wherever it is. The plugin that reads it never learns more than this. */
export interface ByteSource {
  /** The name shown in reports: a file name without its folder, or a member of an archive. */
  readonly name: string;
  /** Size in bytes, or null where it is not known beforehand (a pipe, a compressed member). */
  readonly bytes: number | null;
  /**
   * True where `stream(start)` costs no more than reading from there (a local file): a reader may then look at
   * places in the middle. Absent or false: start at 0 only.
   */
  readonly seekable?: boolean;
  /**
   * A fresh stream over the bytes from `start` (0-based, inclusive) to the end. May be called several times:
   * once to look at the head, once to read. Chunks are of any size. `end` (exclusive) is a hint: nobody will read beyond
   * it, so that the source may stop there; it may as well go on. @throws {SourceUnreadableError}
   */
  stream(start?: number, end?: number): AsyncIterable<Uint8Array>;
}
