// Memory of the kernel. One memory is shared by all threads, each of which has an instance of its own.
//
// Rules that every file keeps:
// - Module variables are wasm globals, one set a thread. Static data (StaticArray, strings) is shared: constants only.
// - Nothing is allocated here. TypeScript hands over places; every one that is read has READ_PAST readable bytes behind
//   it, so that 16 bytes may be read at once.
// - What is written has a stated room; `assert` holds it in the checked build (npm run build:kernel makes both).

/** Readable bytes behind every input. */
export const READ_PAST: i32 = 64;

/** First address behind the kernel's constants: everything from here on is TypeScript's to give away. */
export function heapBase(): usize {
  return __heap_base;
}
