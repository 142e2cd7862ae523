/**
 * Which values of a column are one slip away from a spelling: 32-bit token of a blurred spelling -> 32-bit value
 * tokens. It holds each different value once, however many rows have it.
 */
export interface SpellingIndex {
  /** Tokens of blurred spellings, ascending, one entry a (spelling, value) pair. */
  readonly blurred: Uint32Array;
  /** The value's token (high half) beside it. */
  readonly values: Uint32Array;
}

/** Collects pairs while a print is built. */
export interface SpellingCollector {
  add(blurred: number, value: number): void;
  build(): SpellingIndex;
}

/** Make an empty collector. */
export function createSpellingCollector(): SpellingCollector {
  let pairs = new Float64Array(1024);
  let count = 0;
  return {
    add(blurred, value) {
      if (2 * count >= pairs.length) {
        const larger = new Float64Array(pairs.length * 2);
        larger.set(pairs);
        pairs = larger;
      }
      pairs[2 * count] = blurred;
      pairs[2 * count + 1] = value;
      count++;
    },
    build() {
      const order = Uint32Array.from({ length: count }, (_, i) => i).sort(
        (a, b) => pairs[2 * a]! - pairs[2 * b]! || pairs[2 * a + 1]! - pairs[2 * b + 1]!,
      );
      return {
        blurred: Uint32Array.from(order, (i) => pairs[2 * i]!),
        values: Uint32Array.from(order, (i) => pairs[2 * i + 1]!),
      };
    },
  };
}

/** Value tokens that share one of the blurred spellings, each once. */
export function nearValues(index: SpellingIndex, blurredSpellings: readonly number[]): Set<number> {
  const near = new Set<number>();
  for (const blurred of blurredSpellings) {
    let low = 0;
    let high = index.blurred.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (index.blurred[middle]! < blurred) low = middle + 1;
      else high = middle;
    }
    for (; index.blurred[low] === blurred; low++) near.add(index.values[low]!);
  }
  return near;
}
