/** Leave to contact something, as it was given. Times are ISO 8601 in UTC, here and in every record below. */
export interface NewMandate {
  /** Host, host with port, or range of addresses. */
  readonly target: string;
  readonly owner: string;
  readonly reference: string;
  /** Last day, 'YYYY-MM-DD'. */
  readonly until: string;
}

/** A mandate as it is kept. */
export interface MandateRecord extends NewMandate {
  readonly createdAt: string;
}

/** The mandates. One per target, compared as it is written: adding it again replaces it. */
export interface MandateStore {
  list(): Promise<readonly MandateRecord[]>;
  put(mandate: NewMandate): Promise<void>;
  /** @throws {UsageError} no such target */
  remove(target: string): Promise<void>;
}
