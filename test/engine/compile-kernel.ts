import { execFile } from 'node:child_process';
import { copyFile, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createKernel, createKernelMemory, type Kernel } from '../../fingerprints/engine/kernel.ts';
import { makeTempFolder } from '../store/temp-folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COMPILER = join(ROOT, 'node_modules', 'assemblyscript', 'bin', 'asc.js');
const ASSEMBLY = 'fingerprints/engine/assembly/';

/**
 * Compile a checked kernel in which files of fingerprints/engine/assembly have other sources. The compiler has a process of
 * its own: it makes the words of its language global.
 */
export async function compileKernelWith(sources: Readonly<Record<string, string>>): Promise<Kernel> {
  const folder = await makeTempFolder();
  try {
    await cp(join(ROOT, ASSEMBLY), join(folder, ASSEMBLY), { recursive: true });
    await copyFile(join(ROOT, 'asconfig.json'), join(folder, 'asconfig.json'));
    for (const [path, source] of Object.entries(sources))
      await writeFile(join(folder, ASSEMBLY, path), source);
    // Optimising is most of the compiler's work; the tests read a few rows.
    const options = [`${ASSEMBLY}index.ts`, '--target', 'checked', '--optimizeLevel', '0'];
    await promisify(execFile)(process.execPath, [COMPILER, ...options], { cwd: folder });
    const wasm = await readFile(join(folder, 'dist', 'kernel-checked.wasm'));
    return createKernel(new WebAssembly.Module(wasm), createKernelMemory(64));
  } finally {
    await rm(folder, { recursive: true });
  }
}
