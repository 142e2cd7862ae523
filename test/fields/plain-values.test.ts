import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../fingerprints/fields/fold.ts';
import { canonicalOf, piecesOf } from './canonical-of.ts';

describe('an e-mail address', () => {
  test.each([
    ' Jean.Dupont+labo@Example.FR ',
    'mailto:jean.dupont+labo@example.fr',
    'Jean DUPONT <jean.dupont+labo@example.fr>',
    '"jean.dupont+labo@example.fr"',
    'jean.dupont+labo@example.fr;',
    'jean.dupont+labo @ example . fr',
    'E-mail: jean.dupont+labo@example.fr.',
    'jean.dupont+labo@example.fr, autre@example.org',
  ])('is the same in %s', (cell) => expect(canonicalOf('email', cell)).toBe('jean.dupont+labo@example.fr'));

  test('keeps plus tags and dots apart', () => {
    expect(canonicalOf('email', 'a.b@x.fr')).not.toBe(canonicalOf('email', 'ab@x.fr'));
    expect(canonicalOf('email', 'a+1@x.fr')).not.toBe(canonicalOf('email', 'a@x.fr'));
  });

  test('folds the case of a domain of another script, not its accents', () => {
    expect(canonicalOf('email', 'Zoé@EXÄMPLE.FR')).toBe('zoé@exämple.fr');
    expect(canonicalOf('email', 'zoe\u0301@x.fr')).toBe('zoé@x.fr');
  });

  test.each(['a@b', '@b.fr', 'a b', 'dupont at x.fr', 'a@@b.fr', '-'])('is null for %s', (cell) =>
    expect(canonicalOf('email', cell)).toBeNull(),
  );

  test('gives every address of a cell as a piece', () => {
    expect(piecesOf('email', 'a@x.fr; B@y.fr')).toEqual(['a@x.fr', 'b@y.fr']);
  });
});

describe('a number', () => {
  test.each([
    ['1 234,50', '1234.5'],
    ['1\u202F234,50 €', '1234.5'],
    ['1.234,50', '1234.5'],
    ['1,234.50', '1234.5'],
    ["1'234.50", '1234.5'],
    ['+1234.5', '1234.5'],
    ['1,2345E3', '1234.5'],
    ['(12,50)', '-12.5'],
    ['12,50-', '-12.5'],
    ['−12,5', '-12.5'],
    ['-0,00', '0'],
    ['007', '7'],
    [',5', '0.5'],
    ['1,234,567', '1234567'],
    ['12 %', '12'],
  ])('%s is %s', (cell, canonical) => expect(canonicalOf('number', cell)).toBe(canonical));

  test('asks the column only where the digits leave it open', () => {
    expect(canonicalOf('number', '1,234', { decimalSign: '.' })).toBe('1234');
    expect(canonicalOf('number', '1,234', { decimalSign: ',' })).toBe('1.2340');
    expect(canonicalOf('number', '1,23', { decimalSign: '.' })).toBe('1.23');
  });

  test.each(['192.168.1.1', 'abc', '1e99', '12/3', '1-2', ''])('is null for %s', (cell) =>
    expect(canonicalOf('number', cell)).toBeNull(),
  );

  test('is the same under either decimal sign when written plainly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999, max: 999_999 }),
        fc.integer({ min: 0, max: 99 }),
        (whole, cents) => {
          const cell = `${whole},${String(cents).padStart(2, '0')}`;

          expect(Number(canonicalOf('number', cell))).toBeCloseTo(Number(cell.replace(',', '.')), 6);
          expect(canonicalOf('number', cell.replace(',', '.'))).toBe(canonicalOf('number', cell));
        },
      ),
    );
  });
});

describe('codes, texts, secrets, UUIDs', () => {
  test('a code loses separators and case, not its leading zeros', () => {
    expect(canonicalOf('code', ' ab-12/34 ')).toBe('AB1234');
    expect(canonicalOf('code', '#00 12.')).toBe('0012');
    expect(canonicalOf('code', '--')).toBeNull();
  });

  test('a text loses accents, punctuation and runs of blanks', () => {
    expect(canonicalOf('text', 'Patient  sous traitement, « à revoir » !')).toBe(
      'PATIENT SOUS TRAITEMENT A REVOIR',
    );
  });

  test('long texts with the same beginning and another length differ', () => {
    const long = 'mot '.repeat(400);

    expect(canonicalOf('text', long)).not.toBe(canonicalOf('text', `${long} encore`));
    expect(canonicalOf('text', long)?.length).toBeLessThanOrEqual(512);
  });

  test('a secret is kept to the letter but for line ends', () => {
    expect(canonicalOf('secret', ' Sésame-1 \r\n')).toBe(' Sésame-1 ');
    expect(canonicalOf('secret', 'none')).toBe('none');
    expect(canonicalOf('secret', '-')).toBe('-');
  });

  test('a UUID has one spelling', () => {
    for (const cell of [
      '{550E8400-E29B-41D4-A716-446655440000}',
      'urn:uuid:550e8400-e29b-41d4-a716-446655440000',
      '550e8400e29b41d4a716446655440000',
    ]) {
      expect(canonicalOf('uuid', cell)).toBe('550e8400-e29b-41d4-a716-446655440000');
    }
    expect(canonicalOf('uuid', '00000000-0000-0000-0000-000000000000')).toBeNull();
  });
});

describe('folding', () => {
  test.each([
    ['Œuvre æ ß ø ł đ ı', 'OEUVRE AE SS O L D I'],
    ['éÈêËàçñÿ', 'EEEEACNY'],
    ['e\u0301', 'E'],
    ['ﬁn １２', 'FIN 12'],
    ['L’été–là « oui »', 'L\'ETE-LA " OUI "'],
    ['a\u00A0b\u202Fc\u200Bd', 'A B CD'],
    ['n° nº', 'N° N°'],
  ])('of %s is %s', (text, folded) => expect(fold(text)).toBe(folded));

  test('twice is folding once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 5000 },
    );
  });
});
