import { describe, expect, test } from 'vitest';
import { columnName, headerWordsOf } from '../../../scanners/shared/header-words.ts';
import {
  categoryOfHeader,
  isPersonal,
  sensitiveColumnsOf,
} from '../../../scanners/shared/sensitive-columns.ts';
import { assetOf } from '../exposures/sample-observations.ts';

describe('what a header suggests', () => {
  test.each([
    ['Diagnostic', 'health'],
    ['PATHOLOGIES', 'health'],
    ['commentaire_medical', 'health'],
    ['allergies', 'health'],
    ['Résultat', 'health'],
    ['groupeSanguin', 'health'],
    ['ANTÉCÉDENTS', 'health'],
    ['mot de passe', 'credentials'],
    ['API_KEY', 'credentials'],
    ['Orientation sexuelle', 'other special category'],
    ['empreinte-digitale', 'other special category'],
  ])('%s: %s', (header, category) => {
    expect(categoryOfHeader(header)).toBe(category);
  });

  test.each(['', 'nom', 'date_traitement', 'prelevement', 'id_client', 'secretary', '漢字', null])(
    '%o: nothing',
    (header) => {
      expect(categoryOfHeader(header)).toBeNull();
    },
  );

  test('parts words at capitals, signs and digits, and folds accents', () => {
    expect(headerWordsOf('RésultatAnalyse_2 (mg/l)')).toEqual(['resultat', 'analyse', 'mg', 'l']);
  });
});

describe('sensitive columns', () => {
  test('are told by values before headers, with their place where they have no name', () => {
    const asset = assetOf({
      columns: [
        { header: 'diagnostic', field: 'text' },
        { header: null, field: 'nir' },
        { header: 'password', field: 'secret' },
        { header: 'town', field: 'city' },
      ],
    });

    expect(sensitiveColumnsOf(asset)).toEqual([
      { category: 'health', name: 'diagnostic', isByValues: false },
      { category: 'NIR', name: 'column 2', isByValues: true },
      { category: 'credentials', name: 'password', isByValues: true },
    ]);
  });

  test.each(['someone@example.org', '1850578006084', 'born 1985', '  '])(
    'a header %o, which may be a cell of the first row, is not told',
    (header) => {
      expect(columnName(header, 6)).toBe('column 7');
    },
  );

  test('a long header is cut', () => {
    expect(columnName('x'.repeat(1_000), 0)).toHaveLength(61);
  });
});

describe('a file about people', () => {
  const of = (...fields: string[]) =>
    isPersonal(assetOf({ columns: fields.map((field) => ({ header: null, field })) }));

  test('has e-mail, NIR or the like, or names beside dates or homes', () => {
    expect(of('email')).toBe(true);
    expect(of('number', 'nir')).toBe(true);
    expect(of('name', 'date')).toBe(true);
    expect(of('name')).toBe(false);
    expect(of('date', 'city', 'number')).toBe(false);
    expect(of()).toBe(false);
  });
});
