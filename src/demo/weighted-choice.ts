import type { Random } from './random.ts';

/**
 * Draws from a list with given weights in constant time, whatever its length.
 * Method: alias tables (Walker 1977, in Vose's form of 1991).
 */
export class WeightedChoice<T> {
  readonly #values: readonly T[];
  readonly #keep: Float64Array;
  readonly #alias: Uint32Array;

  /** @param weights not negative, not all zero, one for each value; they need not sum to 1. */
  constructor(values: readonly T[], weights: ArrayLike<number>) {
    this.#values = values;
    this.#keep = new Float64Array(values.length);
    this.#alias = new Uint32Array(values.length);
    this.#build(weights);
  }

  /** One value, at the rate of its weight. */
  draw(random: Random): T {
    const position = random.unit() * this.#values.length;
    const index = Math.floor(position);
    const kept = position - index < (this.#keep[index] as number);
    return this.#values[kept ? index : (this.#alias[index] as number)] as T;
  }

  #build(weights: ArrayLike<number>): void {
    const count = this.#values.length;
    let total = 0;
    for (let index = 0; index < count; index += 1) total += weights[index] as number;
    const small: number[] = [];
    const large: number[] = [];
    for (let index = 0; index < count; index += 1) {
      this.#keep[index] = ((weights[index] as number) * count) / total;
      ((this.#keep[index] as number) < 1 ? small : large).push(index);
    }
    while (small.length > 0 && large.length > 0) {
      const poor = small.pop() as number;
      const rich = large.at(-1) as number;
      this.#alias[poor] = rich;
      this.#keep[rich] = (this.#keep[rich] as number) - (1 - (this.#keep[poor] as number));
      if ((this.#keep[rich] as number) < 1) small.push(large.pop() as number);
    }
    for (const index of [...small, ...large]) this.#keep[index] = 1;
  }
}
