import { TooManyError } from '../access/access-errors.ts';

/** When a place may be free again: browsers ask anew by themselves. */
const RETRY_SECONDS = 5;

/**
 * How many streams of events somebody may hold open at once. Each takes a connection for as long as it lasts: one account
 * could else take all of them.
 */
export class FollowersAtOnce {
  readonly #most: number;
  readonly #open = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Take a place; call the result to give it back, once. @throws {TooManyError} */
  take(user: string): () => void {
    const open = this.#open.get(user) ?? 0;
    if (open >= this.#most) throw new TooManyError(RETRY_SECONDS);
    this.#open.set(user, open + 1);
    return () => {
      const left = this.#open.get(user)! - 1;
      if (left === 0) this.#open.delete(user);
      else this.#open.set(user, left);
    };
  }
}
