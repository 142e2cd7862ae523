import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { ByteSource } from '../../../src/core/byte-source.ts';
import { throwIfCancelled } from '../../../src/core/errors.ts';
import type { Row } from '../../../src/core/row.ts';
import type { FileFormat } from '../../../src/formats/file-format.ts';
import { PEOPLE_CELLS, PEOPLE_COLUMNS } from '../people-table.ts';
import type { SampleKind } from '../sample-database.ts';

/** Fewer than in a database: how much a file takes is a promise of its reader, and tested there. */
const MANY_CSV_ROWS = 20_000;

/** A reader of well-formed CSV with a header, over csv-parse: stands for the real one in tests of this room. */
export const wellFormedCsv: FileFormat = {
  id: 'csv',
  sniff: () => 1,
  async open(source) {
    let headers: string[] | null = null;
    let bytesRead = 0;
    async function* counted() {
      for await (const chunk of source.stream()) {
        bytesRead += chunk.length;
        yield chunk;
      }
    }
    return {
      facts: () => ({
        format: 'csv',
        encoding: 'utf-8',
        dialect: null,
        sections: headers === null ? [] : [{ headers, columnCount: headers.length, firstRow: 1 }],
      }),
      async *batches(signal) {
        let batch: Row[] = [];
        let number = 0;
        for await (const cells of Readable.from(counted()).pipe(parse())) {
          throwIfCancelled(signal);
          if (headers === null) {
            headers = cells;
            continue;
          }
          batch.push({ number: ++number, cells, section: 0 });
          if (batch.length < 1000) continue;
          yield batch;
          batch = [];
        }
        if (batch.length > 0) yield batch;
      },
      bytesRead: () => bytesRead,
      coverage: () => ({ complete: true, bytesRead, skipped: [] }),
    };
  },
};

/** The bytes of a local file. */
export async function localBytes(path: string): Promise<ByteSource> {
  const { size } = await stat(path);
  return { name: basename(path), bytes: size, stream: (start = 0) => createReadStream(path, { start }) };
}

/** CSV files in a temporary folder. */
export const csvSample: SampleKind = {
  id: 'csv',
  manyRows: MANY_CSV_ROWS,
  unreachable: async () => null,
  async create() {
    const folder = await mkdtemp(join(tmpdir(), 'rowprint-test-csv-'));
    const line = (cells: readonly string[]) =>
      `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`;
    await writeFile(join(folder, 'people.csv'), [PEOPLE_COLUMNS, ...PEOPLE_CELLS].map(line).join(''));
    await writeFile(join(folder, 'empty.csv'), line(PEOPLE_COLUMNS));
    await writeManyRows(join(folder, 'many.csv'));
    return {
      source: (table) => join(folder, `${table}.csv`),
      remove: () => rm(folder, { recursive: true }),
    };
  },
};

async function writeManyRows(path: string): Promise<void> {
  const filler = 'x'.repeat(1000);
  async function* lines() {
    yield 'id,filler\n';
    for (let from = 1; from <= MANY_CSV_ROWS; from += 1000) {
      yield Array.from({ length: 1000 }, (_, i) => `${from + i},${filler}\n`).join('');
    }
  }
  await writeFile(path, lines());
}
