/**
 * Seeded random numbers: the same keys always give the same sequence, on every machine.
 * Generator: sfc32 (Chris Doty-Humphrey, PractRand), keyed by mixing each key into its state.
 * For generated people only; never for keys or tokens.
 */
export class Random {
  #a = 0x9e3779b9;
  #b = 0x243f6a88;
  #c = 0xb7e15162;
  #counter = 1;

  /** @param keys whole numbers: the seed first, then what tells this sequence from others of the same seed. */
  constructor(...keys: readonly number[]) {
    for (const key of keys) {
      this.#a = (this.#a ^ (key >>> 0)) | 0;
      this.#b = (this.#b ^ Math.floor(key / 0x1_0000_0000)) | 0;
      for (let round = 0; round < 6; round += 1) this.bits();
    }
    for (let round = 0; round < 6; round += 1) this.bits();
  }

  /** 32 random bits as a number from 0 to 2^32 - 1. */
  bits(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return sum >>> 0;
  }

  /** At least 0, less than 1. */
  unit(): number {
    return this.bits() / 0x1_0000_0000;
  }

  /** A whole number from 0 (inclusive) to `end` (exclusive). */
  below(end: number): number {
    return Math.floor(this.unit() * end);
  }

  /** A whole number from `first` to `last`, both inclusive. */
  between(first: number, last: number): number {
    return first + this.below(last - first + 1);
  }

  /** True at the rate `share01` (0 to 1). */
  chance(share01: number): boolean {
    return this.unit() < share01;
  }

  /** One of the list, all alike. The list must not be empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

/** Put a list into random order, in place (Fisher-Yates). */
export function shuffle<T>(list: T[], random: Random): T[] {
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    const kept = list[last] as T;
    list[last] = list[other] as T;
    list[other] = kept;
  }
  return list;
}
