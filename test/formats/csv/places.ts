import {
  createFilledCells,
  FILLED_CELLS_ROOM,
  type FilledCells,
} from '../../../fingerprints/engine/filled-cells.ts';
import { READ_PAST } from '../../../fingerprints/engine/kernel.ts';
import { createKernelScanner, SCANNER_ROOM } from '../../../fingerprints/engine/kernel-scanner.ts';
import type { ByteSource } from '../../../src/core/byte-source.ts';
import type {
  BlockPlace,
  PlaceLender,
  RecordBlock,
  RecordScanner,
  Room,
} from '../../../src/core/record-scanner.ts';
import { createCsvFormat } from '../../../src/formats/csv/csv-format.ts';
import type { CsvSettings } from '../../../src/formats/csv/settings.ts';
import type { ExtractLimits } from '../../../src/formats/file-format.ts';
import { openKernel } from '../../engine/open-kernel.ts';
import { LIMITS, type Reading } from './reading.ts';

/** Bytes of the rooms of a place. */
export interface PlaceSizes {
  readonly text: number;
  readonly cells: number;
  readonly spill: number;
}

const GUARD = 0xa5;
interface CheckedKernel {
  readonly scanner: RecordScanner;
  readonly filledCells: FilledCells;
  /** First address that is free for places. */
  readonly base: number;
}
let opened: CheckedKernel | null = null;

/** One checked kernel for all tests of a file. */
function checkedKernel(): CheckedKernel {
  if (opened !== null) return opened;
  const kernel = openKernel('checked');
  const scannerAt = aligned(kernel.exports.heapBase());
  const countsAt = aligned(scannerAt + SCANNER_ROOM);
  opened = {
    scanner: createKernelScanner(kernel, scannerAt),
    filledCells: createFilledCells(kernel, countsAt),
    base: aligned(countsAt + FILLED_CELLS_ROOM),
  };
  return opened;
}

function aligned(address: number): number {
  return (address + 63) & ~63;
}

/** What reads files by blocks with the checked kernel, in one guarded place. */
export function checkedBlocks(sizes: PlaceSizes): {
  readonly scanner: RecordScanner;
  readonly lender: GuardedLender;
  readonly filledCells: FilledCells;
} {
  const { scanner, filledCells, base } = checkedKernel();
  return { scanner, filledCells, lender: new GuardedLender(scanner.memory(), base, sizes) };
}

/** Lends one place over and over. What stands behind its rooms must stay as it is. */
class GuardedLender implements PlaceLender {
  readonly #memory: Uint8Array;
  readonly place: BlockPlace;
  lent = 0;

  constructor(memory: Uint8Array, base: number, sizes: PlaceSizes) {
    this.#memory = memory;
    let at = base;
    const room = (bytes: number): Room => {
      const made = { address: at, bytes };
      memory.fill(GUARD, at, at + bytes + READ_PAST);
      at = (at + bytes + READ_PAST + 7) & ~7;
      return made;
    };
    this.place = { text: room(sizes.text), cells: room(sizes.cells), spill: room(sizes.spill) };
  }

  async nextPlace(): Promise<BlockPlace> {
    this.lent++;
    return this.place;
  }

  takeBack(): void {
    this.lent--;
    for (const room of [this.place.text, this.place.cells, this.place.spill]) {
      const end = room.address + room.bytes;
      if (!this.#memory.subarray(end, end + READ_PAST).every((byte) => byte === GUARD))
        throw new Error('the scanner wrote past a room');
    }
  }
}

/** What a reading by stretches gives, and how many of its rows came in blocks. */
export interface StretchReading extends Reading {
  readonly rowsInBlocks: number;
}

/** Read a whole source by stretches, with the checked kernel. */
export async function readStretches(
  source: ByteSource,
  sizes: PlaceSizes,
  limits: Partial<ExtractLimits> = {},
  settings: Partial<CsvSettings> = {},
  run: { readonly signal?: AbortSignal; readonly onStretch?: () => void } = {},
): Promise<StretchReading> {
  const file = await createCsvFormat(settings).open(source, { ...LIMITS, ...limits });
  const { scanner, lender } = checkedBlocks(sizes);
  const rows: (readonly string[])[] = [];
  const numbers: number[] = [];
  const sectionOfRow: number[] = [];
  let rowsInBlocks = 0;
  for await (const stretch of file.stretches!(scanner, lender, run.signal)) {
    run.onStretch?.();
    if (stretch.kind === 'rows') {
      for (const row of stretch.rows) {
        rows.push(row.cells);
        numbers.push(row.number);
        sectionOfRow.push(row.section);
      }
    } else {
      const { block } = stretch;
      rowsInBlocks += block.rowCount;
      for (const [index, cells] of cellsOf(scanner.memory(), block).entries()) {
        rows.push(cells);
        numbers.push(block.firstRow + index);
        sectionOfRow.push(block.section);
      }
      lender.takeBack();
    }
  }
  if (lender.lent !== 0) throw new Error('a place was not given back');
  return { rows, numbers, sectionOfRow, facts: file.facts(), coverage: file.coverage(), rowsInBlocks };
}

function cellsOf(memory: Uint8Array, block: RecordBlock): readonly (readonly string[])[] {
  const view = new DataView(memory.buffer);
  const bytes = Buffer.from(memory.buffer);
  return Array.from({ length: block.rowCount }, (_, row) =>
    Array.from({ length: block.width }, (__, cell) => {
      const pair = block.place.cells.address + 8 * (row * block.width + cell);
      const from = view.getUint32(pair, true);
      return bytes.toString('utf8', from, from + view.getUint32(pair + 4, true));
    }),
  );
}
