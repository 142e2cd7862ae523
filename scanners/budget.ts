/** What a sweep may use up at most. Every one is a setting with a default. */
export interface BudgetLimits {
  /** Files and folders that are listed. */
  readonly maxEntries: number;
  /** Folders below the first one that is listed. */
  readonly maxDepth: number;
  /** Bytes of one file; a larger one is estimated from blocks. */
  readonly maxAssetBytes: number;
  /** Bytes received in all, listings too. */
  readonly maxSweepBytes: number;
  /** Bytes of one listing. */
  readonly maxListingBytes: number;
  /** Longest that one operation may go without a single byte. */
  readonly idleMs: number;
  /** Longest that one operation (a reply, a listing) may take in all; reading a file is bounded by its bytes and idleMs. */
  readonly operationMs: number;
  /** Longest that the whole sweep may take. */
  readonly maxSweepMs: number;
  /** Slowest acceptable transfer, averaged over idleMs: a server that drips bytes holds up all others. */
  readonly leastBytesPerSecond: number;
  /** Wait between two requests, up to half more at random. */
  readonly paceMs: number;
}
