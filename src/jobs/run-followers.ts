import { isDeepStrictEqual } from 'node:util';
import type { RunProgress, RunRecord } from '../store/run-records.ts';
import type { RunStore } from '../store/run-store.ts';
import { createThrottle, type Throttle } from './throttle.ts';

/** Five times a second: nobody sees more. */
const TELL_PAUSE_MS = 200;
/** How often the store is asked for runs that other processes do, or that wait. */
const POLL_MS = 1000;

interface Follower {
  readonly throttle: Throttle<RunRecord>;
  last: RunRecord | null;
}

/** Those who watch runs, wherever those are done. Costs one question a second to the store, while anybody watches. */
export class RunFollowers {
  readonly #runs: RunStore;
  readonly #byRun = new Map<string, Set<Follower>>();
  #timer: NodeJS.Timeout | null = null;
  #isPolling = false;

  constructor(runs: RunStore) {
    this.#runs = runs;
  }

  /** Hear of a run as it is now, and whenever it changes. Call the result to stop. */
  follow(id: string, listener: (run: RunRecord) => void): () => void {
    const follower: Follower = { throttle: createThrottle(TELL_PAUSE_MS, listener), last: null };
    const followers = this.#byRun.get(id) ?? new Set();
    this.#byRun.set(id, followers.add(follower));
    this.#timer ??= setInterval(() => void this.refresh(), POLL_MS).unref();
    void this.refresh();
    return () => this.#leave(id, follower);
  }

  /** Those who are told of this run, with progress that is newer than what the store has. */
  progress(run: RunRecord, progress: RunProgress): void {
    this.#tell({ ...run, progress });
  }

  /** Look into the store, and tell what is new. */
  async refresh(): Promise<void> {
    if (this.#isPolling || this.#byRun.size === 0) return;
    this.#isPolling = true;
    try {
      for (const run of await this.#runs.findAll([...this.#byRun.keys()])) this.#tell(run);
    } catch {
      // A store that is busy answers the next time.
    } finally {
      this.#isPolling = false;
    }
  }

  /** Nobody is told anything any more. */
  close(): void {
    this.#byRun.clear();
    this.#rest();
  }

  #tell(run: RunRecord): void {
    for (const follower of this.#byRun.get(run.id) ?? []) {
      const news = newest(run, follower.last);
      if (isDeepStrictEqual(news, follower.last)) continue;
      follower.last = news;
      follower.throttle.tell(news);
    }
  }

  #leave(id: string, follower: Follower): void {
    follower.throttle.drop();
    const followers = this.#byRun.get(id);
    followers?.delete(follower);
    if (followers?.size === 0) this.#byRun.delete(id);
    if (this.#byRun.size === 0) this.#rest();
  }

  #rest(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}

/** The store is told of progress less often than who watches: what was shown is never taken back. */
function newest(run: RunRecord, last: RunRecord | null): RunRecord {
  if (last?.progress == null || last.state !== run.state || last.attempts !== run.attempts) return run;
  const isOlder = run.progress === null || run.progress.at < last.progress.at;
  return isOlder ? { ...run, progress: last.progress } : run;
}
