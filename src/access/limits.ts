import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyError } from './access-errors.ts';

/** How often something may be done. */
export interface Limit {
  readonly times: number;
  readonly seconds: number;
}

/** Counts by key in memory; what was counted is forgotten after its time. */
export class RequestLimit {
  readonly #limiter: RateLimiterMemory;

  constructor({ times, seconds }: Limit) {
    this.#limiter = new RateLimiterMemory({ points: times, duration: seconds });
  }

  /** Count one more. @throws {TooManyError} it was one too many */
  async take(key: string): Promise<void> {
    try {
      await this.#limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new TooManyError(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
    }
  }

  /** Forget what was counted for a key. */
  async forget(key: string): Promise<void> {
    await this.#limiter.delete(key);
  }
}
