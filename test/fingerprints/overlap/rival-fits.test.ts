import { expect, test } from 'vitest';
import { AGREE, DISAGREE, EMPTY, NEAR } from '../../../fingerprints/overlap/comparison.ts';
import { createRivalFits, type RivalMatch } from '../../../fingerprints/overlap/rival-fits.ts';

function match(print: number, ...outcomes: readonly number[]): RivalMatch {
  return { print, match: { outcomes: Uint8Array.from(outcomes) } };
}

const everywhere = (): boolean => true;

test('counts the rival with which more cells agree, and both where they fit alike', () => {
  const fits = createRivalFits([[[0], [1]]]);

  fits.add([match(0, AGREE, AGREE), match(1, AGREE, DISAGREE)], everywhere);
  fits.add([match(0, AGREE, EMPTY), match(1, AGREE, DISAGREE)], everywhere);
  fits.add([match(1, AGREE, AGREE)], everywhere);

  expect(fits.fits()).toEqual([
    [
      { prints: [0], rows: 1 },
      { prints: [0, 1], rows: 1 },
      { prints: [1], rows: 1 },
    ],
  ]);
});

test('takes a near cell for less than one that agrees and more than one that does not', () => {
  const fits = createRivalFits([[[0], [1], [2]]]);

  fits.add([match(0, NEAR), match(1, DISAGREE)], everywhere);
  fits.add([match(2, AGREE), match(0, NEAR)], everywhere);

  expect(fits.fits()[0]).toEqual([
    { prints: [0], rows: 1 },
    { prints: [2], rows: 1 },
  ]);
});

test('lets a rival count whose own threshold was missed, where another has the row', () => {
  const fits = createRivalFits([[[0], [1]]]);

  fits.add([match(0, AGREE), match(1, AGREE)], (print) => print === 0);

  expect(fits.fits()[0]).toEqual([{ prints: [0, 1], rows: 1 }]);
});

test('leaves out a row that no rival has', () => {
  const fits = createRivalFits([[[0], [1]]]);

  fits.add([match(0, AGREE), match(1, DISAGREE)], () => false);
  fits.add([match(5, AGREE)], everywhere);

  expect(fits.fits()).toEqual([[]]);
});

test('takes the best of the prints of a rival, and knows a print in several sets', () => {
  const fits = createRivalFits([
    [[0, 1], [2]],
    [[2], [3]],
  ]);

  fits.add([match(0, DISAGREE), match(1, AGREE), match(2, AGREE), match(3, DISAGREE)], everywhere);

  expect(fits.fits()).toEqual([[{ prints: [0, 1], rows: 1 }], [{ prints: [0], rows: 1 }]]);
});
