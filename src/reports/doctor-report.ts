/** One thing the doctor looked at. */
export interface DoctorCheck {
  /** Stable word for programs: 'node', 'database-driver', 'key-file', … */
  readonly id: string;
  /** As a person calls it. */
  readonly title: string;
  readonly state: 'ok' | 'warn' | 'fail';
  /** What was found. */
  readonly found: string;
  /** What to do about it, null when nothing. */
  readonly wayOut: string | null;
}

/** What `doctor` says: `rowprint.doctor/1`. `ok` is false as soon as one check failed; a warning alone keeps it true. */
export interface DoctorReport {
  readonly schema: 'rowprint.doctor/1';
  readonly ok: boolean;
  readonly checks: readonly DoctorCheck[];
}
