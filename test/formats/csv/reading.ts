import type { ByteSource } from '../../../src/core/byte-source.ts';
import type { Coverage } from '../../../src/core/row.ts';
import { createCsvFormat } from '../../../src/formats/csv/csv-format.ts';
import type { CsvSettings } from '../../../src/formats/csv/settings.ts';
import type { ExtractLimits, FileFacts } from '../../../src/formats/file-format.ts';

export const LIMITS: ExtractLimits = { maxCellChars: 100_000, maxColumns: 500, maxBytes: 1e9, maxRatio: 200 };

/** Everything that one reading of a file gives. */
export interface Reading {
  readonly rows: readonly (readonly string[])[];
  readonly numbers: readonly number[];
  readonly sectionOfRow: readonly number[];
  readonly facts: FileFacts;
  readonly coverage: Coverage;
}

/** Bytes as a source that hands them over in chunks of the given size. */
export function sourceOf(
  content: string | Uint8Array,
  chunkBytes = 64 * 1024,
  name = 'leak.csv',
): ByteSource {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    name,
    bytes: bytes.length,
    seekable: true,
    async *stream(start = 0) {
      for (let from = start; from < bytes.length; from += chunkBytes)
        yield bytes.subarray(from, from + chunkBytes);
    },
  };
}

/** Read a whole source. */
export async function readAll(
  source: ByteSource,
  limits: Partial<ExtractLimits> = {},
  settings: Partial<CsvSettings> = {},
): Promise<Reading> {
  const file = await createCsvFormat(settings).open(source, { ...LIMITS, ...limits });
  const rows: (readonly string[])[] = [];
  const numbers: number[] = [];
  const sectionOfRow: number[] = [];
  for await (const batch of file.batches()) {
    for (const row of batch) {
      rows.push(row.cells);
      numbers.push(row.number);
      sectionOfRow.push(row.section);
    }
  }
  return { rows, numbers, sectionOfRow, facts: file.facts(), coverage: file.coverage() };
}

/** Read text or bytes. */
export function read(content: string | Uint8Array, limits: Partial<ExtractLimits> = {}): Promise<Reading> {
  return readAll(sourceOf(content), limits);
}
