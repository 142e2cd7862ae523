import type { Actor } from './actor.ts';

/** Something that was done, and by whom. Facts are names, counts and codes; never a cell or a secret. */
export interface AuditNote {
  /** Null: nobody is signed in (a failed sign-in). 'system': the service by itself. */
  readonly actor: Pick<Actor, 'name'> | 'system' | null;
  /** 'report.viewed', 'case.exported', 'user.changed', … */
  readonly action: string;
  /** Kind and id or name: 'report r_20261122_…', 'table lab_a'. */
  readonly object: string | null;
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
}

/** The audit log: append-only, each entry chained to the one before by its hash. */
export interface AuditLog {
  /** Resolves once the entry is on the disk: what must not go unnoted waits for it. */
  note(entry: AuditNote): Promise<void>;
}
