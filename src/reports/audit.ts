/** An entry of the audit log as it is listed and exported. */
export interface AuditLine {
  readonly number: number;
  readonly at: string;
  readonly actor: string;
  /** 'report.viewed', 'case.exported', … */
  readonly action: string;
  readonly object: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

/** Which entries are listed: those that fit all that is said. */
export interface AuditFilter {
  readonly actor?: string;
  readonly action?: string;
  readonly object?: string;
  readonly limit: number;
}

/** Result of `audit verify`. */
export interface AuditCheck {
  readonly schema: 'rowprint.audit-check/1';
  readonly holds: boolean;
  readonly entries: number;
  /** Number of the first entry that is changed, missing or out of place. */
  readonly brokenAt: number | null;
  /** 'number:hash' of the last entry: kept elsewhere, it proves later that the log was not cut before it. */
  readonly head: string;
}
