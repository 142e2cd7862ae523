import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvCell, reportToCsv } from '../../src/reports/report-csv.ts';
import { visible } from '../../src/reports/visible.ts';
import { hostileName, hostileReport, OBEYED } from './hostile.ts';
import { attributedReport } from './sample-attribution.ts';
import { cleanReport, incompleteCoverage, sampleReport } from './sample-report.ts';

function read(csv: string): Record<string, string>[] {
  return parse(csv, { columns: true, record_delimiter: '\r\n' });
}

describe('the CSV of a report', () => {
  test('has a line for each column of each overlap', () => {
    const rows = read(reportToCsv(sampleReport()));

    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      suspect: 'leak.txt',
      complete: 'true',
      name: 'lab_a',
      controller: 'Laboratory A',
      rows_present: '18914',
      rows_share: '0.377',
      reverse_present: '17970',
      persons: '17970',
      suspect_column: '3',
      print_column: 'NIR',
      compared: '18914',
      agreeing: '18214',
    });
  });

  test('says of a file of a server what it adds to the explanation, and when it was taken', () => {
    const rows = read(reportToCsv(attributedReport()));

    expect(rows.find(({ print }) => print === 'p_f1')).toMatchObject({
      kind: 'asset',
      added_rows: '30100',
      taken_after: '2026-03-01T03:00:00.000Z',
      taken_before: '2026-04-01T03:00:00.000Z',
    });
    expect(rows.find(({ kind }) => kind === 'table')).toMatchObject({ added_rows: '', taken_after: '' });
  });

  test('has a line that says what was not read although nothing was found', () => {
    const rows = read(reportToCsv(cleanReport({ coverage: incompleteCoverage() })));

    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ suspect: 'leak.txt', complete: 'false', parts_not_read: '2', name: '' });
  });

  test.each(['=1+1', '+1', '-1', '@A1', '\t=1', '\0=1', '\r=1', '\n=1', '  =1', '＝1'])(
    'takes the formula out of %j',
    (text) => {
      expect(csvCell(text)).toMatch(/^"'/);
    },
  );

  test('reads back as the same names, written out, whatever they are', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        const [[cell]] = parse(`${csvCell(name)},x\r\n`, { record_delimiter: '\r\n' }) as [[string]];
        expect([visible(name), visible(`'${name}`)]).toContain(cell);
      }),
    );
  });

  test('starts no cell with a formula, a tab or a NUL, whatever the names', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const csv = reportToCsv(report);
        const cells = (parse(csv, { record_delimiter: '\r\n' }) as string[][]).flat();
        expect(cells.filter((cell) => /^\s*[=+\-@\t\0]/.test(cell))).toEqual([]);
        expect(OBEYED.test(csv.replaceAll('\r\n', ''))).toBe(false);
      }),
    );
  });
});
