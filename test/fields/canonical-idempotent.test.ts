import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultReading } from '../../fingerprints/fields/default-reading.ts';
import { type ColumnReading, FIELD_IDS } from '../../fingerprints/fields/field.ts';
import { FIELDS } from '../../fingerprints/fields/fields.ts';
import { DEFAULTS } from './generated-people.ts';

/** Pieces that the rules of the fields look for, so that random cells meet the rules often. */
const FRAGMENTS = [
  ...`M MME D DE LA LE L SAINT STE ST NEE EP VAN DER O R S BEN AL DR JP É Œ ß ’ ´ ' . , - / ( ) ° º N° NO`.split(
    ' ',
  ),
  ...`CEDEX 2 11EME 1ER (LE) LEZ SUR S/ BIS TER B RUE AV BD 12 007 12B 012 GAL FG LIEU DIT`.split(' '),
  ...`03 1984 31 12 84 00 mars MAR Mar lundi le 1er T 23:00:00 Z 2012 45000 30379,5 19840303 sept`.split(' '),
  ...`06 0612345678 +33 (0) 0033 poste ext= ; x +32 475 . @ a@b.fr mailto: < > é.x c.org`.split(' '),
  ...`1,234 1.234 1.234,5 E+3 -5 € % (5) \u00A0 \u202F \uFEFF ﬁ Ǆ İ ı ŉ ǰ ΐ 한 ا ـ 张 １ ½ ª`.split(' '),
  'NA',
  'NULL',
  'Null',
  '\\N',
  ' ',
  '  ',
  '\t',
  '\r\n',
];
const nastyCell = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'grapheme', maxLength: 3 })), {
    maxLength: 8,
  })
  .chain((parts) => fc.constantFrom(' ', '', '-').map((separator) => parts.join(separator)));

describe.each(FIELD_IDS)('the canonical form of %s', (id) => {
  const reading = defaultReading(id, DEFAULTS);
  const readings: readonly ColumnReading[] = [
    reading,
    {
      ...reading,
      dayMonthOrder: 'month-first',
      decimalSign: '.',
      country: 'US',
      excelSerials: true,
      missingWords: true,
    },
    { ...reading, country: 'BE', lastYearOf2000s: 50 },
  ];

  test('is its own canonical form', () => {
    fc.assert(
      fc.property(nastyCell, fc.constantFrom(...readings), (cell, column) => {
        const canonical = FIELDS[id].canonical(cell, column);

        if (canonical !== null) expect(FIELDS[id].canonical(canonical, column)).toBe(canonical);
      }),
      { numRuns: 2000 },
    );
  });

  test('is never empty, and null for blank cells', () => {
    for (const blank of ['', '   ', '\t', '\u00A0', 'NULL', '\\N']) {
      if (id === 'secret' && blank !== '' && blank.trim() === '') continue;
      expect(FIELDS[id].canonical(blank, reading)).toBeNull();
    }
    fc.assert(fc.property(nastyCell, (cell) => FIELDS[id].canonical(cell, reading) !== ''));
  });

  test('has pieces and variants within their bounds, every piece being canonical', () => {
    fc.assert(
      fc.property(nastyCell, (cell) => {
        const pieces = FIELDS[id].pieces?.(cell, reading) ?? [];
        const canonical = FIELDS[id].canonical(cell, reading);
        const variants = canonical === null ? [] : (FIELDS[id].variants?.(canonical) ?? []);

        expect(pieces.length).toBeLessThanOrEqual(12);
        expect(variants.length).toBeLessThanOrEqual(40);
        for (const piece of pieces) expect(FIELDS[id].canonical(piece, reading)).toBe(piece);
      }),
      { numRuns: 1000 },
    );
  });
});
