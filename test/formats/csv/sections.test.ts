import { describe, expect, it } from 'vitest';
import { PEOPLE_HEADER, people, toText } from './people.ts';
import { read } from './reading.ts';

const HEADER_LINE = `${PEOPLE_HEADER.join(';')}\n`;

describe('headers', () => {
  it('are found and are no rows', async () => {
    const rows = people(30);

    const reading = await read(HEADER_LINE + toText(rows));

    expect(reading.rows).toEqual(rows);
    expect(reading.facts.sections[0].headers).toEqual(PEOPLE_HEADER);
    expect(reading.facts.dialect?.header).toBe(true);
  });

  it.each([
    ['English words', 'First name;Last name;Date of birth;Email address;Phone;City'],
    ['French words with accents', 'Prénom;Nom de famille;Date de naissance;Adresse e-mail;Téléphone;Ville'],
    ['names that programs give', 'pat_given;pat_family;pat_born;pat_contact;pat_reach;pat_town'],
    ['a comment sign before them', '#prenom;nom;naissance;email;tel;ville'],
  ])('are recognised by %s', async (_, header) => {
    const rows = people(30).map((row) => [row[2], row[1], row[3], row[4], row[5], row[8]]);

    const reading = await read(`${header}\n${toText(rows)}`);

    expect(reading.rows).toEqual(rows);
    expect(reading.facts.sections[0].headers).toEqual(header.replace('#', '').split(';'));
  });

  it('of two rows become one text a column', async () => {
    const rows = people(30);
    const groups = 'Patient;;;;Contact;;Domicile;;\n';

    const reading = await read(groups + HEADER_LINE + toText(rows));

    expect(reading.rows).toEqual(rows);
    expect(reading.facts.sections[0].headers[0]).toBe('Patient id');
    expect(reading.facts.sections[0].headers[4]).toBe('Contact email');
  });

  it('repeated inside the table are left out', async () => {
    const rows = people(90);
    const text = [rows.slice(0, 30), rows.slice(30, 60), rows.slice(60)]
      .map((part) => HEADER_LINE + toText(part))
      .join('');

    const reading = await read(text);

    expect(reading.rows).toEqual(rows);
    expect(reading.facts.sections).toHaveLength(1);
  });

  it('alone make a table without rows that was read whole', async () => {
    const reading = await read(HEADER_LINE);

    expect(reading.rows).toEqual([]);
    expect(reading.coverage.complete).toBe(true);
    expect(reading.facts.sections[0].headers).toEqual(PEOPLE_HEADER);
  });

  it('that lack the label of the row numbers keep to their columns', async () => {
    const rows = people(30).map((row, i) => [String(i + 1), ...row.slice(1)]);

    const reading = await read(`${PEOPLE_HEADER.slice(1).join(';')}\n${toText(rows)}`);

    expect(reading.rows).toEqual(rows);
    expect(reading.facts.sections[0].headers).toEqual([null, ...PEOPLE_HEADER.slice(1)]);
  });
});

describe('values of people never become headers', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7])('when a file starts with people (population %i)', async (seed) => {
    const rows = people(40, seed);

    const reading = await read(toText(rows));

    expect(reading.rows).toEqual(rows);
    expect(reading.facts.sections.flatMap((section) => section.headers)).toEqual(Array(9).fill(null));
  });

  it.each([
    ['names only', (row: string[]) => [row[1], row[2]]],
    ['name and town', (row: string[]) => [row[2], row[1], row[8]]],
    ['name and number', (row: string[]) => [row[1], row[2], row[7]]],
  ])('when columns are %s', async (_, pick) => {
    for (const count of [1, 2, 3, 10, 100]) {
      const rows = people(count, count).map(pick);

      const reading = await read(toText(rows));

      expect(
        reading.facts.sections.flatMap((section) => section.headers).filter((text) => text !== null),
      ).toEqual([]);
      expect(reading.rows).toEqual(rows);
    }
  });

  it('when the first person has words where the others have numbers', async () => {
    const rows = people(40);
    rows[0] = ['Dossier', 'DURAND', 'Paul', 'inconnue', 'aucun', 'sans', 'rue sans nom', 'nc', 'Lyon'];

    const reading = await read(toText(rows));

    expect(reading.facts.sections[0].headers.join(' ')).not.toMatch(/DURAND|Paul|Lyon/);
  });

  it('when a person stands over a real header', async () => {
    const rows = people(40);

    const reading = await read(toText(rows.slice(0, 1)) + HEADER_LINE + toText(rows.slice(1)));

    expect(reading.rows).toEqual(rows);
    expect(reading.facts.sections.flatMap((section) => section.headers).join(' ')).not.toContain(rows[0][1]);
  });

  it('when names alone stand over a real header', async () => {
    const rows = people(40).map((row) => [row[1], row[2], row[8]]);

    const reading = await read(`${toText(rows.slice(0, 1))}nom;prenom;ville\n${toText(rows.slice(1))}`);

    expect(reading.rows).toEqual(rows);
    expect(reading.facts.sections.map((section) => section.headers)).toEqual([
      [null, null, null],
      ['nom', 'prenom', 'ville'],
    ]);
  });

  it('when a label row holds one value', async () => {
    const rows = people(40);
    const odd = [...PEOPLE_HEADER.slice(0, 4), 'nom.prenom@exemple.fr', ...PEOPLE_HEADER.slice(5)];

    const reading = await read(`${odd.join(';')}\n${toText(rows)}`);

    expect(reading.facts.sections[0].headers).toEqual(Array(9).fill(null));
  });
});

describe('what stands around tables', () => {
  it('is preamble before them, counted but no rows', async () => {
    const rows = people(30);

    const reading = await read(`Extraction du service\nEdité le 3 mai 2021\n\n${HEADER_LINE}${toText(rows)}`);

    expect(reading.rows).toEqual(rows);
    expect(reading.facts.dialect).toMatchObject({ header: true, skippedRows: 3 });
    expect(reading.coverage.complete).toBe(true);
  });

  it('is a total or a note behind them, no row and no gap', async () => {
    const rows = people(30);

    const reading = await read(`${HEADER_LINE}${toText(rows)}\nTotal;30\nFin de l'extraction\n`);

    expect(reading.rows).toEqual(rows);
    expect(reading.coverage.complete).toBe(true);
  });

  it('is told when it looks like the rest of a person', async () => {
    const rows = people(30);

    const reading = await read(`${HEADER_LINE}${toText(rows)}P100030;DURAND\npaul.durand@exemple.fr\n`);

    expect(reading.rows).toEqual(rows);
    expect(reading.coverage).toMatchObject({
      complete: false,
      skipped: [{ reason: 'columns do not fit', rows: 2 }],
    });
  });
});

describe('stacked tables', () => {
  const first = people(50);
  const second = people(30, 2).map((row) => [row[4] || 'vide@exemple.fr', row[1], row[7]]);

  it.each([
    ['a blank line and a header', `\nemail;nom;code_postal\n${toText(second)}`],
    ['a title and a header', `\nDeuxième liste\nemail;nom;code_postal\n${toText(second)}`],
    ['a header', `email;nom;code_postal\n${toText(second)}`],
    ['a blank line', `\n${toText(second)}`],
    ['nothing', toText(second)],
  ])('are told apart by %s', async (_, behind) => {
    const reading = await read(HEADER_LINE + toText(first) + behind);

    expect(reading.rows).toEqual([...first, ...second]);
    expect(reading.facts.sections.map(({ columnCount, firstRow }) => [columnCount, firstRow])).toEqual([
      [9, 1],
      [3, 51],
    ]);
    expect(reading.sectionOfRow).toEqual([...Array(50).fill(0), ...Array(30).fill(1)]);
    expect(reading.coverage.complete).toBe(true);
  });

  it('of one width are told apart by the second header', async () => {
    const turned = people(30, 3).map((row) => row.toReversed());

    const reading = await read(
      `${HEADER_LINE}${toText(first)}${PEOPLE_HEADER.toReversed().join(';')}\n${toText(turned)}`,
    );

    expect(reading.rows).toEqual([...first, ...turned]);
    expect(reading.facts.sections[1].headers).toEqual(PEOPLE_HEADER.toReversed());
  });

  it('of which the last is a list of addresses are all read', async () => {
    const mails = people(30, 4).map((_, i) => [`liste.${i}@exemple.fr`]);

    const reading = await read(`${HEADER_LINE}${toText(first)}\n${toText(mails)}`);

    expect(reading.rows).toEqual([...first, ...mails]);
  });

  it('that come by the thousand end in told rows, not in endless sections', async () => {
    const text = Array.from({ length: 1500 }, (_, i) =>
      i % 2 === 0
        ? `id;nom;email\n1;DUPONT;a.${i}@exemple.fr\n\n`
        : `code;ville;tel;date\nX${i};Lyon;0612345678;2020-01-02\n\n`,
    ).join('');

    const reading = await read(text);

    expect(reading.facts.sections.length).toBeLessThanOrEqual(1000);
    expect(reading.rows.length + (reading.coverage.skipped[0]?.rows ?? 0)).toBeGreaterThanOrEqual(1500);
    expect(reading.coverage.complete).toBe(false);
  });
});

describe('hardly any table', () => {
  it.each([
    ['an empty file', ''],
    ['blank lines', '\n\n\r\n'],
    ['delimiters only', ';;;\n;;;\n'],
    ['a byte order mark', '\ufeff'],
  ])('%s gives no rows and was read whole', async (_, text) => {
    const reading = await read(text);

    expect(reading.rows).toEqual([]);
    expect(reading.coverage).toMatchObject({ complete: true, skipped: [] });
  });

  it('a single row is a row', async () => {
    const rows = people(1);

    expect((await read(toText(rows).trimEnd())).rows).toEqual(rows);
  });
});
