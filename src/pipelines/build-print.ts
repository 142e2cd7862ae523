import type { PlannedColumn } from '../../fingerprints/print/building-column.ts';
import type { Print } from '../../fingerprints/print/print.ts';
import { createPrintBuilder, type PrintBuilder } from '../../fingerprints/print/print-builder.ts';
import { throwIfCancelled } from '../core/errors.ts';
import type { PlaceLender, RecordScanner } from '../core/record-scanner.ts';
import type { Stretch } from '../formats/file-format.ts';
import type { RunOptions } from '../reports/requests.ts';
import type { OpenTable } from '../tables/table-source.ts';
import type { PipelineContext } from './context.ts';
import { addStretches, takeTables } from './engine/add-stretches.ts';
import { layTokenStart } from './engine/block-tokeniser.ts';
import { type Engine, openEngine, tokeniserOf } from './engine/engine.ts';
import { placesFor } from './engine/match-stretches.ts';
import { createPlaceLender, mostRowsOf } from './engine/places.ts';
import { createPrintThreads, type PrintThreads } from './engine/print-threads.ts';
import { HEAD_BLOCKS } from './table-head.ts';

/** What reads a table by blocks and fingerprints them. */
export interface TableReading {
  readonly engine: Engine;
  readonly scanner: RecordScanner;
  readonly lender: PlaceLender;
  readonly threads: PrintThreads;
  /** Cells of a row, and rows of a block. */
  readonly width: number;
  readonly mostRows: number;
  /** See AddingParts. */
  readonly tables: readonly number[];
}

/** What a table is read with: its head waits in places of its own, and meanwhile the threads start. */
export function openTableReading(
  { engine: settings }: PipelineContext,
  table: OpenTable,
  signal: AbortSignal,
): TableReading | null {
  if (settings === null) return null;
  const engine = openEngine(settings);
  const width = table.columns.length;
  const mostRows = mostRowsOf(width, engine.blockBytes);
  const threads = createPrintThreads(layTokenStart(engine, mostRows), engine.threads, signal);
  const lender = createPlaceLender(engine, HEAD_BLOCKS + placesFor(engine.threads));
  const tables = takeTables(engine, width, mostRows);
  // Last: they see the memory as it is when they start.
  if (table.stretches !== undefined) threads.warmUp();
  return { engine, scanner: engine.scanner, lender, threads, width, mostRows, tables };
}

/** Fingerprint the rows of a table, each once, in their order. The print is the same, whatever it is made with. */
export async function buildPrint(
  context: PipelineContext,
  table: OpenTable,
  plan: readonly PlannedColumn[],
  stretches: AsyncIterable<Stretch>,
  reading: TableReading | null,
  { signal, onProgress }: RunOptions,
): Promise<Print> {
  const { tokeniser, keyId } = context;
  const builder = createPrintBuilder(
    plan,
    reading === null ? tokeniser : tokeniserOf(reading.engine, tokeniser),
    keyId,
  );
  const tell = (step: string): void => {
    onProgress({
      step,
      rowsDone: builder.rowCount(),
      bytesDone: table.bytesRead(),
      rowsTotal: table.expectedRows,
      bytesTotal: table.totalBytes,
    });
    throwIfCancelled(signal);
  };
  if (reading === null) return buildPlain(builder, stretches, tell);
  for await (const _ of addStretches(stretches, { ...reading, builder, tokeniser })) tell('fingerprinting');
  tell('indexing');
  return builder.build(await reading.threads.count(builder.finish()));
}

async function buildPlain(
  builder: PrintBuilder,
  stretches: AsyncIterable<Stretch>,
  tell: (step: string) => void,
): Promise<Print> {
  for await (const stretch of stretches) {
    if (stretch.kind === 'rows') for (const { cells } of stretch.rows) builder.addRow(cells);
    tell('fingerprinting');
  }
  tell('indexing');
  return builder.build();
}
