import { describe, expect, test } from 'vitest';
import type { FieldGuess } from '../../fingerprints/fields/field.ts';
import { recogniseColumn } from '../../fingerprints/fields/recognise.ts';
import { DEFAULTS, generatedColumns, seededRandom, withLuhnDigit } from './generated-people.ts';

const SEEDS = [1, 2, 3];
/** The same tables for every column that is tested. */
const TABLES = SEEDS.flatMap((seed) => [generatedColumns(seed, 60), generatedColumns(seed, 2000)]);
const DIRTY_TABLE = generatedColumns(6, 1000);
const guess = (header: string | null, cells: readonly string[]): FieldGuess =>
  recogniseColumn(header, cells, DEFAULTS)[0];
const repeat = (count: number, cell: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => cell(index));
/** One cell in ten emptied, one in twenty spoilt. */
const dirty = (cells: readonly string[]): string[] => {
  const random = seededRandom(99);
  return cells.map((cell) => {
    const fate = random();
    return fate < 0.1 ? '' : fate < 0.12 ? 'NULL' : fate < 0.17 ? `${cell.slice(1)}x` : cell;
  });
};

describe('a generated table', () => {
  const names = generatedColumns(1, 1).map((column, index) => ({ header: column.header, index }));

  test.each(names)(
    'has its column $header recognised with and without header, by 60 and 2,000 cells',
    ({ index }) => {
      for (const table of TABLES) {
        const { header, field, role, cells } = table[index];
        const headed = guess(header, cells);
        const bare = recogniseColumn(null, cells, DEFAULTS);

        expect([headed.reading.field, headed.role]).toEqual([field, role]);
        expect(bare[0].reading.field).toBe(field);
        if (role !== null) expect(bare.map((one) => one.role)).toContain(role);
      }
    },
  );

  test.each(names)('has its column $header recognised when dirty', ({ index }) => {
    const { header, field, cells } = DIRTY_TABLE[index];

    expect(guess(null, dirty(cells)).reading.field).toBe(field);
    expect(guess(header, dirty(cells)).reading.field).toBe(field);
  });
});

describe('the list of guesses', () => {
  test('is best first, ends with text and is never empty', () => {
    for (const { header, cells } of [
      ...generatedColumns(3, 200),
      { header: 'x', cells: [] },
      { header: '', cells: ['', '-'] },
    ]) {
      const guesses = recogniseColumn(header, cells, DEFAULTS);
      const scores = guesses.slice(0, -1).map((one) => one.score);

      expect(guesses.at(-1)?.reading.field).toBe('text');
      expect([...scores].sort((a, b) => b - a)).toEqual(scores);
      for (const { score } of guesses) expect(score >= 0 && score <= 1).toBe(true);
    }
  });

  test('has both roles where a column of names does not tell', () => {
    const family = generatedColumns(1, 500)[2].cells;

    expect(recogniseColumn(null, family, DEFAULTS).map((one) => one.role)).toEqual(
      expect.arrayContaining(['family', 'given']),
    );
  });

  test('has town and postcode where both stand in one column', () => {
    const merged = repeat(
      300,
      (index) => `35${100 + (index % 200)} ${['Rennes', 'Vitré', 'Betton', 'Bruz'][index % 4]}`,
    );

    expect(recogniseColumn(null, merged, DEFAULTS).map((one) => one.reading.field)).toEqual(
      expect.arrayContaining(['city', 'postcode']),
    );
  });

  test('has code and number for whole numbers, code first where none comes again', () => {
    const identifiers = repeat(500, (index) => String(100_000 + index * 37));
    const ages = repeat(500, (index) => String(20 + (index % 60)));

    expect(
      recogniseColumn(null, identifiers, DEFAULTS)
        .slice(0, 2)
        .map((one) => one.reading.field),
    ).toEqual(['code', 'number']);
    expect(guess(null, ages).reading.field).toBe('number');
  });
});

describe('values rule over a header', () => {
  test.each(['nom', 'ville', 'cp', 'date', 'code', 'mot de passe', 'montant'])(
    'called %s when they are e-mail addresses',
    (header) => {
      expect(
        guess(
          header,
          repeat(100, (index) => `p${index}@example.org`),
        ).reading.field,
      ).toBe('email');
    },
  );

  test('called SIREN when no check digit holds', () => {
    const cells = repeat(200, (index) => {
      const good = withLuhnDigit(String(31_000_000 + index * 977));
      return good.slice(0, -1) + ((Number(good.at(-1)) + 1) % 10);
    });

    expect(guess('siren', cells).reading.field).not.toBe('siren');
  });

  test('called nom when given and family name stand in it', () => {
    expect(guess('NOM', generatedColumns(1, 500)[4].cells).role).toBe('full');
  });
});

describe('a header', () => {
  const plain = repeat(200, (index) => `azerty${index % 90}!`);

  test.each([
    ['mot de passe', plain, 'secret'],
    ['password', repeat(200, (index) => `soleil${index}`), 'secret'],
    ['customerPassword', plain, 'secret'],
    ['code postal', repeat(200, (index) => String(10_001 + index * 431)), 'postcode'],
    ['cp', repeat(200, (index) => String(1000 + (index % 30) * 10)), 'postcode'],
    ['ville', repeat(200, (index) => ['Ploudal', 'Kerlo', 'Trebez', 'Lanvo'][index % 4]), 'city'],
    ['adresse', repeat(200, (index) => `Le Bourg ${'abcdefgh'[index % 8]}`), 'street'],
    ['date_naissance', repeat(200, (index) => String(20_000 + index * 61)), 'date'],
    ['commentaire', repeat(200, (index) => `vu ${index % 40} ok`), 'text'],
    ['matricule', repeat(200, (index) => String(index % 90)), 'code'],
  ])('%s tips the balance where values do not tell', (header, cells, field) => {
    expect(guess(header, cells).reading.field).toBe(field);
  });

  test.each([
    ['Prénom', 'given'],
    ['first_name', 'given'],
    ['prenomPatient', 'given'],
    ['NOM', 'family'],
    ['nom_naissance', 'family'],
    ['Nom de jeune fille', 'family'],
    ['LastName', 'family'],
    ['nom_prenom', 'full'],
    ['Full Name', 'full'],
    ['Médecin traitant', 'someone-else'],
    ['nom_prescripteur', 'someone-else'],
    ["Contact d'urgence", 'someone-else'],
    ['emergency_contact_name', 'someone-else'],
    ['manager', 'someone-else'],
    ['conjoint', 'someone-else'],
  ])('%s gives a column of names the role %s', (header, role) => {
    expect(guess(header, generatedColumns(1, 200)[2].cells).role).toBe(role);
  });

  test.each([
    ['Date de naissance', 'birth'],
    ['ddn', 'birth'],
    ['dob', 'birth'],
    ['birthDate', 'birth'],
    ['dateNaissance', 'birth'],
    ['date de décès', null],
    ['created_at', null],
  ])('%s gives a column of dates the role %s', (header, role) => {
    expect(guess(header, generatedColumns(1, 200)[6].cells).role).toBe(role);
  });
});

describe('the reading of a column', () => {
  const readingOf = (cells: readonly string[], header = 'date') => guess(header, cells).reading;

  test('has the day first when one date of many tells', () => {
    expect(readingOf([...repeat(200, () => '03/04/1984'), '25/04/1984']).dayMonthOrder).toBe('day-first');
  });

  test('has the month first when the dates tell', () => {
    expect(readingOf([...repeat(200, () => '03/04/1984'), '04/25/1984']).dayMonthOrder).toBe('month-first');
  });

  test('has the order of the country when no date tells', () => {
    const cells = repeat(100, (index) => `0${1 + (index % 9)}/0${1 + (index % 7)}/19${40 + (index % 50)}`);

    expect(readingOf(cells).dayMonthOrder).toBe('day-first');
    expect(recogniseColumn('date', cells, { ...DEFAULTS, country: 'US' })[0].reading.dayMonthOrder).toBe(
      'month-first',
    );
  });

  test('has serial days where bare numbers stand among dates', () => {
    expect(readingOf([...repeat(95, () => '03/04/1984'), ...repeat(5, () => '30774')]).excelSerials).toBe(
      true,
    );
    expect(readingOf(repeat(95, () => '03/04/1984')).excelSerials).toBe(false);
  });

  test('has the decimal sign of the numbers', () => {
    expect(
      readingOf(
        repeat(100, (index) => `${index}.25`),
        'montant',
      ).decimalSign,
    ).toBe('.');
    expect(
      readingOf(
        repeat(100, (index) => `1.${100 + index},25`),
        'montant',
      ).decimalSign,
    ).toBe(',');
  });

  test('takes NA for nothing only where it is far commoner than a surname', () => {
    const family = generatedColumns(1, 1000)[2].cells;

    expect(guess('nom', [...family, 'NA']).reading.missingWords).toBeUndefined();
    expect(guess('nom', [...family, ...repeat(50, () => 'NA')]).reading.missingWords).toBe(true);
  });
});
