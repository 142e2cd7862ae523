import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/reports/report.ts';
import { noCurve, type ThresholdCurve } from '../../src/reports/threshold-curve.ts';
import { type Language, wordsOf } from '../../src/reports/words/words.ts';
import { ExplanationView } from '../../src/web/report/explanation-view.tsx';
import { ReportView } from '../../src/web/report/report-view.tsx';
import { hostileReport } from '../reports/hostile.ts';
import { sampleAttribution } from '../reports/sample-attribution.ts';
import { sampleCurve } from '../reports/sample-curve.ts';
import { incompleteCoverage, sampleExplanation, sampleReport } from '../reports/sample-report.ts';

/** What hono writes of an element. */
async function textOfJsx(element: { toString(): string | Promise<string> }): Promise<string> {
  return String(await element.toString());
}

function pageOf(
  report: Report,
  language: Language = 'en',
  curve: ThresholdCurve = sampleCurve(),
): Promise<string> {
  return textOfJsx(ReportView({ report, curve, words: wordsOf(language) }));
}

/** Tags only: what stands between them is text. */
function tagsOf(page: string): string {
  return page
    .replace(/="[^"]*"/g, (value) => (/javascript:/i.test(value) ? value : '=""'))
    .replace(/>[^<]*</g, '><');
}

const REFUSED = /\sstyle=|<style|<script|<img|<iframe|\son\w+=|javascript:/i;

describe('the page of a report', () => {
  test('says the one sentence first, then what is missing from it', async () => {
    const page = await pageOf(
      sampleReport({ coverage: incompleteCoverage(), attribution: sampleAttribution() }),
    );

    const order = [
      '<h1>',
      'class="notice bad"',
      'class="figures"',
      'What is unexplained',
      'How sure this is',
    ];
    const places = order.map((part) => page.indexOf(part));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('needs no inline style or script, whatever names somebody else chose', async () => {
    await fc.assert(
      fc.asyncProperty(hostileReport, async (report) => {
        expect(REFUSED.exec(tagsOf(await pageOf(report, 'fr')))?.[0]).toBeUndefined();
      }),
      { numRuns: 4 },
    );
  });

  test('shows a name that is a script as text', async () => {
    const name = '<script>alert(1)</script>';
    const page = await pageOf(sampleReport({ suspect: { ...sampleReport().suspect, name } }));

    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  test('is French where French is asked for', async () => {
    const page = await pageOf(sampleReport(), 'fr');

    expect(page).toContain('Ce qui reste inexpliqué');
    expect(page).toContain('50\u202f167');
    expect(page).not.toMatch(/>[^<]*\b(rows|people|found)\b/);
  });

  test('has a sentence for each point of the threshold, and stands on the report’s', async () => {
    const page = await pageOf(sampleReport());

    expect(page).toContain('data-chosen="1"');
    expect(page).toMatch(/<input type="range" min="0" max="2" step="1" value="1"/);
    expect(page).toContain(
      '<output>0.1 % allowed: 18,914 rows, 17,970 people, 0.0004 expected by chance</output>',
    );
  });

  test('says so where there is no curve', async () => {
    expect(await pageOf(sampleReport(), 'en', noCurve('r'))).toContain('There is no curve for this report');
  });

  test('offers only what the reader may do', async () => {
    const report = sampleReport();
    const page = await textOfJsx(
      ReportView({ report, curve: sampleCurve(), words: wordsOf('en'), may: ['export'], csrf: 'x' }),
    );

    expect(page).toContain('/export?format=pdf&amp;language=en');
    expect(page).not.toContain('action="/cases"');
    expect(page).not.toContain('name="row"');
  });

  test('stays small where a report has thousands of files, and counts what it leaves out', async () => {
    const attribution = sampleAttribution();
    const otherAssets = Array.from({ length: 5000 }, (_, at) => ({
      ...attribution.otherAssets[0]!,
      print: `p_${at}`,
      endpoint: 'processor',
      path: `/out/${at}.csv`,
      rows: 1,
      share: 0.001,
    }));

    const page = await pageOf(sampleReport({ attribution: { ...attribution, otherAssets } }));

    expect(page.length).toBeLessThan(300_000);
    expect(page).toContain('4,700 more are not shown here');
  });
});

describe('a drawing that is kept', () => {
  test('is drawn again where anything of the report is another', async () => {
    const report = sampleReport();
    const one = await pageOf(report);
    const other = { ...report, population: { ...report.population, rowsExplained: 1 } };

    expect(drawingsOf(await pageOf(structuredClone(report)))).toEqual(drawingsOf(one));
    expect(drawingsOf(await pageOf(other))).not.toEqual(drawingsOf(one));
    expect(drawingsOf(await pageOf(report, 'fr'))).not.toEqual(drawingsOf(one));
  });

  test('leaves the event loop to others between two', async () => {
    let turns = 0;
    const counting = setInterval(() => turns++, 0);
    try {
      const drawn = drawingsOf(await pageOf(sampleReport({ id: 'r_never_drawn' })));
      expect(turns).toBeGreaterThanOrEqual(drawn.length / 2);
    } finally {
      clearInterval(counting);
    }
  });
});

function drawingsOf(page: string): readonly string[] {
  return page.match(/<svg.*?<\/svg>/gs) ?? [];
}

describe('the page of a row', () => {
  test('says the verdict first and draws the evidence', async () => {
    const page = await textOfJsx(ExplanationView({ explanation: sampleExplanation(), words: wordsOf('en') }));

    expect(page).toContain('<h1>Row 1,234 of leak.txt: found in lab_a, record 17,331.</h1>');
    expect(page).toContain('role="img"');
    expect(tagsOf(page)).not.toMatch(REFUSED);
  });
});
