import { RowprintError } from './errors.ts';

/** There is no room left where something had to be written. What was there before is unchanged. */
export class DiskFullError extends RowprintError {
  readonly code = 'RP_DISK_FULL';
}

/** Whether the operating system said that the disk, or the user's share of it, is full. */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOSPC' || code === 'EDQUOT';
}
