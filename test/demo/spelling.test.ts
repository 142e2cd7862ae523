import { describe, expect, test } from 'vitest';
import { LABORATORY_A, LEAK_SPELLING } from '../../src/demo/laboratories.ts';
import {
  type Spelling,
  spellAmount,
  spellCity,
  spellDate,
  spellEmail,
  spellFullName,
  spellNir,
  spellPhone,
  spellSex,
  spellStreet,
  spellText,
} from '../../src/demo/spelling.ts';

const plain = LABORATORY_A.layout.spelling;

describe('dates', () => {
  test.each([
    ['iso', '1980-03-07'],
    ['day/month/year', '07/03/1980'],
    ['day.month.year', '07.03.1980'],
    ['year-month-day compact', '19800307'],
    ['day month-name year', '7 mars 1980'],
  ] as const)('are written %s', (dates, written) => {
    expect(spellDate('1980-03-07', { ...plain, dates })).toBe(written);
  });

  test('lose the accent of the month where accents are dropped', () => {
    expect(spellDate('1980-08-01', { ...plain, dates: 'day month-name year', accents: 'dropped' })).toBe(
      '1 aout 1980',
    );
  });
});

test.each([
  ['pairs', '06 12 34 56 78'],
  ['dotted pairs', '06.12.34.56.78'],
  ['plain', '0612345678'],
  ['international', '+33612345678'],
  ['international pairs', '+33 6 12 34 56 78'],
  ['00 international', '0033612345678'],
] as const)('telephones are written as %s', (phones, written) => {
  expect(spellPhone('0612345678', { ...plain, phones })).toBe(written);
});

test.each([
  ['15', '185057800608436'],
  ['13', '1850578006084'],
  ['15 in groups', '1 85 05 78 006 084 36'],
  ['13 in groups', '1 85 05 78 006 084'],
] as const)('social-security numbers are written as %s', (nirs, written) => {
  expect(spellNir('185057800608436', { ...plain, nirs })).toBe(written);
});

test.each([
  ['M/F', 'M', 'F'],
  ['H/F', 'H', 'F'],
  ['1/2', '1', '2'],
  ['male/female', 'male', 'female'],
] as const)('sexes are written %s', (sexes, male, female) => {
  expect(spellSex('male', { ...plain, sexes })).toBe(male);
  expect(spellSex('female', { ...plain, sexes })).toBe(female);
});

describe('names', () => {
  const upper: Spelling = { ...plain, familyCase: 'upper', givenCase: 'upper' };

  test.each([
    ['family given', 'LEBŒUF Anne-Marie'],
    ['given family', 'Anne-Marie LEBŒUF'],
    ['family, given', 'LEBŒUF, Anne-Marie'],
  ] as const)('are merged as %s', (fullNames, written) => {
    expect(spellFullName('Lebœuf', 'Anne-Marie', { ...plain, fullNames })).toBe(written);
  });

  test('lose accents, ligatures and hyphens where the spelling drops them', () => {
    const dropped: Spelling = { ...upper, accents: 'dropped', hyphens: 'blank' };

    expect(spellFullName('Lebœuf', 'Anne-Zoé', dropped)).toBe('LEBOEUF ANNE ZOE');
  });
});

describe('addresses', () => {
  test('stay whole', () => {
    expect(spellStreet('7 bis', 'avenue Saint-Jean', plain)).toBe('7 bis avenue Saint-Jean');
    expect(spellCity('Saint-Étienne', plain)).toBe('Saint-Étienne');
  });

  test('are abbreviated as La Poste does', () => {
    expect(spellStreet('7 bis', 'avenue Saint-Jean', LEAK_SPELLING)).toBe('7 BIS AV ST JEAN');
    expect(spellStreet('2', 'rue Sainte-Anne', LEAK_SPELLING)).toBe('2 RUE STE ANNE');
    expect(spellCity('Sainte-Marie-les-Bains', LEAK_SPELLING)).toBe('STE MARIE LES BAINS');
  });
});

test('other words follow the case and accents of the spelling', () => {
  expect(spellText('à jeun', plain)).toBe('à jeun');
  expect(spellText('à jeun', LEAK_SPELLING)).toBe('A JEUN');
  expect(spellText('Dr Lefèvre', { ...plain, textCase: 'lower' })).toBe('dr lefèvre');
});

test('an e-mail address follows its own case, and none is blank', () => {
  expect(spellEmail('a.b@plume.example', plain)).toBe('a.b@plume.example');
  expect(spellEmail('a.b@plume.example', LEAK_SPELLING)).toBe('A.B@PLUME.EXAMPLE');
  expect(spellEmail(null, LEAK_SPELLING)).toBe('');
});

test('amounts have two decimals after the sign of the spelling', () => {
  expect(spellAmount(1_205, plain)).toBe('12,05');
  expect(spellAmount(1_205, LEAK_SPELLING)).toBe('12.05');
});
