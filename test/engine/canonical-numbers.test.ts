import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ASK, fieldNumber, packReading, UNREADABLE } from '../../fingerprints/engine/kernel.ts';
import { defaultReading } from '../../fingerprints/fields/default-reading.ts';
import type { ColumnReading } from '../../fingerprints/fields/field.ts';
import { FIELDS } from '../../fingerprints/fields/fields.ts';
import { SIGNS_OF, SPELLINGS, signsOf } from './number-spellings.ts';
import { canonicalCaller, openKernel } from './open-kernel.ts';
import { NUMBER_FIELDS, type NumberField, TYPICAL_CELLS } from './typical-number-cells.ts';

const kernelForm = canonicalCaller(openKernel('checked'));

/** Cells no export should have: controls, blanks and digits of other scripts, signs that fold to others, long runs. */
const NASTY_CELLS: readonly string[] = [
  ...[
    '\0',
    '\u0001',
    '\u0085',
    '\u00A0',
    '\u2003',
    '\u2028',
    '\u202F',
    '\u200B',
    '\uFEFF',
    '￾',
    '😀',
    'é',
    '１',
    '٣',
  ].flatMap((sign) => [
    sign,
    `0612345678${sign}`,
    `${sign}75011`,
    `1984${sign}03-03`,
    `12${sign}5`,
    `a@b${sign}.fr`,
  ]),
  ...['1', '0', ' ', '.', '-', '@', 'a@', '1,', '(', '+', 'é', '{', '/1'].flatMap((run) => [
    run.repeat(13),
    run.repeat(60),
    run.repeat(128),
    run.repeat(256),
    run.repeat(5000),
  ]),
  ...`#DIV/0!|#N/A|N.A.|<null>|0000-00-00 00:00:00|00.00.0000|00-00-0000|ﬁ@b.fr|K@b.fr|ſ@b.fr|1e5|1E400|--5|-|--|?`.split(
    '|',
  ),
];

describe.each(NUMBER_FIELDS)('the kernel, reading %s', (id) => {
  test('agrees with the reference, or asks it', () => {
    fc.assert(
      fc.property(cellsOf(id), fc.constantFrom(...readingsOf(id)), (cell, reading) => {
        expectAgreement(cell, reading);
      }),
      { numRuns: RUNS },
    );
  });

  test.each(readingsOf(id))('agrees on cells no export should have: $country, $dayMonthOrder', (reading) => {
    for (const cell of NASTY_CELLS) expectAgreement(cell, reading);
  });

  test('answers typical cells itself', () => {
    for (const cell of TYPICAL_CELLS[id].map((typical) => typical.replace(/^\n\s*/, ''))) {
      const reading = readingsOf(id)[0]!;

      expect(kernelForm(fieldNumber(id), cell, packReading(reading)), cell).not.toBe(ASK);
      expectAgreement(cell, reading);
    }
  });
});

/** Of each field. 400,000 of each agreed when the kernel was written. */
const RUNS = 4000;

function expectAgreement(cell: string, reading: ColumnReading): void {
  const answer = kernelForm(fieldNumber(reading.field), cell, packReading(reading));

  if (answer === ASK) return;
  expect(answer === UNREADABLE ? null : answer, JSON.stringify(cell)).toBe(
    FIELDS[reading.field].canonical(cell, reading),
  );
}

function readingsOf(id: NumberField): readonly ColumnReading[] {
  const french = defaultReading(id, { country: 'FR', currentYear: 2026 });
  return [
    french,
    { ...french, excelSerials: true, lastYearOf2000s: 99 },
    { ...french, dayMonthOrder: 'month-first', decimalSign: '.', missingWords: true },
    { ...french, country: 'BE', lastYearOf2000s: 0 },
    defaultReading(id, { country: 'US', currentYear: 2026 }),
  ];
}

/** Spellings of values, those with one sign changed, strings of telling signs, and anything. */
function cellsOf(id: NumberField): fc.Arbitrary<string> {
  const spelling = SPELLINGS[id];
  const signs = fc.string({ unit: fc.constantFrom(...signsOf(SIGNS_OF[id])), maxLength: 40 });
  const anySign = fc.oneof(
    fc.constantFrom(...signsOf(SIGNS_OF[id])),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  );
  const slip = fc
    .tuple(spelling, fc.nat(40), fc.nat(1), fc.oneof(anySign, fc.constant('')))
    .map(([cell, at, dropped, sign]) => cell.slice(0, at) + sign + cell.slice(at + dropped));
  const cell = fc.oneof(
    { weight: 4, arbitrary: spelling },
    { weight: 4, arbitrary: slip },
    { weight: 2, arbitrary: signs },
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  // Half a surrogate pair is no UTF-8: no cell has one.
  return cell.map((text) => Buffer.from(text, 'utf8').toString('utf8'));
}
