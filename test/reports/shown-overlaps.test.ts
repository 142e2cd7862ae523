import { expect, test } from 'vitest';
import type { Overlap } from '../../src/reports/report.ts';
import { notFound, shownOverlaps } from '../../src/reports/shown-overlaps.ts';
import { attributedReport } from './sample-attribution.ts';
import { sampleOverlap, samplePrint, sampleReport } from './sample-report.ts';

function fileOverlap(id: string, name: string, present: number): Overlap {
  const print = samplePrint({ id, kind: 'asset', name, controller: null });
  return sampleOverlap({ print, rows: { ...sampleOverlap().rows, present, household: 0 } });
}

test('tables come first, then servers, then files, then earlier suspects', () => {
  const earlier = sampleOverlap({ print: samplePrint({ id: 's', kind: 'suspect', name: 'forum' }) });
  const report = attributedReport();

  const { shown } = shownOverlaps({ ...report, overlaps: [earlier, ...report.overlaps] });

  expect(shown.map(({ print }) => print.kind)).toEqual(['table', 'endpoint', 'asset', 'asset', 'suspect']);
});

test('a file stands once, by the version that holds most', () => {
  const { shown } = shownOverlaps(attributedReport());

  expect(shown.flatMap(({ print }) => (print.kind === 'asset' ? [print.id] : []))).toEqual(['p_f1', 'p_f2']);
});

test('ten files are shown and the rest is counted', () => {
  const overlaps = Array.from({ length: 13 }, (_, at) => fileOverlap(`p_${at}`, `x: /${at}.csv`, 50 - at));

  const { shown, filesLeftOut } = shownOverlaps(sampleReport({ overlaps }));

  expect(shown.map(({ print }) => print.id)).toEqual(overlaps.slice(0, 10).map(({ print }) => print.id));
  expect(filesLeftOut).toBe(3);
});

test('another version of a file that was found is not among those in which nothing was', () => {
  const found = fileOverlap('p_1', 'x: /a.csv', 50);
  const empty = fileOverlap('p_0', 'x: /a.csv', 0);
  const other = fileOverlap('p_2', 'x: /b.csv', 0);
  const overlaps = [found, empty, other];

  const rest = notFound(sampleReport({ overlaps, comparedWith: overlaps.map(({ print }) => print) }));

  expect(rest.map(({ id }) => id)).toEqual(['p_2']);
});

test('a file of which only households fit is among those in which nothing was found', () => {
  const file = fileOverlap('p_1', 'x: /a.csv', 0);
  const overlaps = [{ ...file, rows: { ...file.rows, household: 9 } }];
  const report = sampleReport({ overlaps, comparedWith: [file.print] });

  expect(shownOverlaps(report).shown).toEqual([]);
  expect(notFound(report).map(({ id }) => id)).toEqual(['p_1']);
});
