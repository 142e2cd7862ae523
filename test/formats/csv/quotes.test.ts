import { describe, expect, it } from 'vitest';
import { processorMs } from '../../processor-time.ts';
import { people, toText } from './people.ts';
import { read, readAll, sourceOf } from './reading.ts';

/** People with one line replaced. */
function withLine(
  rows: string[][],
  index: number,
  change: (line: string) => string,
  delimiter = ',',
): string {
  const lines = toText(rows, delimiter).trimEnd().split('\n');
  return lines.map((line, i) => (i === index ? change(line) : line)).join('\n');
}

describe('quotes', () => {
  it('keeps line ends inside quoted cells, whatever stands there', async () => {
    const rows = people(40).map((row, i) =>
      i % 4 === 0 ? [...row, 'une ligne\nune autre, "citée"\n\net la fin'] : [...row, ''],
    );

    expect((await read(toText(rows, ','))).rows).toEqual(rows);
  });

  it('keeps a quoted cell whose lines hold commas in a table of two columns', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => [String(1000 + i), 'bonjour\nvoici, donc\nadieu']);

    expect((await read(toText(rows, ','))).rows).toEqual(rows);
  });

  it('ends a quote that never closes with its line and loses no row behind it', async () => {
    const rows = people(3000);
    const text = withLine(rows, 10, (line) => line.replace('P100010,', 'P100010,"'));

    const reading = await read(text);

    expect(reading.rows).toEqual(rows);
  });

  it('does so also where later rows have quotes of their own', async () => {
    const rows = people(300).map((row, i) => [
      ...row,
      i % 3 === 0 ? 'vu, puis revu' : 'ligne un\nligne deux',
    ]);
    const lines = toText(rows, ',').replace('P100010,', 'P100010,"');

    expect((await read(lines)).rows).toEqual(rows);
  });

  it('gives up a quoted cell that runs over more lines than the limit', async () => {
    const rows = people(400);
    const text = toText(rows, ',').replace('P100010,', '"P100010,').replace('P100399,', 'P100399",');

    const reading = await readAll(sourceOf(text), {}, { maxQuotedLines: 50 });

    expect(reading.rows.slice(0, 399)).toEqual(rows.slice(0, 399));
  });

  it.each([
    [
      'inside an unquoted cell',
      (line: string) => line.replace('@', '"@'),
      (row: string[]) => row[4].replace('@', '"@'),
    ],
    [
      'inside a quoted cell',
      (line: string) => line.replace(/([^,]+@[^,]+)/, '"a"$1"'),
      (row: string[]) => `a"${row[4]}`,
    ],
  ])('keeps a stray quote %s', async (_, change, expected) => {
    const rows = people(40).map((row) => [...row.slice(0, 4), 'nom@exemple.fr', ...row.slice(5)]);

    const reading = await read(withLine(rows, 7, change));

    expect(reading.rows[7][4]).toBe(expected(rows[7]));
    expect(reading.rows).toHaveLength(40);
  });

  it('reads a last quoted cell that the end of the file cut off', async () => {
    const rows = people(20);

    const reading = await read(
      toText(rows, ',')
        .trimEnd()
        .replace(/,([^,]*)$/, ',"$1'),
    );

    expect(reading.rows).toEqual(rows);
  });

  it('stays linear on a file where every line opens a quote', async () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `${i},"a${i},b,"c\n`).join('');
    const begun = process.cpuUsage();

    const reading = await read(text);

    expect(reading.rows.length + (reading.coverage.skipped[0]?.rows ?? 0)).toBeGreaterThanOrEqual(19_000);
    expect(processorMs(begun)).toBeLessThan(10_000);
  });
});
