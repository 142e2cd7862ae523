/** A kept suspect as `suspect list` shows it. */
export interface SuspectSummary {
  readonly name: string;
  /** SHA-256 of the file, lower-case hex. */
  readonly sha256: string;
  /** When it was kept: ISO 8601 in UTC. */
  readonly keptAt: string;
  /** Rows of its print. */
  readonly rows: number;
}

/** What `suspect forget` erased. */
export interface ForgottenSuspect {
  readonly name: string;
  readonly prints: number;
}
