import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { createKernel, createKernelMemory, type Kernel } from '../../fingerprints/engine/kernel.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ASSEMBLY = 'fingerprints/engine/assembly/';

/** Compile a checked kernel in which files of fingerprints/engine/assembly have other sources. */
export async function compileKernelWith(sources: Readonly<Record<string, string>>): Promise<Kernel> {
  let wasm = new Uint8Array();
  const { error } = await asc.main([`${ASSEMBLY}index.ts`, '--target', 'checked', '--baseDir', ROOT], {
    readFile: async (name, base) =>
      sources[name.replace(ASSEMBLY, '')] ??
      (await readFile(new URL(name, `file://${base}/`), 'utf8').catch(() => null)),
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') wasm = Uint8Array.from(contents);
    },
  });
  if (error !== null) throw error;
  return createKernel(new WebAssembly.Module(wasm), createKernelMemory(64));
}
