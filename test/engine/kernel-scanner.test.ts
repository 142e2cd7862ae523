import { expect, test } from 'vitest';
import type { BlockPlace, ScanPlan } from '../../src/core/record-scanner.ts';
import { codePageCharacters } from '../../src/formats/csv/code-pages.ts';
import { checkedBlocks } from '../formats/csv/places.ts';

const PLAN: ScanPlan = {
  delimiter: 0x3b,
  quote: 0x22,
  blankAfterDelimiter: false,
  width: 2,
  valueColumn: 0,
  firstHeader: 'id',
  mostLineBytes: 1_000,
  mostCellBytes: 100,
  codePage: codePageCharacters('windows-1252'),
};

async function scan(text: Buffer, plan: Partial<ScanPlan> = {}, rowsOfRoom = 100, spill = 100) {
  const { scanner, lender } = checkedBlocks({ text: 4_096, cells: rowsOfRoom * 16, spill });
  const place: BlockPlace = await lender.nextPlace();
  scanner.memory().set(text, place.text.address);
  scanner.prepare({ ...PLAN, ...plan });
  const found = scanner.scan(place, 0, text.length);
  const after = Buffer.from(scanner.memory().slice(place.text.address, place.text.address + text.length));
  lender.takeBack();
  return { ...found, isUntouched: after.equals(text) };
}

test('a scan counts what it took, in bytes and characters', async () => {
  const text = '1;é€\n2;😀\r\n3;"a ""b"""\n';

  const found = await scan(Buffer.from(`${text}4;not com`));

  expect(found).toEqual({
    rows: 3,
    bytes: Buffer.byteLength(text),
    characters: text.length,
    stop: 'incomplete',
    sawUtf8: true,
    sawCodePage: false,
    isUntouched: true,
  });
});

test('a scan reads a line that is not UTF-8 in the code page', async () => {
  const found = await scan(Buffer.from('1;caf\xe9 \x80\n', 'latin1'));

  expect(found).toMatchObject({
    rows: 1,
    characters: 9,
    sawUtf8: false,
    sawCodePage: true,
    isUntouched: true,
  });
});

test.each([
  ['too few cells', '2\n'],
  ['too many cells', '2;a;b\n'],
  ['a lone CR', '2;a\rb\n'],
  ['a NUL', '2;a\0\n'],
  ['a byte order mark', '2;\ufeffa\n'],
  ['no digit in the column of values', 'x;2\n'],
  ['the header again', 'id;2\n'],
  ['a blank line', '\n'],
  ['a quoted cell over two lines', '2;"a\nb"\n'],
  ['a quoted cell that goes on behind its quote', '2;"a"b\n'],
  ['blanks before a quote', '2; "a"\n'],
  ['a cell longer than allowed', `2;${'a'.repeat(101)}\n`],
  ['a line longer than allowed', `2;${'a'.repeat(1_001)}\n`],
])('a scan stops before a record with %s', async (_, line) => {
  const found = await scan(Buffer.from(`1;a\n${line}3;c\n`));

  expect(found).toMatchObject({ rows: 1, bytes: 4, stop: 'irregular' });
});

test('a scan stops where its rooms are full', async () => {
  const text = Buffer.from('1;"a""b"\n2;"c""d"\n3;"e""f"\n');

  expect(await scan(text, {}, 2)).toMatchObject({ rows: 2, stop: 'full' });
  expect(await scan(text, {}, 100, 8)).toMatchObject({ rows: 2, stop: 'full' });
});

test('a scan without a column of values takes rows that hold a sign', async () => {
  const found = await scan(Buffer.from('a;\n;b\n ;\n; \n'), { valueColumn: -1, firstHeader: null });

  expect(found).toMatchObject({ rows: 3, stop: 'irregular' });
});
