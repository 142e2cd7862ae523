import { describe, expect, test } from 'vitest';
import { isBlank, isBlankName } from '../../fingerprints/fields/blank.ts';

describe('a blank cell', () => {
  test.each([
    '',
    ' ',
    '\t',
    '\u00A0 ',
    '\\N',
    'NULL',
    'null',
    ' Null ',
    'N/A',
    'n/a',
    'NA',
    'n/c',
    'NC',
    '-',
    '--',
    '—',
    '?',
    '???',
    'inconnu',
    'INCONNUE',
    'non renseigné',
    'Non renseigne',
    'NON COMMUNIQUÉ',
    'unknown',
    'None',
    'nil',
    'undefined',
    'NaN',
    '0000-00-00',
    '00/00/0000',
    '0000-00-00 00:00:00',
    '#N/A',
    '(null)',
    '<NA>',
    '...',
    'néant',
    "''",
    '   ---   ',
    ' '.repeat(60),
  ])('is %j', (cell) => expect(isBlank(cell)).toBe(true));

  test.each([
    '0',
    'Nadine',
    'NANTES',
    'Naïm',
    'X',
    'O',
    'N',
    'Inconnue Marie',
    'null point',
    'NCIS',
    '-1',
    '1-',
    'nonante',
    'A',
    '+',
    '\u00C9',
    '0000',
    'Noneville',
    'undefined behaviour',
    'non',
    'Vider',
  ])('is not %j', (cell) => expect(isBlank(cell)).toBe(false));

  test('in a column of names is no surname', () => {
    for (const surname of ['NA', 'Na', 'Nil', 'None', 'NAN', 'Néant', 'So']) {
      expect(isBlankName(surname, false)).toBe(false);
      expect(isBlankName(surname, true)).toBe(true);
    }
    for (const nothing of ['', '-', 'NULL', 'N/A', 'inconnu']) expect(isBlankName(nothing, false)).toBe(true);
  });
});
