/** An exposure and its life. */
export interface ExposureRecord {
  readonly id: string;
  readonly endpointId: string;
  readonly code: string;
  readonly path: string | null;
  readonly severity: string;
  readonly proof: string;
  readonly state: 'open' | 'closed';
  readonly evidence: unknown;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly closedAt: string | null;
  /** How often it was opened again after it was closed. */
  readonly reopened: number;
}

/** The exposures of all endpoints. */
export interface ExposureStore {
  /** Of one endpoint, or of all; closed ones too. Oldest first. */
  list(endpointId?: string): Promise<readonly ExposureRecord[]>;
  /**
   * Write these as they are now (by id); new ones have an id from `newId`. One transaction.
   * @throws {UsageError} an endpoint was forgotten in the meantime
   */
  put(exposures: readonly ExposureRecord[]): Promise<void>;
  newId(): string;
}
