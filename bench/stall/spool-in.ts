import { join } from 'node:path';
import type { KeyRing } from '../../fingerprints/keys.ts';
import type { SpoolStart } from '../../src/compose/run-work.ts';

/** The uploads of a home, the same for who uploads and who reads. */
export function spoolIn(home: string, keys: KeyRing): SpoolStart {
  return {
    folder: join(home, 'uploads'),
    key: keys.subkey('spool'),
    maxFileBytes: 2 ** 40,
    requestIdleMs: 60_000,
    giveUpMs: 3_600_000,
  };
}
