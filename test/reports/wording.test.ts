import { describe, expect, test } from 'vitest';
import type { SuspectFacts } from '../../src/reports/report.ts';
import {
  chanceSentence,
  dialectSentence,
  formatInstant,
  headline,
  incompleteSentence,
  labelOf,
  titleOf,
  unexplainedSentence,
} from '../../src/reports/wording.ts';
import {
  cleanReport,
  estimatedReport,
  incompleteCoverage,
  sampleOverlap,
  samplePrint,
  sampleReport,
} from './sample-report.ts';

const plainSuspect = sampleReport().suspect;

test('what was not read of an estimated file is told as what the figures rest on', () => {
  expect(incompleteSentence(estimatedReport())).toBe(
    'only 2.1 MB of 40.0 GB were read, at random places. Shares and rows of the file are estimated for all of it; ' +
      'every other figure is the least that is certain.',
  );
});

describe('the headline', () => {
  test('names share, owner, rows and people', () => {
    expect(headline(sampleReport())).toBe(
      "37.7 % of the rows of leak.txt are Laboratory A's: 18,914 of 50,167 rows, 17,970 people.",
    );
  });

  test('falls back to the name of the print where there is no controller', () => {
    const overlap = sampleOverlap({ print: samplePrint({ controller: null, name: 'patients' }), persons: 1 });

    expect(headline(sampleReport({ overlaps: [overlap] }))).toContain(
      "are patients': 18,914 of 50,167 rows, 1 person.",
    );
  });

  test('gives the union of several prints first, then each', () => {
    const other = sampleOverlap({
      print: samplePrint({ id: 'p_b', name: 'lab_b', controller: 'Laboratory B' }),
    });
    const population = { ...sampleReport().population, rowsExplained: 47668, persons: 46173 };

    expect(headline(sampleReport({ overlaps: [sampleOverlap(), other], population }))).toBe(
      '95.0 % of the rows of leak.txt are ours: 47,668 of 50,167 rows, 46,173 people ' +
        '(37.7 % in Laboratory A, table lab_a; 37.7 % in Laboratory B, table lab_b).',
    );
  });

  test('counts those beyond three', () => {
    const overlaps = [1, 2, 3, 4, 5].map((at) =>
      sampleOverlap({ print: samplePrint({ id: `p${at}`, name: `t${at}` }) }),
    );

    expect(headline(sampleReport({ overlaps }))).toMatch(/table t3 and 2 more\)\.$/);
  });

  test('tells an estimate apart from a count', () => {
    const rows = { ...sampleOverlap().rows, interval: [0.36, 0.39] as const, method: 'sampled' as const };

    expect(headline(sampleReport({ overlaps: [sampleOverlap({ rows })] }))).toMatch(
      /^about 37\.7 % \(between 36\.0 % and 39\.0 %\) of the rows/,
    );
  });

  test('gives the range of an estimate and what it rests on first', () => {
    expect(headline(estimatedReport())).toBe(
      "88-92 % (95 %), from 2.1 MB of 40.0 GB, of the rows of leak.txt are Laboratory A's: about 180,000,000 of " +
        '200,000,000 rows, at least 17,970 people.',
    );
  });

  test('gives the range of all prints together where an estimate found several', () => {
    const [first] = estimatedReport().overlaps;
    const other = { ...first!, print: samplePrint({ id: 'p_b', name: 'lab_b', controller: 'Laboratory B' }) };

    expect(headline(estimatedReport({ overlaps: [first!, other] }))).toMatch(
      /^88-92 % \(95 %\), from 2\.1 MB of 40\.0 GB, of the rows of leak\.txt are ours: about .*, at least 17,970 people \(about 90\.0 % in/,
    );
  });

  test('does not call a file clean of which an estimate found nothing', () => {
    const { estimate, population } = estimatedReport();
    const explained = { share: 0, interval: [0, 0.0143] as const };
    const report = estimatedReport({
      overlaps: [],
      population: { ...population, rowsExplained: 0 },
      estimate: { ...estimate!, explained },
    });

    expect(headline(report)).toBe(
      'Nothing of ours was found in 256 random blocks of leak.txt, 2.1 MB of 40.0 GB: 0.0-1.5 % of its rows may be ' +
        'ours all the same (95 %).',
    );
  });

  test('says that nothing was found, and in how many prints', () => {
    expect(headline(cleanReport())).toBe(
      'Nothing of ours was found in leak.txt: none of its 50,167 rows is in the 2 prints it was compared with.',
    );
  });

  test('never says it of more than was read', () => {
    expect(headline(cleanReport({ coverage: incompleteCoverage() }))).toMatch(
      /^Nothing of ours was found in the part of leak\.txt that could be read:/,
    );
  });

  test('says so when there was nothing to compare with', () => {
    expect(headline(cleanReport({ comparedWith: [] }))).toContain('was compared with nothing');
  });

  test('names the earlier suspect that the file is a copy of', () => {
    const print = samplePrint({ kind: 'suspect', name: 'forum', controller: null });

    expect(headline(cleanReport({ overlaps: [sampleOverlap({ print })] }))).toContain(
      '37.7 % of its rows stand in the earlier suspect forum',
    );
  });

  test('tells an empty file apart from one that could not be read', () => {
    const suspect = { ...plainSuspect, rows: 0 };

    expect(headline(cleanReport({ suspect }))).toBe('leak.txt holds no rows: there is nothing to compare.');
    expect(headline(cleanReport({ suspect, coverage: incompleteCoverage() }))).toBe(
      'No row of leak.txt could be read: there is nothing to compare.',
    );
  });
});

describe('the other sentences', () => {
  test('a complete report has none about what was not read', () => {
    expect(incompleteSentence(sampleReport())).toBeNull();
  });

  test('an incomplete one counts parts and rows', () => {
    expect(incompleteSentence(sampleReport({ coverage: incompleteCoverage() }))).toMatch(
      /^2 parts \(4 rows where that is known\) were not read\./,
    );
  });

  test('an incomplete one without entries is still incomplete', () => {
    const coverage = { complete: false, bytesRead: 1, skipped: [] };

    expect(incompleteSentence(sampleReport({ coverage }))).toMatch(/^Part of the file was not read\./);
  });

  test('the expected number of chance matches stands beside how the threshold was set', () => {
    expect(chanceSentence(sampleReport())).toContain('0.0004 are expected to be chance matches');
    expect(chanceSentence(sampleReport())).toContain('under 0.1 % of the rows claimed');
  });

  test('unexplained rows are counted, and none is said to be left when none is', () => {
    const population = { ...sampleReport().population, rowsUnexplained: 0 };

    expect(unexplainedSentence(sampleReport())).toMatch(/^31,253 rows \(62\.3 %\) are in no table/);
    expect(unexplainedSentence(sampleReport({ population }))).toBe('Every row that was read is explained.');
  });

  test('prints are named by controller and kind', () => {
    expect(titleOf(samplePrint())).toBe('Laboratory A, table lab_a');
    expect(titleOf(samplePrint({ kind: 'asset', controller: null, name: '/pub/x.csv' }))).toBe(
      'server file /pub/x.csv',
    );
    expect(labelOf(samplePrint())).toBe('lab_a (Laboratory A)');
  });

  test('a moment is told to the minute in UTC', () => {
    expect(formatInstant('2026-11-20T14:03:59.000Z')).toBe('2026-11-20 14:03 UTC');
    expect(formatInstant('soon\n')).toBe('soon\\n');
  });

  test.each<[Partial<SuspectFacts>, string]>([
    [{}, 'csv, windows-1252, split by tab, no header'],
    [{ encoding: null, dialect: null }, 'csv'],
    [
      { dialect: { delimiter: '::', quote: '', escape: '', header: true, skippedRows: 2 } },
      "csv, windows-1252, split by '::', with a header, 2 lines before the first row",
    ],
    [
      { dialect: { delimiter: '', quote: '', escape: '', header: false, skippedRows: 0 } },
      'csv, windows-1252, one column, no header',
    ],
    [
      { dialect: null, sections: [0, 1].map((index) => ({ index, firstRow: 1, rows: 5, columns: [] })) },
      'csv, windows-1252, 2 tables in one file',
    ],
  ])('a dialect is told in words (%#)', (part, expected) => {
    expect(dialectSentence({ ...plainSuspect, ...part })).toBe(expected);
  });
});
