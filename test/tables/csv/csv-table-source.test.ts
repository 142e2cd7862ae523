import { describe, expect, it } from 'vitest';
import { CancelledError, UsageError } from '../../../src/core/errors.ts';
import type { RowBatch, Skipped } from '../../../src/core/row.ts';
import type { FileFormat, Section } from '../../../src/formats/file-format.ts';
import { csvTableSource } from '../../../src/tables/csv/table-source.ts';
import { allRows, failureOf } from '../read-rows.ts';

const options = { statementTimeoutMs: 1000, connectTimeoutMs: 1000 };
const bytes = { name: 'lab.csv', bytes: 42, stream: async function* () {} };

/** A file whose sections show up one batch each, the first one only with its rows when it is `late`. */
function stackedFile(
  sections: readonly { readonly headers: readonly (string | null)[]; readonly rows: readonly string[][] }[],
  { late = false, skipped = [] as readonly Skipped[] } = {},
): FileFormat {
  let known = late ? 0 : Math.min(1, sections.length);
  let isDone = false;
  return {
    id: 'csv',
    sniff: () => 1,
    open: async () => ({
      facts: () => ({
        format: 'csv',
        encoding: 'utf-8',
        dialect: null,
        sections: sections
          .slice(0, known)
          .map(({ headers }): Section => ({ headers, columnCount: headers.length, firstRow: 1 })),
      }),
      async *batches(signal) {
        let number = 0;
        for (const [section, { rows }] of sections.entries()) {
          known = Math.max(known, section + 1);
          if (signal?.aborted) throw new CancelledError('cancelled');
          yield rows.map((cells) => ({ number: ++number, cells, section })) satisfies RowBatch;
        }
        isDone = true;
      },
      bytesRead: () => 42,
      coverage: () => ({ complete: isDone && skipped.length === 0, bytesRead: 42, skipped }),
    }),
  };
}

const open = (format: FileFormat) => csvTableSource(format, () => bytes).open('data/lab.csv', options);

describe('csvTableSource', () => {
  it('calls columns without header "column 1", "column 2", …', async () => {
    const opened = await open(stackedFile([{ headers: [null, 'mail', '  '], rows: [['a', 'b', 'c']] }]));

    expect(opened.columns.map(({ name }) => name)).toEqual(['column 1', 'mail', 'column 3']);
  });

  it('counts a name that comes again, so that columns can be told apart', async () => {
    const opened = await open(stackedFile([{ headers: ['name', 'name', 'name (2)'], rows: [] }]));

    expect(opened.columns.map(({ name }) => name)).toEqual(['name', 'name (2)', 'name (2) (2)']);
  });

  it('loses no row when the columns are known only with the first rows', async () => {
    const opened = await open(stackedFile([{ headers: ['a'], rows: [['1'], ['2']] }], { late: true }));

    expect((await allRows(opened)).map((row) => row.cells)).toEqual([['1'], ['2']]);
    expect(opened.coverage()).toEqual({ complete: true, bytesRead: 42, skipped: [] });
  });

  it('goes on in a stacked table with the same columns, headers compared without case', async () => {
    const opened = await open(
      stackedFile([
        { headers: ['a', 'b'], rows: [['1', '2']] },
        { headers: ['A', 'B '], rows: [['3', '4']] },
        { headers: [null, null], rows: [['5', '6']] },
      ]),
    );

    const rows = await allRows(opened);

    expect(rows.map(({ number, section }) => [number, section])).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
    ]);
    expect(opened.coverage().complete).toBe(true);
  });

  it('leaves out a stacked table with other columns and tells how many rows that were', async () => {
    const opened = await open(
      stackedFile(
        [
          { headers: ['a', 'b'], rows: [['1', '2']] },
          {
            headers: ['a', 'c'],
            rows: [
              ['3', '4'],
              ['5', '6'],
            ],
          },
          { headers: ['a'], rows: [['7']] },
        ],
        { skipped: [{ what: 'rows 9', reason: 'columns do not fit', rows: 1 }] },
      ),
    );

    expect((await allRows(opened)).map((row) => row.number)).toEqual([1]);
    expect(opened.coverage()).toMatchObject({
      complete: false,
      skipped: [
        { what: 'rows 9', rows: 1 },
        { what: 'table 2 in lab.csv', rows: 2 },
        { what: 'table 3 in lab.csv', rows: 1 },
      ],
    });
  });

  it('refuses a file without any table', async () => {
    const failure = await failureOf(open(stackedFile([])));

    expect(failure).toBeInstanceOf(UsageError);
    expect(failure.message).toContain('data/lab.csv has no rows');
  });

  it('passes on what the opener of files says', async () => {
    const source = csvTableSource(stackedFile([]), () => {
      throw new UsageError('lab.csv does not exist');
    });

    expect(await failureOf(source.open('lab.csv', options))).toBeInstanceOf(UsageError);
  });

  it('knows the size of the file and how far it is', async () => {
    const opened = await open(stackedFile([{ headers: ['a'], rows: [] }]));

    expect([opened.totalBytes, opened.bytesRead(), opened.expectedRows]).toEqual([42, 42, null]);
  });
});
