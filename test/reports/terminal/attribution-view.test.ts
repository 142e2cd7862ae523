import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderReport } from '../../../src/reports/terminal/report-view.ts';
import { textWidth } from '../../../src/reports/terminal/text-width.ts';
import { hostileName, OBEYED } from '../hostile.ts';
import {
  attributedReport,
  sampleAttributedEndpoint,
  sampleAttribution,
  sampleVersion,
} from '../sample-attribution.ts';
import { sampleReport } from '../sample-report.ts';

const screen = { width: 100, colour: false };

describe('where a leak came from, at a terminal', () => {
  test('says nothing where no server was swept', () => {
    expect(renderReport(sampleReport(), screen)).not.toContain('Where it came from');
  });

  test('shows both directions of each server and what weakens them', () => {
    const endpoints = [sampleAttributedEndpoint({ wasReached: false, wasReadWhole: false })];
    const text = renderReport(attributedReport({ endpoints }), screen);

    expect(text).toMatch(/processor +45,150 +90\.0 % +45,150 of 90,000 +50\.2 % +44,000\n/);
    expect(text.replace(/\s+/g, ' ')).toContain('that sweep did not reach it');
  });

  test('shows the fewest files with what each adds, the remainder, the columns, the dates, the alternatives', () => {
    const text = renderReport(attributedReport(), screen);
    const words = text.replace(/\s+/g, ' ');

    expect(text).toMatch(
      /\/exports\/lab-a\.csv +processor +30,100 +30,100\n.*lab-c\.csv +processor +16,000 +15,050\n/,
    );
    expect(words).toContain('These 2 files hold 45,150 rows of the leak (90.0 %)');
    expect(words).toContain('5,017 rows (10.0 %) are on no server that was swept.');
    expect(words).toContain('1,203 rows (2.4 %) are on a server and in no table');
    expect(text).toMatch(/\n {2}9 +COMMENTAIRE +text +1 +COMMENTAIRE of lab_a\n/);
    expect(words).toContain('taken between 2026-03-01 03:00 UTC and 2026-04-01 03:00 UTC');
    expect(text).toMatch(/\/backup\/old\.csv +processor +12,000 +23\.9 %\n/);
  });

  test('counts the files beyond the first ten', () => {
    const [other] = sampleAttribution().otherAssets;
    const otherAssets = Array.from({ length: 12 }, () => other!);

    expect(renderReport(attributedReport({ otherAssets }), screen)).toContain(
      'and 2 files more, all listed with --json',
    );
  });

  test('fits every screen from 80 columns on and obeys no name of a server', () => {
    fc.assert(
      fc.property(hostileName, hostileName, fc.integer({ min: 80, max: 140 }), (path, name, width) => {
        const { explainedBy, undeclaredColumns } = sampleAttribution();
        const text = renderReport(
          attributedReport({
            explainedBy: {
              ...explainedBy,
              assets: explainedBy.assets.map((asset) => ({ ...asset, path, endpoint: name })),
            },
            otherAssets: [{ print: 'p', endpoint: name, path, rows: 3, share: 0.1 }],
            undeclaredColumns: undeclaredColumns.map((column) => ({ ...column, header: path, column: name })),
            versions: [sampleVersion({ path, endpoint: name })],
            endpoints: [sampleAttributedEndpoint({ name, url: path })],
          }),
          { width, colour: false },
        );

        expect(OBEYED.test(text)).toBe(false);
        expect(text.split('\n').filter((line) => textWidth(line) > Math.min(width, 120))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
