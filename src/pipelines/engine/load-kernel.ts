import { readFileSync } from 'node:fs';
import { createKernel, createKernelMemory } from '../../../fingerprints/engine/kernel.ts';
import { UsageError } from '../../core/errors.ts';

/** Where the build puts the kernel: package.json says where that is. */
const KERNEL = new URL(import.meta.resolve('#kernel'));

/** Compile the kernel for this process and its threads. @throws {UsageError} it was not built, or not whole */
export function loadKernel(file: URL = KERNEL): WebAssembly.Module {
  try {
    return new WebAssembly.Module(readFileSync(file));
  } catch (cause) {
    const what = (cause as { code?: unknown }).code === 'ENOENT' ? 'is missing' : 'cannot be loaded';
    throw new UsageError(`the compiled kernel ${what} (${file.pathname}): run \`npm run build\``, { cause });
  }
}

/** Do what every run begins with. @throws {UsageError} the kernel does not load, or gets no memory */
export function tryKernel(): void {
  const module = loadKernel();
  try {
    createKernel(module, createKernelMemory());
  } catch (cause) {
    throw new UsageError('the kernel gets no memory: allow this process 4 GiB of addresses', { cause });
  }
}
