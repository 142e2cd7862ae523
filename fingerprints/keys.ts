import { hkdfSync } from 'node:crypto';

/** Bytes of the master key and of every subkey: what HKDF-SHA-256 extracts and what keyed BLAKE3 takes. */
export const KEY_BYTES = 32;

/** For whom and since which rotation tokens are made. Tokens of different scopes never meet. */
export interface KeyScope {
  /** One organisation of a shared installation: lower-case letters, digits and hyphens. */
  readonly tenant: string;
  /** Number of the key's rotation, from 1. */
  readonly epoch: number;
}

/** The scope of an installation with one tenant that never rotated its key. */
export const DEFAULT_KEY_SCOPE: KeyScope = { tenant: 'default', epoch: 1 };

/**
 * The keys of one scope, derived from the master key by HKDF-SHA-256 (RFC 5869, empty salt: the master is uniform).
 *
 * The master never leaves the object: it is a private field, and the ring prints as `[secret]` wherever it is logged.
 * @throws {RangeError} a master that is not 32 bytes, or a scope that could be mistaken for another one
 */
export class KeyRing {
  readonly #master: Uint8Array;
  readonly #prefix: string;

  /**
   * 16 hexadecimal digits that name the key and the scope, stored beside prints. Derived with an info of its own:
   * it helps nobody to find the key or a subkey.
   */
  readonly keyId: string;

  constructor(master: Uint8Array, scope: KeyScope = DEFAULT_KEY_SCOPE) {
    if (master.length !== KEY_BYTES)
      throw new RangeError(`a master key has ${KEY_BYTES} bytes, not ${master.length}`);
    if (!/^[a-z0-9-]{1,64}$/.test(scope.tenant) || !Number.isSafeInteger(scope.epoch) || scope.epoch < 1)
      throw new RangeError('a key scope is a tenant of a-z, 0-9 and hyphens, and an epoch from 1');
    // A copy: who passed the master may wipe it, and cannot change the tokens of this ring.
    this.#master = Uint8Array.from(master);
    this.#prefix = `${scope.tenant}|${scope.epoch}`;
    this.keyId = Buffer.from(this.#derive(`rowprint/1/key-id|${this.#prefix}`, 8)).toString('hex');
  }

  /** The 32-byte key for one purpose ('field/nir', …). The same purpose always gives the same key. */
  subkey(purpose: string): Uint8Array {
    return this.#derive(`rowprint/1|${this.#prefix}|${purpose}`, KEY_BYTES);
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }

  #derive(info: string, bytes: number): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this.#master, new Uint8Array(0), info, bytes));
  }
}
