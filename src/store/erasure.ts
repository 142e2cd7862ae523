/** What became of something that was to be erased. */
export interface Erasure {
  readonly erasedPrints: number;
  /**
   * Whether the bytes are overwritten and the file is smaller already. False while another process reads the
   * database: they go when it ends.
   */
  readonly bytesGone: boolean;
}
