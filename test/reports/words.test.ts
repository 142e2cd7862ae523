import { describe, expect, test } from 'vitest';
import { headline } from '../../src/reports/wording.ts';
import { en } from '../../src/reports/words/en.ts';
import { fr } from '../../src/reports/words/fr.ts';
import { headlineIn } from '../../src/reports/words/headline.ts';
import { spoken } from '../../src/reports/words/spoken.ts';
import { type WordKey, wordsOf } from '../../src/reports/words/words.ts';
import { attributedReport } from './sample-attribution.ts';
import { cleanReport, incompleteCoverage, sampleReport } from './sample-report.ts';

const english = wordsOf('en');
const french = wordsOf('fr');
const KEYS = Object.keys(en) as WordKey[];

function placesOf(sentence: string): string[] {
  return [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort();
}

describe('the words of reports', () => {
  test('are the same keys in both languages', () => {
    expect(Object.keys(fr).sort()).toEqual([...KEYS].sort());
  });

  test.each(KEYS)('have the same places to fill in: %s', (key) => {
    expect(placesOf(fr[key])).toEqual(placesOf(en[key]));
  });

  test('write French numbers with narrow spaces, commas and French units', () => {
    expect(french.count(1_234_567)).toBe('1\u202f234\u202f567');
    expect(french.share(0.9)).toBe('90,0\u202f%');
    expect(french.bytes(7_793_173)).toBe('7,8\u202fMo');
    expect(french.counted('row', 0)).toBe('0 ligne');
    expect(french.instant('2026-11-20T14:03:00.000Z')).toBe('20/11/2026 14:03 UTC');
  });

  test('write out signs of names that would be obeyed or hidden', () => {
    const report = sampleReport({ suspect: { ...sampleReport().suspect, name: 'a\u202efdp.exe\x1b[2J' } });

    expect(headlineIn(french, report)).toContain('a\\u202efdp.exe\\x1b[2J');
  });

  test('fill in a name that looks like a place to fill in once', () => {
    expect(english.text('undeclared.of', { column: '{table}', table: 'x' })).toBe('{table} of x');
  });

  test('speak French of reasons that pipelines give, and leave what they do not know', () => {
    expect(spoken(french, 'columns do not fit')).toBe('les colonnes ne correspondent pas');
    expect(spoken(french, 'estimated from 1,256 random blocks (2.1 MB)')).toContain('1\u202f256 blocs');
    expect(spoken(french, 'a reason of tomorrow')).toBe('a reason of tomorrow');
  });
});

describe('the headline', () => {
  const found = attributedReport();

  test('is the terminal’s in English where servers were swept, and where nothing was found', () => {
    for (const report of [found, cleanReport(), cleanReport({ coverage: incompleteCoverage() })])
      expect(headlineIn(english, report)).toBe(headline(report));
  });

  test('says in French that only a part was read', () => {
    expect(headlineIn(french, sampleReport())).toContain('des lignes de leak.txt');
    expect(headlineIn(french, sampleReport({ coverage: incompleteCoverage() }))).toContain(
      'des lignes lues de leak.txt',
    );
  });
});
