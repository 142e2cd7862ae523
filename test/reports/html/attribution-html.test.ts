import { expect, test } from 'vitest';
import { reportToHtml } from '../../../src/reports/html/report-html.ts';
import { attributedReport, sampleAttributedEndpoint, sampleVersion } from '../sample-attribution.ts';
import { sampleReport } from '../sample-report.ts';

test('the page says what the terminal says', () => {
  const endpoints = [sampleAttributedEndpoint({ isGone: true })];
  const page = reportToHtml(attributedReport({ endpoints }));

  for (const words of [
    '90.0 % of the rows of leak.txt are on processor (ftp.example.org); 46,173 people of 3 controllers.',
    'Where it came from',
    '45,150 of 90,000',
    'the files that hold rows of the leak are gone by now',
    'The fewest files that hold it',
    '15,050',
    '5,017 rows (10.0 %) are on no server that was swept.',
    'COMMENTAIRE of lab_a',
    'taken between 2026-03-01 03:00 UTC and 2026-04-01 03:00 UTC',
    '/backup/old.csv',
  ])
    expect(page).toContain(words);
});

test('the page says nothing of servers where none was swept', () => {
  expect(reportToHtml(sampleReport())).not.toContain('Where it came from');
});

test('names of servers are escaped', () => {
  const path = '/<script>alert(1)</script>.csv';
  const { explainedBy } = attributedReport().attribution!;
  const assets = explainedBy.assets.map((asset) => ({ ...asset, path }));
  const page = reportToHtml(
    attributedReport({ explainedBy: { ...explainedBy, assets }, versions: [sampleVersion({ path })] }),
  );

  expect(page).not.toContain('<script');
  expect(page).toContain('&lt;script&gt;');
});
