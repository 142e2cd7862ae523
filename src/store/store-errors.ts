import { RowprintError } from '../core/errors.ts';

/** The home was made with another key: nothing would ever match. */
export class KeyMismatchError extends RowprintError {
  readonly code = 'RP_KEY_MISMATCH';
}

/** The database was written by a newer Rowprint. It was not touched. */
export class StoreNewerError extends RowprintError {
  readonly code = 'RP_STORE_NEWER';
}

/** The database, or a segment of it, is not what was written. */
export class StoreDamagedError extends RowprintError {
  readonly code = 'RP_STORE_DAMAGED';
}

/** Another process held the database longer than the busy timeout. Nothing was changed; trying again is right. */
export class StoreBusyError extends RowprintError {
  readonly code = 'RP_STORE_BUSY';
}

/** The operating system refuses to read or write the database. Nothing was changed. */
export class StoreRefusedError extends RowprintError {
  readonly code = 'RP_STORE_REFUSED';
}

/** What a writer had staged was removed: its process slept too long, and another one cleaned up. */
export class StagingLostError extends RowprintError {
  readonly code = 'RP_STAGING_LOST';
}

/** The run is in other hands: this process was not heard of for too long. What it made of it is not kept. */
export class RunLostError extends RowprintError {
  readonly code = 'RP_RUN_LOST';
}

/** The endpoint is being swept by another process, or this one is no longer the one that sweeps it. */
export class SweepRunningError extends RowprintError {
  readonly code = 'RP_SWEEP_RUNNING';
}
