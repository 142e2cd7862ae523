import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';

const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;

/**
 * Do it again while another connection holds the lock, for at most `busyTimeoutMs`. SQLite's own waiting would stop the
 * whole process, and for ever where the holder is a connection of this process.
 */
export async function retryWhileBusy<T>(work: () => T, busyTimeoutMs: number): Promise<T> {
  const endMs = performance.now() + busyTimeoutMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= endMs) throw error;
    }
    // Of different lengths, so that two who wait do not meet again and again.
    await sleep(pauseMs * (0.5 + Math.random()));
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
