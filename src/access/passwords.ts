import { availableParallelism } from 'node:os';
import { type Algorithm, hash, type Options, parseOptions, verify } from '@node-rs/argon2';
import { TooManyError } from './access-errors.ts';
import { passwordText } from './password-rules.ts';
import { newSecret } from './secrets.ts';

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, 2 passes, 1 lane; about 80 ms here. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** `const enum` of a library that is not compiled with us: its value stands for it. */
const ARGON2ID: Algorithm = 2;
/** Who waits longer than this for a turn is better told to come back. */
const MOST_WAITING = 100;
const COME_BACK_SECONDS = 5;

/**
 * Hashes passwords, off the event loop and a few at a time: a flood of guesses must take neither all memory nor all
 * processors. The key is mixed in: whoever has the database alone cannot even begin to guess.
 */
export class Passwords {
  readonly #options: Options;
  readonly #most = Math.max(1, availableParallelism() - 1);
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #nobodys: Promise<string> | null = null;

  constructor(key: Uint8Array) {
    this.#options = { ...COST, algorithm: ARGON2ID, secret: key };
  }

  /** What is stored of a password. @throws {TooManyError} */
  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(passwordText(password), this.#options));
  }

  /** Whether it is the password. Takes as long where there is none (null): time tells nothing. @throws {TooManyError} */
  async isRight(password: string, stored: string | null): Promise<boolean> {
    const held = stored ?? (await this.#hashOfNobody());
    const isRight = await this.#inTurn(() =>
      verify(held, passwordText(password), this.#options).catch(() => false),
    );
    return isRight && stored !== null;
  }

  /** Whether it was hashed at another cost than new ones are. */
  isDated(stored: string): boolean {
    const { memoryCost, timeCost, parallelism } = parseOptions(stored);
    return memoryCost !== COST.memoryCost || timeCost !== COST.timeCost || parallelism !== COST.parallelism;
  }

  /** Made once, early: the first unknown name must not take twice as long. */
  async prepare(): Promise<void> {
    await this.#hashOfNobody();
  }

  #hashOfNobody(): Promise<string> {
    this.#nobodys ??= hash(newSecret(), this.#options);
    return this.#nobodys;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#busy >= this.#most) {
      if (this.#waiting.length >= MOST_WAITING) throw new TooManyError(COME_BACK_SECONDS);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#busy++;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy--;
    }
  }
}
