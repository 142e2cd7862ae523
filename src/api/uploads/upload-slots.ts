import { RowprintError } from '../../core/errors.ts';

/** Too many uploads of one user send bytes at this moment. Nothing was read: trying again is right. 429. */
export class UploadsBusyError extends RowprintError {
  readonly code = 'RP_TOO_MANY';
  readonly retryAfterSeconds = 1;
}

/** How long a request waits for its turn before it is told to come again: shorter than any client's patience. */
const WAIT_MS = 5000;

/** How many uploads of one user may send bytes at once. Others wait in the order they came; nothing of them is read. */
export class UploadSlots {
  readonly #most: number;
  readonly #waitMs: number;
  readonly #taken = new Map<string, number>();
  readonly #waiting = new Map<string, Set<() => void>>();

  constructor(most: number, waitMs = WAIT_MS) {
    this.#most = most;
    this.#waitMs = waitMs;
  }

  /** Resolves when it is the user's turn, with what ends it. @throws {UploadsBusyError} it did not come in time */
  async take(user: string): Promise<() => void> {
    const taken = this.#taken.get(user) ?? 0;
    if (taken >= this.#most) await this.#turn(user);
    else this.#taken.set(user, taken + 1);
    let isTaken = true;
    return () => {
      if (isTaken) this.#release(user);
      isTaken = false;
    };
  }

  #turn(user: string): Promise<void> {
    const waiting = this.#waiting.get(user) ?? new Set();
    this.#waiting.set(user, waiting);
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        clearTimeout(patience);
        resolve();
      };
      const patience = setTimeout(() => {
        waiting.delete(begin);
        reject(new UploadsBusyError(`${this.#most} of your uploads are under way: try again in a moment`));
      }, this.#waitMs);
      waiting.add(begin);
    });
  }

  /** Hand the slot to who waits longest, or give it back. */
  #release(user: string): void {
    const waiting = this.#waiting.get(user);
    const [next] = waiting ?? [];
    if (next !== undefined) {
      waiting!.delete(next);
      next();
      return;
    }
    this.#waiting.delete(user);
    const left = (this.#taken.get(user) ?? 1) - 1;
    if (left === 0) this.#taken.delete(user);
    else this.#taken.set(user, left);
  }
}
