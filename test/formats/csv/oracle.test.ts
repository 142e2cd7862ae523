import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { people, toText } from './people.ts';
import { read, readAll, sourceOf } from './reading.ts';

/** A cell as people and programs write them: words, digits, the signs of the format, line ends. */
const cell = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[a-zéèçA-Z]{1,9}( [a-zA-Z]{1,8})?$/) },
  { weight: 3, arbitrary: fc.stringMatching(/^[0-9]{1,12}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z]{1,5}[",;|' \n][a-z]{1,5}$/) },
  { weight: 1, arbitrary: fc.constant('') },
);
const table = fc
  .integer({ min: 4, max: 9 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 12, maxLength: 40 }),
  )
  // A row without any value is no row, and a first cell tells that it is one.
  .map((rows) => rows.map((row, index) => [String(100_000 + index), ...row.slice(1)]));
const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  end: fc.constantFrom('\n', '\r\n'),
  chunkBytes: fc.integer({ min: 1, max: 700 }),
});

function quoted(rows: readonly (readonly string[])[], delimiter: string, end: string): string {
  return rows
    .map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter) + end)
    .join('');
}

describe('well-formed text', () => {
  it('gives the rows that csv-parse gives, in every dialect and chunk size', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        dialect,
        fc.boolean(),
        async (rows, { delimiter, end, chunkBytes }, quoteAll) => {
          const text = quoteAll ? quoted(rows, delimiter, end) : toText(rows, delimiter, end);
          const oracle: string[][] = parse(text, { delimiter });

          const reading = await readAll(sourceOf(text, chunkBytes));

          expect(reading.rows).toEqual(oracle);
          expect(reading.coverage.complete).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives back what was written, in every encoding', async () => {
    const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15', 'cp850', 'macintosh'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...encodings),
        fc.nat(),
        fc.integer({ min: 1, max: 99 }),
        async (name, seed, size) => {
          const rows = people(60, seed);

          const reading = await readAll(sourceOf(iconv.encode(toText(rows), name), size));

          // Without a sign that only ISO-8859-15 has, both names are right.
          expect([name, name.replace('iso-8859-15', 'windows-1252')]).toContain(reading.facts.encoding);
          expect(reading.rows).toEqual(rows);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('delivers the same rows whatever the size of the chunks, also of damaged text', async () => {
    const lines = toText(people(300)).split('\n');
    const damaged = lines.map((line, i) =>
      i % 7 === 3 ? line.replace(';', '"') : i % 11 === 5 ? `"${line}` : line,
    );
    const bytes = Buffer.from(damaged.join('\n'));
    const whole = await read(bytes);
    for (const size of [1, 2, 3, 17, 1000, 5000]) {
      const cut = await readAll(sourceOf(bytes, size));

      expect(cut.rows).toEqual(whole.rows);
      expect(cut.coverage).toEqual(whole.coverage);
      expect(cut.facts).toEqual(whole.facts);
    }
  });

  it('numbers the rows from 1 and gives them in batches of at most the set size', async () => {
    const reading = await readAll(sourceOf(toText(people(3000))));

    expect(reading.numbers).toEqual(Array.from({ length: 3000 }, (_, i) => i + 1));
    expect(reading.facts.sections).toEqual([{ headers: Array(9).fill(null), columnCount: 9, firstRow: 1 }]);
  });
});

describe('any bytes at all', () => {
  const lines = fc.array(fc.stringMatching(/^[nomprevilat;,|"'\\ \t0-9@.]{0,30}$/), { maxLength: 120 });

  it('are read to the end without failure, every row with its section and its columns', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 3000 }),
          lines.map((list) => Buffer.from(list.join('\n'))),
          fc
            .tuple(lines, fc.nat(50))
            .map(([list, seed]) => Buffer.from(toText(people(40, seed)) + list.join('\n'))),
        ),
        fc.integer({ min: 1, max: 500 }),
        async (bytes, chunkBytes) => {
          const reading = await readAll(sourceOf(bytes, chunkBytes));

          const { sections } = reading.facts;
          for (const [i, row] of reading.rows.entries()) {
            expect(row.length).toBe(sections[reading.sectionOfRow[i]].columnCount);
          }
          expect(reading.numbers).toEqual([...new Set(reading.numbers)].toSorted((a, b) => a - b));
          expect(reading.coverage.bytesRead).toBe(bytes.length);
        },
      ),
      { numRuns: 400 },
    );
  });
});
