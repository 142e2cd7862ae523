import { basename } from 'node:path';
import type { ByteSource } from '../../core/byte-source.ts';
import { throwIfCancelled, UsageError } from '../../core/errors.ts';
import type { PlaceLender, RecordScanner } from '../../core/record-scanner.ts';
import type { Row, RowBatch, Skipped } from '../../core/row.ts';
import type { ExtractLimits, FileFormat, OpenFile, Section, Stretch } from '../../formats/file-format.ts';
import { TableChangedError } from '../errors.ts';
import type { OpenTable, SourceColumn, TableSource } from '../table-source.ts';
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
      return openCsvTable(source, bytes, () => format.open(bytes, limits, signal), signal);
    },
  };
}

async function openCsvTable(
  path: string,
  bytes: ByteSource,
  openFile: () => Promise<OpenFile>,
  openSignal: AbortSignal | undefined,
): Promise<OpenTable> {
  const cancel = new AbortController();
  let file = await openFile();
  const iterator = file.batches(anySignal(cancel.signal, openSignal))[Symbol.asyncIterator]();
  // A reader may know its first table only once it has met a row of it.
  const first = file.facts().sections.length === 0 ? await iterator.next() : null;
  const sections = file.facts().sections;
  if (sections.length === 0) {
    await iterator.return?.();
    throw new UsageError(`${path} has no rows: name a file with a table in it`);
  }
  const columns = columnsOf(sections[0]);
  const foreign = foreignSections(basename(path), () => file.facts().sections);
  let isRead = false;

  /** All parts of the table, without what `own` leaves nothing of. */
  async function* readAll<Part>(
    parts: AsyncIterable<Part>,
    own: (part: Part) => Part | null,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Part> {
    const onAbort = () => cancel.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      for await (const part of parts) {
        throwIfCancelled(signal);
        const kept = own(part);
        if (kept !== null) yield kept;
        throwIfCancelled(signal);
      }
      throwIfCancelled(signal);
      isRead = true;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  async function* fromFirst(): AsyncGenerator<RowBatch> {
    for (let next = first ?? (await iterator.next()); !next.done; next = await iterator.next())
      yield next.value;
  }

  function batches(signal?: AbortSignal): AsyncIterable<RowBatch> {
    return readAll(fromFirst(), (batch) => nullIfEmpty(foreign.without(batch)), signal);
  }

  async function* stretches(
    scanner: RecordScanner,
    lender: PlaceLender,
    signal?: AbortSignal,
  ): AsyncGenerator<Stretch> {
    if (file.stretches === undefined) {
      for await (const rows of batches(signal)) yield { kind: 'rows', rows };
      return;
    }
    // The columns are known from rows that came as text: all rows are read anew.
    await iterator.return?.();
    file = await openFile();
    const all = file.stretches!(scanner, lender, anySignal(cancel.signal, openSignal));
    let isKnown = false;
    const requireSame = () => {
      if (!isKnown && !isSameTable(columns, file.facts().sections)) throw changed(path);
      isKnown = true;
    };
    const own = (stretch: Stretch) => {
      requireSame();
      return foreign.withoutStretch(stretch, lender);
    };
    yield* readAll(all, own, signal);
    requireSame();
  }

  return {
    description: path,
    columns,
    expectedRows: null,
    totalBytes: bytes.bytes,
    batches,
    stretches,
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

function isSameTable(columns: readonly SourceColumn[], sections: readonly Section[]): boolean {
  const [first] = sections;
  if (first === undefined || first.columnCount !== columns.length) return false;
  return columnsOf(first).every(({ name }, at) => name === columns[at].name);
}

function changed(path: string): TableChangedError {
  return new TableChangedError(`${path} changed while it was being read: copy it first and add the copy`);
}

/** Leaves out the rows of sections with other columns than the first, and keeps count of them. */
function foreignSections(name: string, sectionsSoFar: () => readonly Section[]) {
  const rowsLeftOut = new Map<number, number>();
  const fits = new Map<number, boolean>([[0, true]]);
  const isForeign = (index: number) => {
    const sections = sectionsSoFar();
    if (!fits.has(index)) fits.set(index, hasSameColumns(sections[0], sections[index]));
    return fits.get(index) === false;
  };

  const leaveOut = (section: number, rows: number) =>
    rowsLeftOut.set(section, (rowsLeftOut.get(section) ?? 0) + rows);
  const without = (batch: RowBatch): RowBatch => {
    if (batch.every((row) => row.section === 0)) return batch;
    const kept: Row[] = [];
    for (const row of batch) {
      if (isForeign(row.section)) leaveOut(row.section, 1);
      else kept.push({ ...row, section: 0 });
    }
    return kept;
  };

  return {
    without,
    /** The place of a block that is left out is given back. */
    withoutStretch(stretch: Stretch, lender: PlaceLender): Stretch | null {
      if (stretch.kind === 'rows') {
        const rows = nullIfEmpty(without(stretch.rows));
        return rows === null ? null : { kind: 'rows', rows };
      }
      const { block } = stretch;
      if (!isForeign(block.section)) return { kind: 'block', block: { ...block, section: 0 } };
      leaveOut(block.section, block.rowCount);
      lender.takeBack(block.place);
      return null;
    },
    skipped: (): Skipped[] =>
      [...rowsLeftOut].map(([index, rows]) => ({
        what: `table ${index + 1} in ${name}`,
        reason: 'its columns differ from those of the first table in the file',
        rows,
      })),
  };
}

function nullIfEmpty(batch: RowBatch): RowBatch | null {
  return batch.length === 0 ? null : batch;
}

function anySignal(own: AbortSignal, other: AbortSignal | undefined): AbortSignal {
  return other === undefined ? own : AbortSignal.any([own, other]);
}
