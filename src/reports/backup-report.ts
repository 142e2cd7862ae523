/** What `backup` and `restore` say: `rowprint.backup/1` and `rowprint.restore/1`. */
export interface BackupReport {
  readonly schema: 'rowprint.backup/1' | 'rowprint.restore/1';
  /** The backup. */
  readonly file: string;
  readonly home: string;
  readonly homeId: string;
  /** Id of the key that it is of use with. */
  readonly keyId: string;
  readonly bytes: number;
  readonly elapsedMs: number;
  /** What of an installation is not in a backup. */
  readonly notIncluded: readonly ('key' | 'spool')[];
}
