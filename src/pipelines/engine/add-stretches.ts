import { type CellText, createCellText } from '../../../fingerprints/engine/cell-block.ts';
import { createSlotReader, type SlotReader } from '../../../fingerprints/engine/slot.ts';
import { layTokens, TOKEN_BYTES } from '../../../fingerprints/engine/token-layout.ts';
import type { Tokeniser } from '../../../fingerprints/engine/tokeniser.ts';
import type { PrintBuilder } from '../../../fingerprints/print/print-builder.ts';
import type { NewValue } from '../../../fingerprints/print/token-block.ts';
import type { PlaceLender, RecordBlock } from '../../core/record-scanner.ts';
import type { Row } from '../../core/row.ts';
import type { Stretch } from '../../formats/file-format.ts';
import { rowsOf } from './block-matcher.ts';
import { shareSlots } from './block-tokeniser.ts';
import type { Engine } from './engine.ts';
import { placesFor } from './match-stretches.ts';
import type { PrintThreads } from './print-threads.ts';

/** What adding the blocks of a table to a print needs. */
export interface AddingParts {
  readonly engine: Engine;
  readonly builder: PrintBuilder;
  readonly tokeniser: Tokeniser;
  readonly threads: PrintThreads;
  /** Takes the places of the blocks back. */
  readonly lender: PlaceLender;
  /** Cells of a row, and rows of a block: another block is added as text. */
  readonly width: number;
  readonly mostRows: number;
  /** Addresses of tables of tokens, for as many blocks as are under way, in turn. */
  readonly tables: readonly number[];
}

/** Take the tables of tokens. A print has a slot for each column, and one for the full name. */
export function takeTables({ arena, threads }: Engine, width: number, mostRows: number): readonly number[] {
  return Array.from({ length: placesFor(threads) - 1 }, () =>
    arena.take(mostRows * (width + 1) * TOKEN_BYTES),
  );
}

/**
 * Add the stretches of a table to a print, in their order, whatever the number of threads. Tells after each; a few
 * blocks are under way meanwhile.
 * @throws {WorkerCrashedError} @throws {CancelledError}
 */
export async function* addStretches(
  stretches: AsyncIterable<Stretch>,
  parts: AddingParts,
): AsyncGenerator<void> {
  const adder = new BlockAdder(parts);
  const underWay: Promise<() => void>[] = [];
  for await (const stretch of stretches) {
    underWay.push(adder.begin(stretch));
    while (underWay.length >= parts.tables.length) {
      (await underWay.shift()!)();
      yield;
    }
  }
  for (const added of underWay) {
    (await added)();
    yield;
  }
}

/** Has blocks tokenised, and adds them one after the other. */
class BlockAdder {
  readonly #parts: AddingParts;
  readonly #entries: number;
  readonly #readers: readonly SlotReader[];
  readonly #slots: Uint8Array;
  #turn = 0;

  constructor(parts: AddingParts) {
    const { builder, tokeniser } = parts;
    this.#parts = parts;
    this.#slots = shareSlots(builder.slots);
    this.#entries = layTokens(builder.slots).entries;
    // A reader sees its own cells and no others.
    this.#readers = builder.slots.map((slot) =>
      createSlotReader({ ...slot, columns: slot.columns.map((_, at) => at) }, tokeniser),
    );
  }

  /** Resolves to what adds the stretch, when those before are added. */
  begin(stretch: Stretch): Promise<() => void> {
    const { engine, lender, width, mostRows } = this.#parts;
    if (stretch.kind === 'rows') return Promise.resolve(() => this.#addRows(stretch.rows));
    const { block } = stretch;
    const { place, rowCount } = block;
    if (block.width !== width || rowCount > mostRows) {
      const rows = rowsOf(engine.kernel, block);
      lender.takeBack(place);
      return Promise.resolve(() => this.#addRows(rows));
    }
    const added = this.#tokenise(block);
    // Whoever waits for an earlier block fails with it; this one must not fail unseen.
    added.catch(() => {});
    return added;
  }

  async #tokenise(block: RecordBlock): Promise<() => void> {
    const { threads, tables } = this.#parts;
    const table = tables[this.#turn++ % tables.length]!;
    const unreadable = await threads.tokenise({ slots: this.#slots, block, table });
    return () => {
      this.#addBlock(block, table, unreadable);
      this.#parts.lender.takeBack(block.place);
    };
  }

  #addRows(rows: readonly Row[]): void {
    for (const row of rows) this.#parts.builder.addRow(row.cells);
  }

  #addBlock(block: RecordBlock, table: number, unreadable: readonly number[]): void {
    const { engine, builder } = this.#parts;
    const { buffer } = engine.kernel.memory;
    const rows = block.rowCount;
    const tokens = new Uint32Array(buffer, table, (rows * this.#entries * TOKEN_BYTES) / 4);
    const wanted = builder.addTokens({ rows, tokens, unreadable });
    if (wanted.length === 0) return;
    const cells = { cells: block.place.cells.address, rows, width: block.width };
    const text = createCellText(engine.kernel.memory, cells);
    for (const value of wanted) this.#spell(value, text);
  }

  #spell(value: NewValue, text: CellText): void {
    const { builder } = this.#parts;
    const reader = this.#readers[value.column]!;
    const cells = builder.slots[value.column]!.columns.map((column) => text(value.row, column));
    builder.spell(value, reader.canonicals(cells));
  }
}
