/** An exposure as `scan`, the API and the views show it. Titles and advice come from its detector. */
export interface ExposureReport {
  readonly id: string;
  /** The endpoint's name. */
  readonly endpoint: string;
  readonly code: string;
  readonly severity: string;
  /** The worst severity among the open exposures of the same object; null for a closed one. */
  readonly groupSeverity: string | null;
  readonly state: 'open' | 'closed';
  /** 'proven', 'claimed' by the server, or 'unproven'. */
  readonly proof: string;
  /** What is wrong, in one sentence. */
  readonly title: string;
  /** What to do, in one sentence. */
  readonly advice: string;
  /** ISO 8601 in UTC, as all times here. */
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly closedAt: string | null;
  /** How often it was opened again after it was closed. */
  readonly reopened: number;
  /** The file that it is about; null: the endpoint as a whole. */
  readonly path: string | null;
  /** Names, counts, codes, addresses, times; never a cell or a login. */
  readonly evidence: Readonly<Record<string, unknown>>;
  /** Codes of the facts that raised its severity. */
  readonly raisedBy: readonly string[];
}
