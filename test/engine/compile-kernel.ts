import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { createKernel, createKernelMemory, type Kernel } from '../../fingerprints/engine/kernel.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Compile a checked kernel in which one file of fingerprints/engine/assembly has another source. */
export async function compileKernelWith(file: string, source: string): Promise<Kernel> {
  let wasm = new Uint8Array();
  const { error } = await asc.main(
    ['fingerprints/engine/assembly/index.ts', '--target', 'checked', '--baseDir', ROOT],
    {
      readFile: async (name, base) =>
        name.endsWith(`engine/assembly/${file}`)
          ? source
          : await readFile(new URL(name, `file://${base}/`), 'utf8').catch(() => null),
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') wasm = Uint8Array.from(contents);
      },
    },
  );
  if (error !== null) throw error;
  return createKernel(new WebAssembly.Module(wasm), createKernelMemory(64));
}
