import { describe, expect, test } from 'vitest';
import {
  endpointNote,
  explainedSentence,
  remainderSentences,
  versionSentence,
} from '../../src/reports/attribution-wording.ts';
import { headline } from '../../src/reports/wording.ts';
import {
  attributedReport,
  sampleAttributedEndpoint,
  sampleAttribution,
  sampleVersion,
} from './sample-attribution.ts';
import { incompleteCoverage, sampleOverlap, samplePrint, sampleReport } from './sample-report.ts';

describe('the headline of a leak that stands on servers', () => {
  test('names share, server, host, people and controllers', () => {
    expect(headline(attributedReport())).toBe(
      '90.0 % of the rows of leak.txt are on processor (ftp.example.org); 46,173 people of 3 controllers.',
    );
  });

  test('names the one controller', () => {
    const byController = [{ controller: 'Laboratory A', persons: 17_970 }];
    const { population } = sampleReport();

    expect(headline(attributedReport({}, { population: { ...population, byController } }))).toMatch(
      /; 17,970 people of Laboratory A\.$/,
    );
  });

  test('says at least where the server was not read whole', () => {
    const endpoints = [sampleAttributedEndpoint({ wasReadWhole: false, partsNotRead: 2 })];

    expect(headline(attributedReport({ endpoints }))).toMatch(
      /^At least 90\.0 % of the rows of leak\.txt are on/,
    );
  });

  test('speaks of the rows read where the leak was not read whole', () => {
    expect(headline(attributedReport({}, { coverage: incompleteCoverage() }))).toMatch(
      /of the rows read of leak/,
    );
  });

  test('names further servers', () => {
    const report = attributedReport();
    const print = samplePrint({ id: 'ep_2', kind: 'endpoint', name: 'twin', controller: null });

    expect(headline({ ...report, overlaps: [...report.overlaps, sampleOverlap({ print })] })).toContain(
      'are on processor (ftp.example.org), 37.7 % on twin; ',
    );
  });

  test('speaks of tables only where no server holds a row, and never counts files as owners', () => {
    const report = attributedReport();
    const overlaps = report.overlaps.filter(({ print }) => print.kind !== 'endpoint');

    expect(headline({ ...report, overlaps })).toBe(
      "37.7 % of the rows of leak.txt are Laboratory A's: 18,914 of 50,167 rows, 17,970 people.",
    );
  });
});

describe('what is said beside a server', () => {
  test.each([
    ['read whole', {}, 'last swept 2026-11-21 03:00 UTC'],
    [
      'not reached',
      { wasReached: false, wasReadWhole: false },
      'last swept 2026-11-21 03:00 UTC; that sweep did not reach it: the figures are of what earlier ones saw',
    ],
    [
      'read in part',
      { wasReadWhole: false, partsNotRead: 1 },
      'last swept 2026-11-21 03:00 UTC; not read whole: 1 part is unknown, and every figure is the least that is certain',
    ],
    [
      'being swept',
      { wasReadWhole: false },
      'last swept 2026-11-21 03:00 UTC; a newer sweep has not ended: the figures are the least that is certain',
    ],
    [
      'emptied',
      { isGone: true },
      'last swept 2026-11-21 03:00 UTC; the files that hold rows of the leak are gone by now',
    ],
    ['never swept', { lastSweptAt: null }, 'no sweep of it ended yet: what is there is not known in full'],
    ['unread', { filesCompared: 0 }, 'last swept 2026-11-21 03:00 UTC; no file of it was compared'],
  ])('%s', (_, part, note) => {
    expect(endpointNote(sampleAttributedEndpoint(part))).toBe(note);
  });
});

describe('the version that a leak was taken from', () => {
  test.each([
    [
      'told by rows',
      {},
      'the leak was taken between 2026-03-01 03:00 UTC and 2026-04-01 03:00 UTC: 12,003 rows fit this version best, 11,250 the next.',
    ],
    [
      'told by being whole, and still there',
      { rowsFittingNext: 12_003, takenBefore: null, reverseShare: 1, reverseShareOfNext: 0.95 },
      'the leak was taken after 2026-03-01 03:00 UTC (still there 2026-03-24 03:00 UTC): 100.0 % of this version is in the leak, 95.0 % of the next.',
    ],
    [
      'there at the first sweep',
      { takenAfter: null },
      'the leak was taken before 2026-04-01 03:00 UTC (there already 2026-03-08 03:00 UTC, the first sweep): 12,003',
    ],
    [
      'not told between two of three',
      { isTold: false, fitting: 2, rowsFittingNext: 12_001 },
      'it cannot be told which one the leak is of: 2 of them fit (12,003 rows the best, 12,001 the next), so it was taken between',
    ],
    [
      'not told at all',
      { isTold: false, fitting: 3, takenAfter: null, takenBefore: null },
      'all of them fit (12,003 rows the best, 11,250 the next), so it was taken at a time that sweeps do not narrow',
    ],
  ])('is %s', (_, part, words) => {
    expect(versionSentence(sampleVersion(part))).toContain(words);
  });
});

test('a search that was given up promises no smallest set', () => {
  const { explainedBy } = sampleAttribution();

  expect(explainedSentence(sampleAttribution())).toContain('no smaller set of files holds them all');
  expect(
    explainedSentence(sampleAttribution({ explainedBy: { ...explainedBy, method: 'greedy' } })),
  ).toContain('there may be a smaller set');
});

test('nothing left over is said in words too', () => {
  expect(remainderSentences(attributedReport({ rowsOnNoServer: 0, rowsOnServersOnly: 0 }))).toEqual([
    'Every row that was read is on a server that was swept.',
    'Every row that is on a server is in a table as well.',
  ]);
});
