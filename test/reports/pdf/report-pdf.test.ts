import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PdfExtras, reportDefinition, reportToPdf } from '../../../src/reports/pdf/report-pdf.ts';
import type { Report } from '../../../src/reports/report.ts';
import { type Language, wordsOf } from '../../../src/reports/words/words.ts';
import { hostileReport } from '../hostile.ts';
import { sampleCurve } from '../sample-curve.ts';
import { incompleteCoverage, sampleExplanation, sampleReport } from '../sample-report.ts';

/** What is written, in reading order, with the words of its pictures. */
function writtenIn(report: Report, language: Language, extras: PdfExtras = {}): string {
  const texts: string[] = [];
  const walk = (part: unknown, key = ''): void => {
    if (typeof part === 'string' && ['text', 'ul', 'svg'].includes(key)) texts.push(part);
    else if (Array.isArray(part)) for (const one of part) walk(one, key);
    else if (typeof part === 'object' && part !== null)
      for (const [name, value] of Object.entries(part)) walk(value, name);
  };
  walk(reportDefinition(report, wordsOf(language, '\u00a0'), extras).content);
  return texts.join('\n');
}

describe('a report as PDF', () => {
  test('says the sentence first, then the figures and the hash', () => {
    const text = writtenIn(sampleReport(), 'en');

    const parts = [
      '37.7 % of the rows of leak.txt',
      'Where its rows are',
      'People by controller',
      'a'.repeat(64),
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
  });

  test('says in French what was not read, before any figure', () => {
    const report = sampleReport({ coverage: incompleteCoverage() });

    const text = writtenIn(report, 'fr');

    expect(text).toContain('Incomplet.');
    expect(text.indexOf('Incomplet.')).toBeLessThan(text.indexOf('lignes dans le fichier'));
    expect(text).toContain('inner/part2.7z : chiffré');
    expect(text).toContain('50\u00a0167');
    expect(text).not.toContain('\u202f');
  });

  test('holds the curve and rows that were explained', () => {
    const extras = { curve: sampleCurve(), explanations: [sampleExplanation()] };

    const text = writtenIn(sampleReport(), 'en', extras);

    expect(text).toContain('Row 1,234 of leak.txt: found in lab_a');
    expect(text).toContain('this report: 17,970 people');
  });

  test('is made whatever the names are', async () => {
    await fc.assert(
      fc.asyncProperty(hostileReport, async (report) => {
        const pdf = await reportToPdf(report, 'fr');
        expect(Buffer.from(pdf.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
      }),
      { numRuns: 5 },
    );
  });
});
