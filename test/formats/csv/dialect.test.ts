import { describe, expect, it } from 'vitest';
import { people, toText } from './people.ts';
import { read } from './reading.ts';

describe('the dialect', () => {
  it.each([',', ';', '\t', '|', ':', '^', '~', '||', '::', ';;', '\u0001'])(
    'is found with the delimiter %j',
    async (delimiter) => {
      const rows = people(60);

      const reading = await read(toText(rows, delimiter));

      expect(reading.facts.dialect?.delimiter).toBe(delimiter);
      expect(reading.rows).toEqual(rows);
    },
  );

  it('takes the blank after each comma for a part of the delimiter', async () => {
    const rows = people(60);

    const reading = await read(toText(rows, ', '));

    expect(reading.facts.dialect?.delimiter).toBe(',');
    expect(reading.rows).toEqual(rows);
  });

  it('finds blanks between quoted cells', async () => {
    const rows = people(60);
    const text = rows.map((row) => `${row.map((cell) => `"${cell}"`).join(' ')}\n`).join('');

    expect((await read(text)).rows).toEqual(rows);
  });

  it('reads one e-mail address a line as one column', async () => {
    const rows = people(60).map((row) => [row[4] || 'personne@exemple.fr']);

    const reading = await read(rows.map((row) => `${row[0]}\n`).join(''));

    expect(reading.facts.dialect?.delimiter).toBe('');
    expect(reading.rows).toEqual(rows);
  });

  it.each([
    ['telephone numbers with blanks', '06 12 34 56 78\n07 98 76 54 32\n01 40 20 50 50\n'],
    ['decimal commas', '12,50\n3,10\n1024,00\n7,25\n'],
    ['times', '12:30:00\n09:15:27\n23:59:59\n'],
    ['full names', 'Jeanne Dupont\nPaul Martin\nLuc Moreau\nZoé Petit\n'],
  ])('does not cut %s in a file of one column', async (_, text) => {
    const reading = await read(text);

    expect(reading.facts.dialect?.delimiter).toBe('');
    expect(reading.rows).toEqual(
      text
        .trimEnd()
        .split('\n')
        .map((line) => [line]),
    );
  });

  it('reads address and password with a colon, also where the password holds one', async () => {
    const words = ['azerty', 'Soleil12', 'jardin!', 'p4ss', 'Lune.2020', 'motif', 'aa:bb', 'rue9'];
    const rows = people(40).map((row, i) => [row[4] || 'vide@exemple.fr', words[i % words.length]]);

    const reading = await read(rows.map((row) => `${row.join(':')}\n`).join(''));

    expect(reading.facts.dialect?.delimiter).toBe(':');
    expect(reading.rows).toEqual(rows);
  });

  it('prefers the semicolon where numbers have decimal commas', async () => {
    const text = Array.from({ length: 30 }, (_, i) => `${i},5;${i * 3},25;${i},10\n`).join('');

    expect((await read(text)).facts.dialect?.delimiter).toBe(';');
  });

  it('follows the line by which Excel names the delimiter', async () => {
    const reading = await read('sep=;\nnom;ville\nDupont;Lyon\n');

    expect(reading.rows).toEqual([['Dupont', 'Lyon']]);
    expect(reading.facts.dialect).toMatchObject({ delimiter: ';', header: true, skippedRows: 1 });
  });

  it('finds single quotes and reads apostrophes in them', async () => {
    const rows = people(40).map((row, i) => [...row.slice(0, 6), i % 2 === 0 ? "12, rue de l'Orme" : row[6]]);
    const text = rows
      .map((row) => `${row.map((cell) => `'${cell.replaceAll("'", "''")}'`).join(',')}\n`)
      .join('');

    const reading = await read(text);

    expect(reading.facts.dialect).toMatchObject({ quote: "'", escape: "'" });
    expect(reading.rows).toEqual(rows);
  });

  it('finds backslash escapes, of quotes and of delimiters without quotes', async () => {
    const rows = people(40).map((row, i) => [...row, i % 2 === 0 ? 'dit "le grand"' : 'rien']);
    const quoted = rows
      .map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '\\"')}"`).join(',')}\n`)
      .join('');
    const bare = rows.map((row) => `${[...row.slice(0, 9), 'un\\;deux'].join(';')}\n`).join('');

    expect((await read(quoted)).rows).toEqual(rows);
    expect((await read(bare)).rows).toEqual(rows.map((row) => [...row.slice(0, 9), 'un;deux']));
  });

  it.each(['\r', '\n', '\r\n'])('reads records that end with %j', async (end) => {
    const rows = people(40);

    expect((await read(toText(rows, ';', end))).rows).toEqual(rows);
  });

  it('keeps a lone CR inside a cell where records end with LF', async () => {
    const rows = people(40).map((row, i) =>
      i % 5 === 0 ? [...row.slice(0, 6), 'Bat. B\r12 rue', ...row.slice(7)] : row,
    );

    const reading = await read(rows.map((row) => `${row.join(';')}\n`).join(''));

    expect(reading.rows).toEqual(rows);
  });
});
