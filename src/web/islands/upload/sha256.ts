const BLOCK_BYTES = 64;
const ROUNDS = 64;

/** The fractional parts of the cube roots of the first 64 primes, and of the square roots of the first 8 (FIPS 180-4). */
const CUBE_ROOTS = fractions(ROUNDS, Math.cbrt);
const SQUARE_ROOTS = fractions(8, Math.sqrt);

/** SHA-256 of bytes that come piece by piece (FIPS 180-4): what browsers offer takes all of them at once. */
export class Sha256 {
  // Signed: sums of 32 bits then stay small integers, which is three times as fast.
  readonly #state = Int32Array.from(SQUARE_ROOTS);
  readonly #words = new Int32Array(ROUNDS);
  readonly #rest = new Uint8Array(BLOCK_BYTES);
  #bytes = 0;

  /** Count bytes in, of any number. */
  update(bytes: Uint8Array): void {
    let at = 0;
    const waiting = this.#bytes % BLOCK_BYTES;
    this.#bytes += bytes.length;
    if (waiting > 0) {
      at = Math.min(bytes.length, BLOCK_BYTES - waiting);
      this.#rest.set(bytes.subarray(0, at), waiting);
      if (waiting + at < BLOCK_BYTES) return;
      this.#block(this.#rest, 0);
    }
    for (; at + BLOCK_BYTES <= bytes.length; at += BLOCK_BYTES) this.#block(bytes, at);
    this.#rest.set(bytes.subarray(at));
  }

  /** The digest, 64 lower-case hexadecimal digits. Nothing can be counted in afterwards. */
  digest(): string {
    const bytes = this.#bytes;
    const padding = new Uint8Array(9 + ((2 * BLOCK_BYTES - 9 - (bytes % BLOCK_BYTES)) % BLOCK_BYTES));
    padding[0] = 0x80;
    const length = new DataView(padding.buffer, padding.length - 8);
    length.setUint32(0, Math.floor(bytes / 2 ** 29));
    length.setUint32(4, (bytes * 8) >>> 0);
    this.update(padding);
    return Array.from(this.#state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  #block(bytes: Uint8Array, at: number): void {
    const words = this.#words;
    for (let index = 0; index < 16; index++) {
      const from = at + 4 * index;
      words[index] =
        (bytes[from]! << 24) | (bytes[from + 1]! << 16) | (bytes[from + 2]! << 8) | bytes[from + 3]!;
    }
    for (let index = 16; index < ROUNDS; index++) {
      const early = words[index - 15]!;
      const late = words[index - 2]!;
      const small = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
      const large = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
      words[index] = (words[index - 16]! + small + words[index - 7]! + large) | 0;
    }
    this.#rounds();
  }

  #rounds(): void {
    const words = this.#words;
    const state = this.#state;
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    let e = state[4]!;
    let f = state[5]!;
    let g = state[6]!;
    let h = state[7]!;
    for (let index = 0; index < ROUNDS; index++) {
      const chosen = (e & f) ^ (~e & g);
      const one =
        (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + chosen + CUBE_ROOTS[index]! + words[index]!) | 0;
      const most = (a & b) ^ (a & c) ^ (b & c);
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + most) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    this.#add(0, a, b, c, d);
    this.#add(4, e, f, g, h);
  }

  #add(at: number, first: number, second: number, third: number, fourth: number): void {
    const state = this.#state;
    state[at] = (state[at]! + first) | 0;
    state[at + 1] = (state[at + 1]! + second) | 0;
    state[at + 2] = (state[at + 2]! + third) | 0;
    state[at + 3] = (state[at + 3]! + fourth) | 0;
  }
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function fractions(count: number, root: (prime: number) => number): Int32Array {
  const primes: number[] = [];
  for (let number = 2; primes.length < count; number++)
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  return Int32Array.from(primes, (prime) => ((root(prime) % 1) * 2 ** 32) | 0);
}
