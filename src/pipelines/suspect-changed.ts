import type { ByteSource } from '../core/byte-source.ts';
import { RowprintError } from '../core/errors.ts';

/** The file was not the same in all readings. */
export class SuspectChangedError extends RowprintError {
  readonly code = 'RP_SUSPECT_CHANGED';
}

/** The failure of a file that was not the same when it was read again. */
export function suspectChanged({ name }: ByteSource): SuspectChangedError {
  return new SuspectChangedError(`${name} changed while it was being read: copy it first and check the copy`);
}
