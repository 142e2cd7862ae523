import { type Arena, createArena } from '../../../fingerprints/engine/arena.ts';
import { createKernel, createKernelMemory, type Kernel } from '../../../fingerprints/engine/kernel.ts';
import { createKernelCells, kernelCellsRoom } from '../../../fingerprints/engine/kernel-cells.ts';
import { createKernelScanner, SCANNER_ROOM } from '../../../fingerprints/engine/kernel-scanner.ts';
import { createKernelSpellings, kernelSpellingsRoom } from '../../../fingerprints/engine/kernel-spellings.ts';
import type { CellTokeniser, SubkeySource, Tokeniser } from '../../../fingerprints/engine/tokeniser.ts';
import type { RecordScanner } from '../../core/record-scanner.ts';

/** What an engine is opened with. */
export interface EngineSettings {
  /** The compiled kernel. */
  readonly module: WebAssembly.Module;
  /** Worker threads; 0: all work is done in the calling thread. */
  readonly threads: number;
  readonly keys: SubkeySource;
  /** Bytes of text in a block. Default: see places.ts; results do not depend on it. */
  readonly blockBytes?: number;
  /** Prints of more bytes are matched by the plain path: 32 bits do not address them. Default: MOST_PRINT_BYTES. */
  readonly mostPrintBytes?: number;
  /** Files of fewer bytes are matched in the calling thread: starting others takes longer. Default: 2 MiB. */
  readonly leastThreadedBytes?: number;
  /** The module that threads match with. Default: match-worker.ts. */
  readonly workerUrl?: URL;
}

/** What prints may take of the 4 GiB that 32 bits address: the rest is for blocks and for what threads work in. */
export const MOST_PRINT_BYTES = 3 * 2 ** 30;

/** The fast path of one run: a memory that all its threads share, and this thread's kernel. */
export interface Engine extends EngineSettings {
  readonly kernel: Kernel;
  readonly arena: Arena;
  /** Cuts records in this thread. */
  readonly scanner: RecordScanner;
}

/** The reference's tokens, with blurred spellings and those of many cells by the engine: this thread's own. */
export function tokeniserOf(
  { kernel, keys, arena }: Engine,
  reference: Tokeniser,
): Tokeniser & CellTokeniser {
  const spellings = arena.take(kernelSpellingsRoom(kernel));
  const cells = arena.take(kernelCellsRoom(kernel));
  return {
    ...reference,
    ...createKernelSpellings(kernel, keys, reference, spellings),
    ...createKernelCells(kernel, keys, reference, cells),
  };
}

/** Open the engine of one run. Its memory goes with it: nothing has to be closed. */
export function openEngine(settings: EngineSettings): Engine {
  const memory = createKernelMemory();
  const kernel = createKernel(settings.module, memory);
  const arena = createArena(memory, kernel.exports.heapBase());
  const scanner = createKernelScanner(kernel, arena.take(SCANNER_ROOM));
  return { ...settings, kernel, arena, scanner };
}
