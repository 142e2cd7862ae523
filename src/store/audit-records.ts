/** An entry as it stands in the log. */
export interface AuditRecord {
  /** From 1, without gaps. */
  readonly number: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly object: string | null;
  /** JSON of an object with sorted names, exactly as it was hashed. */
  readonly facts: string;
  readonly hash: string;
}

/** Where the log ends: the last entry's number and hash, and a keyed hash over both. Number 0: nothing was ever noted. */
export interface AuditHead {
  readonly number: number;
  readonly hash: string;
  readonly mac: string;
}

/** Which entries are read. */
export interface AuditQuery {
  readonly actor?: string;
  readonly action?: string;
  readonly object?: string;
  /** Entries with smaller numbers only. */
  readonly before?: number;
  readonly limit: number;
}

/** The audit log as it is stored. What makes a hash is its writer's affair: the store has no key. */
export interface AuditStore {
  /**
   * Append entries after the head, in one transaction: two processes never append after the same one.
   * @param make entries and the new head, from the head that was found; called once more for each try
   */
  append(
    make: (head: AuditHead) => { readonly entries: readonly AuditRecord[]; readonly head: AuditHead },
  ): Promise<void>;
  head(): Promise<AuditHead>;
  /** Newest first. */
  list(query: AuditQuery): Promise<readonly AuditRecord[]>;
  /** Oldest first, from the number after `after`; what is missing is missing in it too. */
  read(after: number, limit: number): Promise<readonly AuditRecord[]>;
}
