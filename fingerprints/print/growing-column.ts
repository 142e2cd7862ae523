/** A column of unsigned 32-bit numbers that grows by doubling. */
export interface GrowingColumn {
  push(value: number): void;
  /** The values so far, without copying: do not push afterwards. */
  finish(): Uint32Array;
}

/** Make an empty column. */
export function createGrowingColumn(): GrowingColumn {
  let values: Uint32Array = new Uint32Array(1024);
  let count = 0;
  return {
    push(value) {
      if (count === values.length) {
        const larger = new Uint32Array(values.length * 2);
        larger.set(values);
        values = larger;
      }
      values[count++] = value;
    },
    finish: () => values.subarray(0, count),
  };
}
