import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { html, joined, when } from '../../../src/reports/html/markup.ts';
import { reportToHtml } from '../../../src/reports/html/report-html.ts';
import { hostileReport, OBEYED } from '../hostile.ts';
import { cleanReport, incompleteCoverage, sampleReport } from '../sample-report.ts';

/** Tag names and attributes in order: what a browser would act on. */
function skeleton(page: string): string[] {
  const body = page.slice(page.indexOf('<body>'));
  return [...body.matchAll(/<\/?[a-z][^>]*>/gi)].map((match) =>
    match[0].replace(/ (width|viewBox)="[\d. ]+"/g, ''),
  );
}

describe('markup', () => {
  test('escapes everything that is put into it', () => {
    expect(html`<b title="${`"'\``}">${'<i>&\x1b'}</b>`.source).toBe(
      '<b title="&quot;&#39;&#96;">&lt;i&gt;&amp;\\x1b</b>',
    );
  });

  test('takes markup as it is', () => {
    expect(html`<p>${joined([html`<b>${1}</b>`, when(false, () => html`<i>`)])}</p>`.source).toBe(
      '<p><b>1</b></p>',
    );
  });
});

describe('the page of a report', () => {
  test('says what the terminal says', () => {
    const page = reportToHtml(sampleReport());

    expect(page).toContain('<h1>37.7 % of the rows of leak.txt are Laboratory A&#39;s:');
    expect(page).toContain('<td class="number">18,914</td>');
    expect(page).toContain('in all, each person once');
    expect(page).toContain('expected to be chance matches');
  });

  test('puts what was not read right under the headline, all of it', () => {
    const page = reportToHtml(sampleReport({ coverage: incompleteCoverage() }));

    expect(page.indexOf('Incomplete.')).toBeGreaterThan(0);
    expect(page.indexOf('Incomplete.')).toBeLessThan(page.indexOf('rows in the file'));
    expect(page).toContain('<li>inner/part2.7z: encrypted</li>');
    expect(page).toContain('<li>rows 17 to 20 (4 rows): columns do not fit</li>');
  });

  test('loads nothing and runs nothing', () => {
    const page = reportToHtml(sampleReport());

    expect(page).not.toMatch(/<script|<link|<img|<iframe|javascript:|url\(|@import|https?:|\bon\w+=/i);
    expect(page).toContain("default-src 'none'");
  });

  test('has a page for a report in which nothing was found', () => {
    const page = reportToHtml(cleanReport());

    expect(page).toContain('Nothing of ours was found in leak.txt');
    expect(page).not.toContain('<h2>People</h2>');
  });

  test('keeps its structure and shows no sign that is obeyed, whatever the names', () => {
    const [plain] = fc.sample(hostileReport, { numRuns: 1, seed: 1 });
    const expected = skeleton(reportToHtml({ ...plain! }));
    fc.assert(
      fc.property(hostileReport, (report) => {
        const page = reportToHtml(report);
        expect(skeleton(page)).toEqual(expected);
        expect(OBEYED.test(page)).toBe(false);
      }),
    );
  });
});
