import { accessSync, constants, statfsSync } from 'node:fs';

/** Linux keeps what stands here in memory: a transaction's fsync costs nothing, on a disk some milliseconds. */
const IN_MEMORY = '/dev/shm';
/** Several times what the tests hold at once; containers often have 64 MB only. */
const MIN_FREE_BYTES = 2 ** 30;

/**
 * Where the tests keep their temporary folders, as environment variables: in memory where there is room, else where the
 * system has them. A TMPDIR that is given stays. Promises that need a disk or its end are tested on one of their own.
 */
export function memoryFolder(): Readonly<Record<string, string>> {
  if (process.env.TMPDIR !== undefined) return {};
  try {
    accessSync(IN_MEMORY, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize >= MIN_FREE_BYTES ? { TMPDIR: IN_MEMORY } : {};
  } catch {
    return {};
  }
}
