import { type CellText, createCellText } from '../../../fingerprints/engine/cell-block.ts';
import { createKernel, type Kernel } from '../../../fingerprints/engine/kernel.ts';
import { createKernelSpellings } from '../../../fingerprints/engine/kernel-spellings.ts';
import {
  createKernelTokeniser,
  type KernelTokeniser,
} from '../../../fingerprints/engine/kernel-tokeniser.ts';
import { createSlotReader } from '../../../fingerprints/engine/slot.ts';
import { createTokeniser, type Tokeniser } from '../../../fingerprints/engine/tokeniser.ts';
import { createKernelMatcher, type KernelMatcher } from '../../../fingerprints/overlap/kernel-matcher.ts';
import { createNearFinder, type NearFinder } from '../../../fingerprints/overlap/near-sets.ts';
import { createRecordMatcher } from '../../../fingerprints/overlap/section-matcher.ts';
import type { RecordBlock } from '../../core/record-scanner.ts';
import type { Row } from '../../core/row.ts';
import type { MatchSection, MatchStart, ThreadPlace } from './match-start.ts';

/** Matches one block of a suspect against every print: whole records of the verdict log by print, in row order. */
export type BlockMatcher = (block: RecordBlock) => readonly Uint32Array[];

/** Make the matcher of one thread. */
export async function createBlockMatcher(start: MatchStart): Promise<BlockMatcher> {
  const place = start.places[Atomics.add(start.claims, 0, 1)]!;
  const kernel = createKernel(start.module, start.memory);
  const keys = { subkey: (purpose: string) => start.subkeys[purpose]! };
  const reference = await createTokeniser(keys);
  const tokeniser = { ...reference, ...createKernelSpellings(kernel, keys, reference, place.spellings) };
  const made = new Map<number, BlockMatcher>();
  return (block) => {
    let matcher = made.get(block.section);
    if (matcher === undefined) {
      matcher = matcherOf(start, start.sections[block.section]!, kernel, tokeniser, place);
      made.set(block.section, matcher);
    }
    return matcher(block);
  };
}

function matcherOf(
  start: MatchStart,
  section: MatchSection,
  kernel: Kernel,
  tokeniser: Tokeniser,
  place: ThreadPlace,
): BlockMatcher {
  const { plan, mostRows, planAddresses } = section;
  if (planAddresses === null) {
    const match = createRecordMatcher(start.prints, plan, tokeniser);
    return (block) => match(rowsOf(kernel, block));
  }
  const keys = { subkey: (purpose: string) => start.subkeys[purpose]! };
  const tokens = createKernelTokeniser({
    kernel,
    keys,
    reference: tokeniser,
    slots: plan.slots,
    place: place.tokeniser,
    mostRows,
  });
  const readers = plan.slots.map((slot) => createSlotReader(slot, tokeniser));
  const sides = plan.correspondences.map(({ comparisons }, print) => ({
    near: createNearFinder(start.prints[print]!, comparisons, readers, tokeniser),
    matcher: createKernelMatcher({
      kernel,
      plan: planAddresses[print]!,
      comparisons: comparisons.length,
      entries: tokens.layout.entries,
      place: place.matcher,
      mostRows,
    }),
  }));
  return (block) => matchBlock(kernel, block, tokens, sides, place.tokens);
}

interface Side {
  readonly near: NearFinder;
  readonly matcher: KernelMatcher;
}

function matchBlock(
  kernel: Kernel,
  block: RecordBlock,
  tokens: KernelTokeniser,
  sides: readonly Side[],
  table: number,
): Uint32Array[] {
  const cells = { cells: block.place.cells.address, rows: block.rowCount, width: block.width };
  tokens.tokenise(cells, table);
  const text = createCellText(kernel.memory, cells);
  return sides.map(({ matcher, near }) =>
    matcher.match(table, block.rowCount, block.firstRow, (row) => near(cellsOfRow(text, row, block.width))),
  );
}

/** The rows of a block as text, for whatever the kernel does not do. */
export function rowsOf(kernel: Kernel, { place, section, firstRow, rowCount, width }: RecordBlock): Row[] {
  const text = createCellText(kernel.memory, { cells: place.cells.address, rows: rowCount, width });
  return Array.from({ length: rowCount }, (_, at) => ({
    number: firstRow + at,
    section,
    cells: cellsOfRow(text, at, width),
  }));
}

function cellsOfRow(text: CellText, row: number, width: number): string[] {
  return Array.from({ length: width }, (_, column) => text(row, column));
}
