import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  CANONICAL_ROOM,
  createKernel,
  createKernelMemory,
  type Kernel,
} from '../../fingerprints/engine/kernel.ts';

const require = createRequire(import.meta.url);

/** An instance of its own of the built kernel; `checked` has its assertions on, and is slower. */
export function openKernel(
  build: 'release' | 'checked' = 'checked',
  memory = createKernelMemory(64),
): Kernel {
  return createKernel(kernelModule(build), memory);
}

/** The built kernel, compiled. */
export function kernelModule(build: 'release' | 'checked' = 'checked'): WebAssembly.Module {
  const path = require.resolve(build === 'release' ? '#kernel' : '#kernel-checked');
  return new WebAssembly.Module(readFileSync(path));
}

/** Calls one canonical form of the kernel on a cell: its text, or UNREADABLE or ASK. Fails when it writes past its room. */
export function canonicalCaller(
  kernel: Kernel,
): (field: number, cell: string | Uint8Array, reading: number) => string | number {
  const bytes = new Uint8Array(kernel.memory.buffer);
  const to = kernel.exports.heapBase();
  const from = to + CANONICAL_ROOM + GUARD.length;
  return (field, cell, reading) => {
    const source = typeof cell === 'string' ? Buffer.from(cell, 'utf8') : cell;
    bytes.set(GUARD, to + CANONICAL_ROOM);
    bytes.set(source, from);
    // What stands behind a cell is the rest of its row: it must not matter.
    bytes.fill(0x37, from + source.length, from + source.length + GUARD.length);
    const length = kernel.exports.canonicalForm(field, from, source.length, to, reading);
    if (!GUARD.every((byte, at) => bytes[to + CANONICAL_ROOM + at] === byte))
      throw new Error('the kernel wrote past its room');
    return length < 0 ? length : Buffer.from(bytes.slice(to, to + length)).toString('utf8');
  };
}

const GUARD = Uint8Array.from({ length: 64 }, (_, at) => 0xa5 ^ at);
