import { createKernel } from '../../../fingerprints/engine/kernel.ts';
import {
  createKernelTokeniser,
  type KernelTokeniser,
  kernelTokeniserRoom,
} from '../../../fingerprints/engine/kernel-tokeniser.ts';
import type { Slot } from '../../../fingerprints/engine/slot.ts';
import { createTokeniser } from '../../../fingerprints/engine/tokeniser.ts';
import type { RecordBlock } from '../../core/record-scanner.ts';
import type { Engine } from './engine.ts';
import { type Subkeys, subkeysOf } from './match-start.ts';

/** What every thread that tokenises blocks of a table starts with. */
export interface TokenStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly subkeys: Subkeys;
  readonly mostRows: number;
  /** Addresses of what one thread works in, one for each thread. */
  readonly places: readonly number[];
  /** Places that are taken: each thread takes the next one. Shared. */
  readonly claims: Uint32Array;
}

/** A block to tokenise, and the address that its table of tokens goes to. */
export interface TokenTask {
  /** See shareSlots. The same for all blocks of a table: they are not known yet when the threads start. */
  readonly slots: Uint8Array;
  readonly block: RecordBlock;
  readonly table: number;
}

/** Slots as all threads can read them: a table of many small blocks would copy them often. */
export function shareSlots(slots: readonly Slot[]): Uint8Array {
  const text = Buffer.from(JSON.stringify(slots), 'utf8');
  const shared = new Uint8Array(new SharedArrayBuffer(text.length));
  shared.set(text);
  return shared;
}

function readSlots(shared: Uint8Array): readonly Slot[] {
  return JSON.parse(Buffer.from(shared).toString('utf8'));
}

/** Writes the tokens of a block; gives by slot how many cells cannot be read. */
export type BlockTokeniser = (task: TokenTask) => readonly number[];

/** Lay out in the engine's memory whatever its threads need to tokenise blocks of at most `mostRows` rows. */
export function layTokenStart(
  { arena, kernel, module, keys, threads }: Engine,
  mostRows: number,
): TokenStart {
  const places = Array.from({ length: Math.max(1, threads) }, () =>
    arena.take(kernelTokeniserRoom(kernel, mostRows)),
  );
  const claims = new Uint32Array(new SharedArrayBuffer(4));
  return { module, memory: arena.memory, subkeys: subkeysOf(keys), mostRows, places, claims };
}

/** Make the tokeniser of one thread. */
export async function createBlockTokeniser(start: TokenStart): Promise<BlockTokeniser> {
  const { module, memory, subkeys, mostRows, places, claims } = start;
  const keys = { subkey: (purpose: string) => subkeys[purpose]! };
  const place = places[Atomics.add(claims, 0, 1)]!;
  const kernel = createKernel(module, memory);
  const reference = await createTokeniser(keys);
  let tokeniser: KernelTokeniser | null = null;
  return ({ slots, block, table }) => {
    tokeniser ??= createKernelTokeniser({
      kernel,
      keys,
      reference,
      slots: readSlots(slots),
      place,
      mostRows,
    });
    const cells = { cells: block.place.cells.address, rows: block.rowCount, width: block.width };
    return tokeniser.tokenise(cells, table).map(({ unreadable }) => unreadable);
  };
}
