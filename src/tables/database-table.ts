import { CancelledError, throwIfCancelled } from '../core/errors.ts';
import type { Row, RowBatch } from '../core/row.ts';
import type { OpenTable, SourceColumn } from './table-source.ts';

/** What a database plugin knows of an opened table; `databaseTable` makes an OpenTable of it. */
export interface DatabaseTableParts {
  readonly description: string;
  readonly columns: readonly SourceColumn[];
  readonly expectedRows: number | null;
  /** The cells of all rows in batches, pulled only as fast as they are asked for. */
  read(signal: AbortSignal | undefined): AsyncIterable<string[][]>;
  /** End the snapshot and the connection; called once. */
  stop(): Promise<void>;
}

/**
 * An OpenTable that numbers rows, counts what passed and stays incomplete until the last row was handed over.
 * `bytesRead` counts characters of cells: a database does not say how many bytes a row takes.
 */
export function databaseTable(parts: DatabaseTableParts): OpenTable {
  let charsRead = 0;
  let reading: 'not begun' | 'begun' | 'complete' = 'not begun';
  let stopping: Promise<void> | null = null;
  const close = () => {
    stopping ??= parts.stop();
    return stopping;
  };

  async function* batches(signal?: AbortSignal): AsyncIterable<RowBatch> {
    if (reading !== 'not begun') throw new Error('the rows of an open table can be read once');
    reading = 'begun';
    throwIfCancelled(signal);
    const closeOnAbort = () => void close();
    signal?.addEventListener('abort', closeOnAbort, { once: true });
    try {
      let number = 0;
      for await (const cellRows of parts.read(signal)) {
        throwIfCancelled(signal);
        const rows: Row[] = cellRows.map((cells) => ({ number: ++number, cells, section: 0 }));
        charsRead += charsOf(cellRows);
        yield rows;
        throwIfCancelled(signal);
      }
      throwIfCancelled(signal);
      if (stopping !== null) throw new CancelledError(`${parts.description} was closed while it was read`);
      reading = 'complete';
    } finally {
      signal?.removeEventListener('abort', closeOnAbort);
    }
  }

  return {
    description: parts.description,
    columns: parts.columns,
    expectedRows: parts.expectedRows,
    totalBytes: null,
    batches,
    bytesRead: () => charsRead,
    coverage: () => ({ complete: reading === 'complete', bytesRead: charsRead, skipped: [] }),
    close,
  };
}

function charsOf(rows: readonly (readonly string[])[]): number {
  let chars = 0;
  for (const cells of rows) for (const cell of cells) chars += cell.length;
  return chars;
}
