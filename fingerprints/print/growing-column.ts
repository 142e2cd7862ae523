/** A column of unsigned numbers that grows by doubling. It lies in shared memory: other threads may read it once it is finished. */
export interface GrowingColumn<Values extends Uint16Array | Uint32Array = Uint32Array> {
  push(value: number): void;
  /** Room for `count` more values, for the caller to write before the column grows again. */
  extend(count: number): Values;
  /** The values so far, without copying: do not push afterwards. */
  finish(): Values;
}

const FIRST_ROOM = 1024;

/** Make an empty column of 32-bit numbers. */
export function createGrowingColumn(): GrowingColumn {
  return growing<Uint32Array>((room) => new Uint32Array(new SharedArrayBuffer(4 * room)));
}

/** Make an empty column of 16-bit numbers: of a larger value it keeps the last 16 bits. */
export function createGrowingTags(): GrowingColumn<Uint16Array> {
  return growing<Uint16Array>((room) => new Uint16Array(new SharedArrayBuffer(2 * room)));
}

function growing<Values extends Uint16Array | Uint32Array>(
  make: (room: number) => Values,
): GrowingColumn<Values> {
  let values = make(FIRST_ROOM);
  let count = 0;
  const makeRoom = (wanted: number): void => {
    if (wanted <= values.length) return;
    const larger = make(Math.max(wanted, values.length * 2));
    larger.set(values.subarray(0, count));
    values = larger;
  };
  return {
    push(value) {
      if (count === values.length) makeRoom(count + 1);
      values[count++] = value;
    },
    extend(more) {
      makeRoom(count + more);
      count += more;
      return values.subarray(count - more, count) as Values;
    },
    finish: () => values.subarray(0, count) as Values,
  };
}
