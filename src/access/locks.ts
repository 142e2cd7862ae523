import type { Clock } from '../core/clock.ts';
import type { FailureStore, SignInFailures } from '../store/access-records.ts';
import { userNameKey } from '../store/users.ts';
import type { AccessSettings } from './access-settings.ts';
import { macOf } from './secrets.ts';

const LONGEST_LOCK_MS = 86_400_000;

/**
 * Counts wrong guesses by name, whether somebody has the name or not, and locks it for a time that doubles. What is
 * stored is a keyed hash of the name: people type passwords where the name belongs.
 */
export class Locks {
  readonly #store: FailureStore;
  readonly #key: Uint8Array;
  readonly #clock: Clock;
  readonly #settings: Pick<AccessSettings, 'lockAfterFailures' | 'lockMs'>;

  constructor(
    store: FailureStore,
    key: Uint8Array,
    clock: Clock,
    settings: Pick<AccessSettings, 'lockAfterFailures' | 'lockMs'>,
  ) {
    this.#store = store;
    this.#key = key;
    this.#clock = clock;
    this.#settings = settings;
  }

  async isLocked(name: string): Promise<boolean> {
    return this.#isLocked(await this.#store.get(this.#macOf(name)));
  }

  /**
   * Count a wrong guess. One at a locked name is not counted, or anybody could keep somebody out for good; it is written
   * all the same, so that its time is that of any other.
   */
  fail(name: string): Promise<void> {
    return this.#store.put(this.#macOf(name), (before) => {
      if (before !== null && this.#isLocked(before)) return before;
      const failures = (before?.failures ?? 0) + 1;
      return { failures, lockedUntil: this.#lockAfter(failures) };
    });
  }

  /** Forget the guesses, and end the lock. */
  clear(name: string): Promise<void> {
    return this.#store.remove(this.#macOf(name));
  }

  #isLocked(found: SignInFailures | null): boolean {
    return found?.lockedUntil != null && this.#clock.nowMs() < Date.parse(found.lockedUntil);
  }

  #lockAfter(failures: number): string | null {
    const { lockAfterFailures, lockMs } = this.#settings;
    if (failures < lockAfterFailures) return null;
    const doubledMs = lockMs * 2 ** Math.min(failures - lockAfterFailures, 20);
    return new Date(this.#clock.nowMs() + Math.min(doubledMs, LONGEST_LOCK_MS)).toISOString();
  }

  #macOf(name: string): string {
    return macOf(this.#key, 'name', userNameKey(name));
  }
}
