/** Hands out places of the kernel's memory, one behind the other. They are taken back all at once, down to a mark. */
export interface Arena {
  readonly memory: WebAssembly.Memory;
  /**
   * Address of that many bytes, a multiple of 16; the memory grows as needed. What was handed out is zeroed.
   * @throws {RangeError} beyond the 4 GiB that 32-bit addresses reach
   */
  take(bytes: number): number;
  /** What is taken from here on can be given back together. */
  mark(): number;
  /** Give back all that was taken since the mark; whoever still uses it reads what others write. */
  release(mark: number): void;
  /** Take a place for the array's numbers and copy them, unless they are in this memory already. Returns its address. */
  place(array: Uint8Array | Uint16Array | Uint32Array | Float64Array): number;
}

const ALIGNMENT = 16;
const PAGE_BYTES = 65_536;

/** Make an arena of all that lies behind `start`. */
export function createArena(memory: WebAssembly.Memory, start: number): Arena {
  let next = aligned(start);
  /** Below it somebody may have written. */
  let written = next;
  const arena: Arena = {
    memory,
    take(bytes) {
      const address = next;
      next = aligned(next + bytes);
      const missing = next - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
      if (address < written)
        new Uint8Array(memory.buffer, address, Math.min(written, next) - address).fill(0);
      written = Math.max(written, next);
      return address;
    },
    mark: () => next,
    release(mark) {
      next = mark;
    },
    place(array) {
      // A shared array is a view of this memory, maybe from before it grew.
      if (array.buffer instanceof SharedArrayBuffer) return array.byteOffset;
      const address = arena.take(array.byteLength);
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      new Uint8Array(memory.buffer).set(bytes, address);
      return address;
    },
  };
  return arena;
}

function aligned(address: number): number {
  return Math.ceil(address / ALIGNMENT) * ALIGNMENT;
}
