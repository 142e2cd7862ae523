import { basename } from 'node:path';
import type { ByteSource } from '../../core/byte-source.ts';
import { throwIfCancelled, UsageError } from '../../core/errors.ts';
import type { Row, RowBatch, Skipped } from '../../core/row.ts';
import type { ExtractLimits, FileFormat, OpenFile } from '../../formats/file-format.ts';
import type { OpenTable, TableSource } from '../table-source.ts';
import { columnsOf, hasSameColumns } from './columns.ts';

const WRITTEN_LIKE_CSV = /\.(csv|tsv|txt)(\.gz)?$/i;

/**
 * Bounds for our own tables: they are not hostile, so only cells and columns are bounded (as for suspects, so that
 * both sides are cut alike). Gzip reaches a ratio of 1032 at most, so its bound never holds here.
 */
export const TABLE_LIMITS: ExtractLimits = {
  maxCellChars: 65_536,
  maxColumns: 4096,
  maxBytes: Number.MAX_SAFE_INTEGER,
  maxRatio: 1100,
};

/** Gives the bytes of a local file. @throws {UsageError} when it is missing or a folder */
export type FileOpener = (path: string) => ByteSource | Promise<ByteSource>;

/**
 * Delimited text as a table source: `file.csv`, `.tsv`, `.txt`, each also `.gz`. The reader of the text is handed in.
 * Stacked tables count when they have the columns of the first; the rows of others stand in the coverage.
 */
export function csvTableSource(
  format: FileFormat,
  openFile: FileOpener,
  limits: ExtractLimits = TABLE_LIMITS,
): TableSource {
  return {
    id: 'csv',
    example: 'file.csv',
    accepts: (source) => WRITTEN_LIKE_CSV.test(source) && !source.includes('://'),
    async open(source, _options, signal) {
      throwIfCancelled(signal);
      const bytes = await openFile(source);
      const file = await format.open(bytes, limits, signal);
      return openCsvTable(source, bytes, file, signal);
    },
  };
}

async function openCsvTable(
  path: string,
  bytes: ByteSource,
  file: OpenFile,
  openSignal: AbortSignal | undefined,
): Promise<OpenTable> {
  const cancel = new AbortController();
  const iterator = file.batches(anySignal(cancel.signal, openSignal))[Symbol.asyncIterator]();
  // A reader may know its first table only once it has met a row of it.
  const first = file.facts().sections.length === 0 ? await iterator.next() : null;
  const sections = file.facts().sections;
  if (sections.length === 0) {
    await iterator.return?.();
    throw new UsageError(`${path} has no rows: name a file with a table in it`);
  }
  const foreign = foreignSections(basename(path), file);
  let isRead = false;

  async function* batches(signal?: AbortSignal): AsyncIterable<RowBatch> {
    const onAbort = () => cancel.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      for (let next = first ?? (await iterator.next()); !next.done; next = await iterator.next()) {
        throwIfCancelled(signal);
        const rows = foreign.without(next.value);
        if (rows.length > 0) yield rows;
        throwIfCancelled(signal);
      }
      throwIfCancelled(signal);
      isRead = true;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  return {
    description: path,
    columns: columnsOf(sections[0]),
    expectedRows: null,
    totalBytes: bytes.bytes,
    batches,
    bytesRead: () => file.bytesRead(),
    coverage() {
      const read = file.coverage();
      const skipped = [...read.skipped, ...foreign.skipped()];
      return {
        complete: isRead && read.complete && skipped.length === 0,
        bytesRead: read.bytesRead,
        skipped,
      };
    },
    async close() {
      cancel.abort();
      await iterator.return?.();
    },
  };
}

/** Leaves out the rows of sections with other columns than the first, and keeps count of them. */
function foreignSections(name: string, file: OpenFile) {
  const rowsLeftOut = new Map<number, number>();
  const fits = new Map<number, boolean>([[0, true]]);
  const isForeign = (index: number) => {
    const { sections } = file.facts();
    if (!fits.has(index)) fits.set(index, hasSameColumns(sections[0], sections[index]));
    return fits.get(index) === false;
  };

  return {
    without(batch: RowBatch): RowBatch {
      if (batch.every((row) => row.section === 0)) return batch;
      const kept: Row[] = [];
      for (const row of batch) {
        if (isForeign(row.section)) rowsLeftOut.set(row.section, (rowsLeftOut.get(row.section) ?? 0) + 1);
        else kept.push({ ...row, section: 0 });
      }
      return kept;
    },
    skipped: (): Skipped[] =>
      [...rowsLeftOut].map(([index, rows]) => ({
        what: `table ${index + 1} in ${name}`,
        reason: 'its columns differ from those of the first table in the file',
        rows,
      })),
  };
}

function anySignal(own: AbortSignal, other: AbortSignal | undefined): AbortSignal {
  return other === undefined ? own : AbortSignal.any([own, other]);
}
