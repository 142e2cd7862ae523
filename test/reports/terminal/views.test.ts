import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderDoctor } from '../../../src/reports/terminal/doctor-view.ts';
import { renderExplanation } from '../../../src/reports/terminal/explanation-view.ts';
import { renderReportList } from '../../../src/reports/terminal/report-list-view.ts';
import { renderReport } from '../../../src/reports/terminal/report-view.ts';
import type { Screen } from '../../../src/reports/terminal/screen.ts';
import { identifyingWord, renderTable, renderTableList } from '../../../src/reports/terminal/table-view.ts';
import { textWidth } from '../../../src/reports/terminal/text-width.ts';
import { hostileName, hostileReport, hostileTable, OBEYED } from '../hostile.ts';
import {
  cleanReport,
  estimatedReport,
  incompleteCoverage,
  sampleExplanation,
  sampleOverlap,
  samplePrint,
  sampleReport,
  sampleTable,
} from '../sample-report.ts';

const screen: Screen = { width: 100, colour: false };

/** Lines longer than the screen, and signs that a terminal would obey: none, for every name. */
function faultsOf(text: string, width: number): string[] {
  const tooLong = text.split('\n').filter((line) => textWidth(line) > width);
  return OBEYED.test(text) ? [...tooLong, 'obeyed'] : tooLong;
}

describe('the view of a report', () => {
  test('begins with the one sentence', () => {
    expect(renderReport(sampleReport(), screen).split('\n')[0]).toBe(
      "37.7 % of the rows of leak.txt are Laboratory A's: 18,914 of 50,167 rows, 17,970 people.",
    );
  });

  test('tells what was not read before any figure', () => {
    const text = renderReport(sampleReport({ coverage: incompleteCoverage() }), screen);

    expect(text.indexOf('INCOMPLETE: 2 parts')).toBeGreaterThan(0);
    expect(text.indexOf('INCOMPLETE')).toBeLessThan(text.indexOf('The file'));
    expect(text).toContain('- inner/part2.7z: encrypted\n');
    expect(text).toContain('- rows 17 to 20 (4 rows): columns do not fit\n');
  });

  test('counts what was not read beyond the first twenty', () => {
    const skipped = Array.from({ length: 23 }, (_, at) => ({ what: `part ${at + 1}`, reason: 'encrypted' }));
    const text = renderReport(sampleReport({ coverage: { complete: false, bytesRead: 1, skipped } }), screen);

    expect(text).toContain('- part 20: encrypted\n  - and 3 more, all listed with --json\n');
  });

  test('shows both directions, people, households, chance, columns', () => {
    const text = renderReport(sampleReport(), screen);

    expect(text).toMatch(/lab_a \(Laboratory A\) +18,914 +37\.7 % +17,970 +44\.9 % +17,970 +41\n/);
    expect(text).toMatch(/rows of the leak found in it +18,914 of 50,167 \(37\.7 %\)\n/);
    expect(text).toMatch(/its rows found in the leak +17,970 of 40,000 \(44\.9 %\)\n/);
    expect(text).toMatch(/household only, not counted +41 rows\n/);
    expect(text).toMatch(
      /expected by chance +0\.0004 of the rows found; a row needed 31\.4 bits of evidence\n/,
    );
    expect(text).toMatch(/\n {2}4 +NIR +nir +18,914 +96\.3 % +█+░\n/);
    expect(text).toMatch(/\n {2}1 mail +EMAIL +email +12,000 +99\.9 % +█+░\n/);
  });

  test('lists what was compared without a find', () => {
    expect(renderReport(sampleReport(), screen)).toContain(
      'Compared as well, nothing found\n  - Laboratory C, table lab_c (snapshot of 2026-11-20 14:03 UTC)\n',
    );
  });

  test('shows warnings before the figures', () => {
    const text = renderReport(sampleReport({ warnings: ['lab_a identifies nobody'] }), screen);

    expect(text.indexOf('- lab_a identifies nobody')).toBeLessThan(text.indexOf('Where its rows are'));
    expect(text).toContain('Warnings\n  - lab_a identifies nobody\n');
  });

  test('ends with its id and what to do next', () => {
    expect(renderReport(sampleReport(), screen)).toContain('rowprint report r_20261122_k3f9 --explain ROW');
  });

  test('shows an estimate with its interval', () => {
    const rows = { ...sampleOverlap().rows, interval: [0.36, 0.39] as const, method: 'sampled' as const };

    expect(renderReport(sampleReport({ overlaps: [sampleOverlap({ rows })] }), screen)).toContain(
      '(about 37.7 %, between 36.0 % and 39.0 %)',
    );
  });

  test('marks every figure of an estimated file that is no count, and offers no stored report', () => {
    const text = renderReport(estimatedReport(), { width: 100, colour: false });

    expect(text).toContain('about 200,000,000 rows (between 199,000,000 and 201,000,000)');
    expect(text).toContain('not known: the file was not read whole');
    expect(text).toMatch(/~180,000,000 +88-92 %/);
    expect(text).toContain('without --estimate');
    expect(text).not.toContain('rowprint report');
  });

  test('promises no certainty and no people where nothing was found', () => {
    const text = renderReport(cleanReport(), screen);

    expect(text).not.toMatch(/How sure|People\n|Where its rows are/);
    expect(text).toContain('Compared with, nothing found\n');
  });

  test('keeps a print that only fits households apart', () => {
    const rows = { ...sampleOverlap().rows, present: 0, household: 41, share: 0 };
    const text = renderReport(cleanReport({ overlaps: [sampleOverlap({ rows, columns: [] })] }), screen);

    expect(text).toContain('Nothing of ours was found');
    expect(text).toContain('household only, not counted   41 rows');
  });

  test('says the same with colour and without', () => {
    const report = sampleReport({ coverage: incompleteCoverage(), warnings: ['w'] });
    const coloured = renderReport(report, { width: 100, colour: true });

    expect(coloured).toContain('\x1b[1m');
    expect(coloured.replace(/\x1b\[[\d;]+m/g, '')).toBe(renderReport(report, screen));
  });

  test('fits every screen from 80 columns on and obeys no name', () => {
    fc.assert(
      fc.property(hostileReport, fc.integer({ min: 80, max: 140 }), (report, width) => {
        expect(faultsOf(renderReport(report, { width, colour: false }), Math.min(width, 120))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the view of a table', () => {
  test('shows what was made of each column', () => {
    const text = renderTable(sampleTable(), screen);

    expect(text.split('\n')[0]).toBe(
      'Table lab_a of Laboratory A is fingerprinted: 40,000 rows, 39,800 people.',
    );
    expect(text).toMatch(/NIR +nir +40,000 +12 +3 +28\.4 +tells people apart \*\n/);
    expect(text).toMatch(/PRENOM +name \(given\) +900 +12 +3 +7\.2 +fair\n/);
    expect(text).toMatch(/COMMENTAIRE +ignored +left out\n/);
  });

  test('shows warnings and what was not read before the columns', () => {
    const text = renderTable(
      sampleTable({ warnings: ['identifies nobody'], coverage: incompleteCoverage() }),
      screen,
    );

    expect(text.indexOf('INCOMPLETE')).toBeLessThan(text.indexOf('Columns'));
    expect(text.indexOf('- identifies nobody')).toBeLessThan(text.indexOf('Columns'));
  });

  test.each([
    [0.5, 'says nothing'],
    [1, 'weak'],
    [5, 'fair'],
    [10, 'strong'],
    [20, 'tells people apart'],
  ])('says of %d bits: %s', (bits, word) => expect(identifyingWord(bits)).toBe(word));

  test('fits every screen from 80 columns on and obeys no name', () => {
    fc.assert(
      fc.property(hostileTable, fc.integer({ min: 80, max: 140 }), (table, width) => {
        expect(faultsOf(renderTable(table, { width, colour: false }), Math.min(width, 120))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the view of an explanation', () => {
  test('shows outcome and bits of every column, the sum and the threshold', () => {
    const text = renderExplanation(sampleExplanation(), screen);

    expect(text).toContain('Row 1,234 of leak.txt is present in table lab_a.');
    expect(text).toContain('row 17,331 there');
    expect(text).toMatch(/4 +NIR +nir +agree +\+28\.4 +│█{14}\n/);
    expect(text).toMatch(/2 +NOM +name +swapped +\+12\.1 +│█{6}\n/);
    expect(text).toMatch(/5 +DATE_NAISSANCE +date +near +\+9\.2 +│█{5}\n/);
    expect(text).toMatch(/1 +EMAIL +email +disagree +-3\.4 +▒▒│\n/);
    expect(text).toMatch(/6 +TELEPHONE +phone +empty +│\n/);
    expect(text).toMatch(/evidence +\+46\.3 bits\n +threshold +\+31\.4 bits\n +verdict +present\n/);
    expect(text).toContain('- The runner-up is 12.0 bits behind.');
  });

  test('says so when no record came into question', () => {
    const text = renderExplanation(
      sampleExplanation({ verdict: 'absent', printRow: null, columns: [], bits: 0, notes: [] }),
      screen,
    );

    expect(text).toContain('is not in table lab_a.\n');
    expect(text).toContain('No record there came into question');
  });

  test('tells a household apart from a person', () => {
    expect(renderExplanation(sampleExplanation({ verdict: 'household' }), screen)).toContain(
      'fits a household, not one person, of table lab_a',
    );
  });

  test('fits every screen and obeys no name', () => {
    fc.assert(
      fc.property(hostileName, hostileName, fc.integer({ min: 80, max: 120 }), (header, column, width) => {
        const plain = sampleExplanation();
        const columns = plain.columns.map((one) => ({ ...one, header, column }));
        const text = renderExplanation(
          { ...plain, suspect: header, columns, notes: [column] },
          { width, colour: false },
        );
        expect(faultsOf(text, width)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the lists', () => {
  test('obey no name and fit 80 columns', () => {
    fc.assert(
      fc.property(hostileName, hostileName, (name, source) => {
        const table = {
          name,
          controller: source,
          source,
          snapshotAt: 'x',
          rows: 1,
          persons: 1,
          snapshots: 1,
          keepsKeys: true,
          declared: null,
        };
        const report = {
          id: 'r_20261122_k3f9',
          createdAt: '2026-11-22T01:33:00Z',
          suspect: name,
          complete: false,
        };
        const narrow = { width: 80, colour: false };
        expect(faultsOf(renderTableList([table], narrow), 80)).toEqual([]);
        expect(
          faultsOf(renderReportList([{ ...report, rows: 0, rowsExplained: 0, persons: 0 }], narrow), 80),
        ).toEqual([]);
        expect(
          faultsOf(
            renderDoctor(
              {
                schema: 'rowprint.doctor/1',
                ok: false,
                checks: [{ id: 'a', title: 'a', state: 'warn', found: name, wayOut: source }],
              },
              narrow,
            ),
            80,
          ),
        ).toEqual([]);
      }),
    );
  });

  test('a report that was not read whole is told apart', () => {
    const report = {
      id: 'r',
      createdAt: 'x',
      suspect: 's',
      rows: 2,
      rowsExplained: 1,
      persons: 1,
      complete: false,
    };

    expect(renderReportList([report], screen)).toMatch(/50\.0 % +1 +in part\n/);
    expect(renderReportList([], screen)).toContain('No report is stored yet');
  });

  test('a print of an endpoint and of an earlier suspect is called what it is', () => {
    const overlaps = [
      sampleOverlap({ print: samplePrint({ id: '1', kind: 'endpoint', name: 'megabus', controller: null }) }),
      sampleOverlap({ print: samplePrint({ id: '2', kind: 'suspect', name: 'forum', controller: null }) }),
    ];
    const text = renderReport(sampleReport({ overlaps }), screen);

    expect(text).toContain('endpoint megabus');
    expect(text).toContain('earlier suspect forum');
  });
});
