import { describe, expect, test } from 'vitest';
import { canonicalOf, piecesOf } from './canonical-of.ts';

describe('a street line', () => {
  test.each([
    [
      '12 RUE DE L EGLISE',
      [
        "12, rue de l'Église",
        '12 R DE L EGLISE',
        '012 rue de l’eglise',
        'N° 12 rue de l´église',
        '12 RUE  DE L-EGLISE',
      ],
    ],
    [
      '12 B AV DU GAL DE GAULLE',
      ['12bis av. du Gal de Gaulle', '12 B AVENUE DU GENERAL DE GAULLE', '12 bis, Ave du Général de Gaulle'],
    ],
    [
      '3 BD ST MICHEL',
      ['3 boulevard Saint-Michel', '3 Bld St Michel', '3, BD. SAINT MICHEL', 'n°3 bvd st-michel'],
    ],
    ['4 T CHE DES DAMES', ['4 ter chemin des Dames', '4ter chem. des Dames', '4T CHE DES DAMES']],
    ['RES LES PINS 12 AV FOCH', ['Résidence Les Pins, 12 avenue Foch', 'RES LES PINS 12 AV FOCH']],
    ['LD LE BOURG', ['Lieu-dit Le Bourg', 'LIEU DIT LE BOURG', 'LD Le Bourg']],
    ['8 SQ DU FG ST ANTOINE', ['8 square du Faubourg Saint-Antoine', '8 SQ DU FBG ST ANTOINE']],
  ])('%s is the same in every spelling', (canonical, spellings) => {
    for (const spelling of spellings) expect(canonicalOf('street', spelling)).toBe(canonical);
  });

  test('keeps a letter that is part of the name', () => {
    expect(canonicalOf('street', '12 rue B')).toBe('12 RUE B');
  });

  test('is a piece of a whole address', () => {
    expect(piecesOf('street', '12 rue des Lilas, 75011 Paris')).toEqual(['12 RUE DES LILAS']);
    expect(piecesOf('street', '12 rue des Lilas')).toEqual([]);
  });
});

describe('a town', () => {
  test.each([
    ['ST DENIS', ['SAINT-DENIS', 'St Denis', 'st. denis', 'SAINT DENIS CEDEX', 'Saint-Denis Cedex 2']],
    ['STE FOY LES LYON', ['Sainte-Foy-lès-Lyon', 'STE FOY LEZ LYON']],
    [
      'PARIS',
      [
        'Paris',
        'PARIS 11',
        'Paris 11e',
        'Paris 11ème',
        'Paris 11e Arrondissement',
        'PARIS-1ER-ARRONDISSEMENT',
        'PARIS CEDEX 08',
        '75011 PARIS',
        'Paris 1 er arr.',
      ],
    ],
    ['LE MANS', ['Le Mans', 'LE-MANS', 'MANS (LE)', 'Mans (Le)']],
    ['L HAY LES ROSES', ["L'Haÿ-les-Roses", 'L HAY LES ROSES', "HAY-LES-ROSES (L')"]],
    ['CHALON SUR SAONE', ['Chalon-sur-Saône', 'CHALON S/SAONE', 'CHALON S/ SAONE', 'CHALON S SAONE']],
    ['OEUILLY', ['Œuilly', 'OEUILLY']],
  ])('%s is the same in every spelling', (canonical, spellings) => {
    for (const spelling of spellings) expect(canonicalOf('city', spelling)).toBe(canonical);
  });

  test('is null where only a number stands', () => {
    expect(canonicalOf('city', '75011')).toBeNull();
  });
});

describe('a postcode', () => {
  test.each([
    ['75011', '75011'],
    ['1000', '01000'],
    ['1000.0', '01000'],
    ['F-75011', '75011'],
    ['FR 75011', '75011'],
    ['75 011', '75011'],
    ['75011 PARIS', '75011'],
    ['sw1a 1aa', 'SW1A1AA'],
    ['2A004', '2A004'],
  ])('%s becomes %s', (cell, canonical) => expect(canonicalOf('postcode', cell)).toBe(canonical));

  test('keeps four digits where the country has four', () => {
    expect(canonicalOf('postcode', '1000', { country: 'BE' })).toBe('1000');
  });

  test.each(['00000', 'PARIS', '-'])('is null for %s', (cell) =>
    expect(canonicalOf('postcode', cell)).toBeNull(),
  );
});
