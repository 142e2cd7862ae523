/** What a long step tells while it runs. Numbers only, so that it can be shown, streamed or ignored. */
export interface Progress {
  /** The step as a person calls it: 'reading', 'matching', 'writing'. */
  readonly step: string;
  readonly rowsDone: number;
  readonly bytesDone: number;
  /** Null where the end is not known. */
  readonly rowsTotal: number | null;
  readonly bytesTotal: number | null;
  /** Rows that resemble one of ours so far; what is called present is decided at the end. */
  readonly matches?: number;
  /** Between which shares of all rows (0 to 1) are ours, as far as is known by now. */
  readonly share?: { readonly low01: number; readonly high01: number };
}

/** Called at most a few times a second; must not throw. */
export type ProgressListener = (progress: Progress) => void;
