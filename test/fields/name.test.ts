import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { name } from '../../fingerprints/fields/name.ts';
import { canonicalOf, piecesOf } from './canonical-of.ts';

const letters = fc.string({
  unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')),
  minLength: 4,
  maxLength: 12,
});

describe('the canonical form of a name', () => {
  test.each([
    [
      'DARTAGNAN',
      ["D'ARTAGNAN", 'd’Artagnan', 'D ARTAGNAN', 'Dartagnan', 'D´Artagnan', "D' Artagnan", 'D`ARTAGNAN'],
    ],
    ['DELATOUR', ['DE LA TOUR', 'de la Tour', 'DE-LA-TOUR', 'Delatour', 'M. de la TOUR', 'DE LATOUR']],
    ['LEGOFF', ['LE GOFF', 'Le Goff', 'LEGOFF', 'LE-GOFF', 'Mme LE GOFF']],
    ['STMARTIN', ['SAINT-MARTIN', 'St Martin', 'St. Martin', 'SAINT MARTIN', 'STMARTIN']],
    ['OBRIEN', ["O'Brien", 'O BRIEN', 'OBRIEN', 'O’BRIEN']],
    ['NDIAYE', ["N'Diaye", 'NDIAYE', 'N DIAYE']],
    ['ABDELKADER', ['Abd El Kader', 'ABDELKADER', 'Abdel-Kader', 'ABD-EL-KADER']],
    ['VANDERBERG', ['Van der Berg', 'VANDERBERG']],
    ['OEUVRARD', ['Œuvrard', 'OEUVRARD', 'œuvrard']],
    ['STRAUSS', ['Strauß', 'STRAUSS', 'STRAUẞ']],
    ['LEA', ['Léa', 'LÉA', 'Le\u0301a', ' léa ', 'lea\u00A0']],
    [
      'DUPONT JEAN PIERRE',
      ['Jean-Pierre DUPONT', 'DUPONT Jean Pierre', 'Dupont, Jean-Pierre', 'M. DUPONT JEAN PIERRE'],
    ],
    [
      'DUPONT MARTIN',
      ['DUPONT née MARTIN', 'Mme Martin épouse Dupont', 'DUPONT (MARTIN)', 'MARTIN ép. DUPONT'],
    ],
    ['LEZOE', ['LE Zoe', 'Zoé LÊ', 'Zoe LE']],
    ['JP MARTIN', ['J.P. Martin', 'Martin JP', 'JP. MARTIN']],
    ['DUPONT', ['Dr Dupont', 'DUPONT (M.)', 'Monsieur DUPONT', 'Vve DUPONT']],
  ])('of %s is the same in every spelling', (canonical, spellings) => {
    for (const spelling of spellings) expect(canonicalOf('name', spelling)).toBe(canonical);
  });

  test('does not depend on the order of two names, whatever they are', () => {
    const word = fc.oneof(
      letters,
      fc.constantFrom('LE', 'BEN', 'DE LA TOUR', 'ST', 'D', 'LE DU', 'LE GOFF', 'VAN'),
    );
    fc.assert(
      fc.property(word, letters, (family, given) => {
        expect(canonicalOf('name', `${family} ${given}`)).toBe(canonicalOf('name', `${given} ${family}`));
      }),
    );
  });

  test('keeps a surname that is also a word for nothing, until the column says otherwise', () => {
    expect(canonicalOf('name', 'NA')).toBe('NA');
    expect(canonicalOf('name', 'NA', { missingWords: true })).toBeNull();
    expect(canonicalOf('name', 'NULL')).toBeNull();
  });

  test('keeps titles when nothing else stands there', () => {
    expect(canonicalOf('name', 'Me')).toBe('ME');
  });

  test('is null for digits and for sentences', () => {
    expect(canonicalOf('name', '12 34')).toBeNull();
    expect(canonicalOf('name', 'a b c e f g h i j k p q s t u v')).toBeNull();
  });

  test('keeps names of other scripts', () => {
    expect(canonicalOf('name', 'Иванов Пётр')).toBe('ИВАНОВ ПЕТР');
  });
});

describe('the pieces of a merged name', () => {
  test('hold family and given name, whichever comes first', () => {
    expect(piecesOf('name', 'DUPONT Jean-Pierre')).toEqual(
      expect.arrayContaining(['DUPONT', 'JEAN PIERRE', 'DUPONT JEAN', 'PIERRE']),
    );
    expect(piecesOf('name', 'Yann LE GOFF')).toEqual(expect.arrayContaining(['YANN', 'LEGOFF']));
  });

  test('are the two sides of a comma', () => {
    expect(piecesOf('name', 'DE LA TOUR, Marie Anne').slice(0, 2)).toEqual(['DELATOUR', 'ANNE MARIE']);
  });

  test('hold the name with and without the name of birth', () => {
    expect(piecesOf('name', 'DUPONT (née MARTIN) Jeanne')).toEqual(
      expect.arrayContaining(['DUPONT', 'JEANNE', 'MARTIN', 'DUPONT JEANNE', 'JEANNE MARTIN']),
    );
  });

  test('hold a particle that is a name by itself', () => {
    expect(piecesOf('name', 'Zoé LE')).toEqual(expect.arrayContaining(['ZOE', 'LE']));
    expect(piecesOf('name', 'Yann LE DU')).toEqual(expect.arrayContaining(['YANN', 'LEDU']));
    expect(piecesOf('name', 'Ben MARTIN')).toEqual(expect.arrayContaining(['BEN', 'MARTIN']));
  });

  test('are none for a single name', () => {
    expect(piecesOf('name', 'DUPONT')).toEqual([]);
  });
});

describe('the variants of a name', () => {
  const variantsOf = (canonical: string) => new Set(name.variants?.(canonical) ?? []);
  const shareOne = (a: string, b: string) => [...variantsOf(a)].some((variant) => variantsOf(b).has(variant));
  const twoWords = fc.tuple(letters, letters).map((words) => words.sort());

  test('have one in common after a slip in any place of either word', () => {
    fc.assert(
      fc.property(
        twoWords,
        fc.nat(1),
        fc.nat(),
        fc.constantFrom('drop', 'add', 'wrong', 'swap'),
        (words, which, at, slip) => {
          const changed = [...words];
          changed[which] = slipped(words[which], at % words[which].length, slip);

          expect(shareOne(words.join(' '), changed.sort().join(' '))).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('have one in common when a blank is lost, in either order', () => {
    expect(shareOne('DUPONT JEAN', 'JEANDUPONT')).toBe(true);
    expect(shareOne('DUPONT JEAN', 'DUPONTJEAN')).toBe(true);
  });

  test('have none in common two slips apart', () => {
    expect(shareOne('DUPONT', 'DUXYNT')).toBe(false);
    expect(shareOne('LI', 'LU')).toBe(false);
  });

  test('are at most 40, the whole name first', () => {
    const long = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ ZYXWVUTSRQPONMLKJIHGFEDCBA';

    expect(name.variants?.(long)?.length).toBe(40);
    expect(name.variants?.('LEGOFF')[0]).toBe('LEGOFF');
  });
});

function slipped(word: string, at: number, slip: string): string {
  if (slip === 'drop') return word.slice(0, at) + word.slice(at + 1);
  if (slip === 'add') return `${word.slice(0, at)}Q${word.slice(at)}`;
  if (slip === 'wrong') return `${word.slice(0, at)}Q${word.slice(at + 1)}`;
  return word.slice(0, at) + (word[at + 1] ?? '') + word[at] + word.slice(at + 2);
}
