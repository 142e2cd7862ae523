import { expect, test } from 'vitest';
import type { ByteSource } from '../../../src/core/byte-source.ts';
import { csvFormat } from '../../../src/formats/csv/csv-format.ts';
import { csvTableSource } from '../../../src/tables/csv/table-source.ts';
import { TableChangedError } from '../../../src/tables/errors.ts';
import { PEOPLE_HEADER, people, toText } from '../../formats/csv/people.ts';
import { checkedBlocks } from '../../formats/csv/places.ts';
import { sourceOf } from '../../formats/csv/reading.ts';
import { allRows, failureOf } from '../read-rows.ts';

const OPTIONS = { statementTimeoutMs: 1000, connectTimeoutMs: 1000 };
const SIZES = { text: 32 * 1024, cells: 128 * 1024, spill: 16 * 1024 };

function open(openFile: () => ByteSource) {
  return csvTableSource(csvFormat, openFile).open('lab.csv', OPTIONS);
}

/** Read a table by stretches: how many rows came, and how many of them in blocks. */
async function countRows(openFile: () => ByteSource) {
  const table = await open(openFile);
  const { scanner, lender } = checkedBlocks(SIZES);
  const counts = { rows: 0, inBlocks: 0 };
  for await (const stretch of table.stretches!(scanner, lender)) {
    const isBlock = stretch.kind === 'block';
    const rows = isBlock ? stretch.block.rowCount : stretch.rows.length;
    counts.rows += rows;
    if (isBlock) {
      expect(stretch.block.section).toBe(0);
      counts.inBlocks += rows;
      lender.takeBack();
    } else expect(stretch.rows.every(({ section }) => section === 0)).toBe(true);
  }
  expect(lender.lent).toBe(0);
  const coverage = table.coverage();
  await table.close();
  return { ...counts, coverage };
}

test('a table by stretches has the rows of one by batches, without those of other tables in the file', async () => {
  const other = Array.from({ length: 2_000 }, (_, at) => `${at};2024-01-0${(at % 9) + 1};red\n`).join('');
  const header = `${PEOPLE_HEADER.join(';')}\n`;
  const text = `${header}${toText(people(2_000))}\n\nnumber;day;colour\n${other}\n${header}${toText(people(1_000, 7))}`;
  const byRows = await open(() => sourceOf(text, undefined, 'lab.csv'));
  const { length } = await allRows(byRows);

  const found = await countRows(() => sourceOf(text, undefined, 'lab.csv'));

  expect(found.rows).toBe(length);
  expect(found.coverage).toEqual(byRows.coverage());
  expect(found.coverage.skipped).toMatchObject([{ what: 'table 2 in lab.csv', rows: 2_000 }]);
  expect(found.inBlocks).toBeGreaterThan(length / 2);
});

test('a file whose columns change between its two readings is no table', async () => {
  const lines = Array.from({ length: 100 }, (_, at) => `${at};person${at}@example.org\n`).join('');
  let text = `number;email\n${lines}`;
  const source = (): ByteSource => ({
    ...sourceOf(text),
    stream: (start) => sourceOf(text).stream(start),
  });
  const table = await open(source);
  text = `number;mail\n${lines}`;
  const { scanner, lender } = checkedBlocks(SIZES);

  const failure = await failureOf(table.stretches!(scanner, lender)[Symbol.asyncIterator]().next());

  expect(failure).toBeInstanceOf(TableChangedError);
  await table.close();
});
