import { describe, expect, it } from 'vitest';
import { learnProfile } from '../../../src/formats/csv/column-profile.ts';
import { realign } from '../../../src/formats/csv/realign.ts';
import { people, randomOf, toText } from './people.ts';
import { read } from './reading.ts';

const rows = people(300);
const profile = learnProfile(rows, 9);

describe('a row that does not fit', () => {
  it('finds lost delimiters between columns of different shape', () => {
    for (const row of people(40, 9).filter((person) => person[4] !== '')) {
      const merged = [...row.slice(0, 6), row[6] + row[7], row[8]];

      expect(realign(merged, profile, ';')).toEqual(row);
    }
  });

  it('takes an unquoted delimiter back into the address', () => {
    for (const row of people(40, 10)) {
      const torn = [...row.slice(0, 6), row[6], ' bat. B', ...row.slice(7)];

      expect(realign(torn, profile, ',')).toEqual([...row.slice(0, 6), `${row[6]}, bat. B`, ...row.slice(7)]);
    }
  });

  it('drops an empty cell too many', () => {
    const row = rows[3];

    expect(realign([...row.slice(0, 3), '', ...row.slice(3)], profile, ';')).toEqual(row);
  });

  it('is not forced when two places are as likely', () => {
    const names = people(200).map((row) => [row[1], row[1], row[2], row[2]]);
    const twins = learnProfile(names, 4);

    expect(realign(['MARTIN', 'Paul', 'Luc'], twins, ';')).toBeNull();
    expect(realign(['MARTIN', 'ROUX', 'PETIT', 'Paul', 'Luc'], twins, ';')).toBeNull();
  });

  it('is not forced when it is no row of the table', () => {
    expect(realign(['lorem', 'ipsum', 'dolor'], profile, ';')).toBeNull();
    expect(realign(Array(30).fill('x'), profile, ';')).toBeNull();
  });
});

describe('a file with damaged rows', () => {
  it('delivers each row right or tells it, never wrong, whatever delimiter is lost or added', async () => {
    for (let seed = 1; seed <= 30; seed++) {
      const random = randomOf(seed);
      const whole = people(400, seed);
      const lines = whole.map((row) => {
        if (random() > 0.15) return row.join(';');
        const at = Math.floor(random() * 8);
        if (random() < 0.5)
          return [...row.slice(0, at), row[at] + row[at + 1], ...row.slice(at + 2)].join(';');
        return [...row.slice(0, at + 1), '', ...row.slice(at + 1)].join(';');
      });

      const reading = await read(`${lines.join('\n')}\n`);

      const told = reading.coverage.skipped.reduce((sum, entry) => sum + (entry.rows ?? 0), 0);
      expect(reading.rows.length + told).toBe(400);
      const wrong = reading.rows.filter(
        (row, i) => row.join(';') !== whole[reading.numbers[i] - 1].join(';'),
      );
      // A lost delimiter beside an empty cell leaves no trace of where it was.
      expect(wrong.filter((row) => row.every((cell) => cell !== ''))).toEqual([]);
    }
  });

  it('names the rows it could not read, shortly, and keeps the numbers of the others', async () => {
    const lines = toText(rows).trimEnd().split('\n');
    const damaged = lines.map((line, i) =>
      i === 4 || i === 10 || i === 11 ? 'lorem;ipsum;dolor;sit' : line,
    );

    const reading = await read(damaged.join('\n'));

    expect(reading.coverage.skipped).toEqual([
      { what: 'rows 5, 11-12 of leak.csv', reason: 'columns do not fit', rows: 3 },
    ]);
    expect(reading.numbers.slice(3, 6)).toEqual([4, 6, 7]);
  });

  it('keeps the entry short when thousands of rows do not fit', async () => {
    const lines = people(3000).map((row, i) => (i % 3 === 1 ? 'lorem;ipsum;dolor;sit' : row.join(';')));

    const reading = await read(lines.join('\n'));

    expect(reading.coverage.skipped[0].rows).toBe(1000);
    expect(reading.coverage.skipped[0].what.length).toBeLessThan(250);
  });

  it('puts together a row that an unquoted line end cut in two', async () => {
    const text = toText(rows).replace(rows[20][6], rows[20][6].replace(' ', '\n'));

    const reading = await read(text);

    expect(reading.rows.map((row) => row.map((cell) => cell.replace('\n', ' ')))).toEqual(rows);
  });

  it('reads rows damaged before the first sound one', async () => {
    const lines = toText(rows).trimEnd().split('\n');
    lines[0] = lines[0].replace(';', ';;');

    expect((await read(lines.join('\n'))).rows).toEqual(rows);
  });
});
