import fc from 'fast-check';
import type { Report } from '../../src/reports/report.ts';
import type { TableReport } from '../../src/reports/table-report.ts';
import {
  incompleteCoverage,
  sampleOverlap,
  samplePrint,
  sampleReport,
  sampleTable,
} from './sample-report.ts';

/** Names as an attacker would choose them, mixed with plain, wide, combining and very long ones. */
export const hostileName: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '\x1b[2J\x1b]0;owned\x07.csv',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '=HYPERLINK("http://evil.example","x")',
    '  =1+1',
    '@SUM(A1)',
    '-2+3',
    '+1',
    '\t=1',
    '\0=1',
    'a\r\nrowprint: nothing of ours was found',
    '\u202Efdp.exe',
    'zero\u200Bwidth',
    '\u{E0041}\u{E0042}',
    '\ud800half',
    '漢字テーブル名前がとても長い',
    'e\u0301\u0301\u0301',
    '👩‍👩‍👧‍👦 family',
    '',
    ' ',
  ),
  fc.constantFrom('x', 'long name ', '漢').map((part) => part.repeat(90)),
);

/** A report in which every name that somebody else chose is hostile. */
export const hostileReport: fc.Arbitrary<Report> = fc
  .record({ a: hostileName, b: hostileName, c: hostileName, d: hostileName, e: hostileName })
  .map(({ a, b, c, d, e }) => {
    const plain = sampleReport();
    const print = samplePrint({ name: b, controller: c });
    const other = samplePrint({ id: 'p_x', kind: 'asset', name: d, controller: null });
    return sampleReport({
      suspect: { ...plain.suspect, name: a, dialect: { ...plain.suspect.dialect!, delimiter: e } },
      coverage: { ...incompleteCoverage(), skipped: [{ what: a, reason: e, rows: 3 }] },
      comparedWith: [print, other, samplePrint({ id: 'p_y', name: e })],
      overlaps: [
        sampleOverlap({
          print,
          columns: [{ index: 0, header: d, column: e, field: 'nir', compared: 10, agreeing: 9 }],
        }),
        sampleOverlap({ print: other, columns: [] }),
      ],
      population: { ...plain.population, byController: [{ controller: c, persons: 1 }] },
      warnings: [b],
    });
  });

/** A table report with hostile names. */
export const hostileTable: fc.Arbitrary<TableReport> = fc
  .record({ a: hostileName, b: hostileName, c: hostileName })
  .map(({ a, b, c }) => {
    const plain = sampleTable();
    return sampleTable({
      table: { name: a, controller: b, source: c },
      columns: plain.columns.map((column, at) => ({ ...column, name: [a, b, c][at]! })),
      warnings: [c],
    });
  });

/** Signs that a terminal would obey or hide; a line end of our own is allowed. */
export const OBEYED = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
