import { isAmbiguousMissingWord } from './blank.ts';
import { dayMonthOrderOf } from './day-month-order.ts';
import { defaultReading } from './default-reading.ts';
import type { ColumnReading, FieldId, ReadingDefaults } from './field.ts';

const SERIAL = /^\s*\d{4,5}(?:[.,]\d+)?\s*$/;
/** 18 May 1927 to 2063: four digits are years unless five-digit serials stand beside them. */
const LIKELY_SERIAL = /^\s*[1-5]\d{4}(?:[.,]\d+)?\s*$/;
const COMMA_IS_DECIMAL = /\.\d{3},\d+\D*$|^[^.,]*,(?:\d{1,2}|\d{4,})\D*$/;
const POINT_IS_DECIMAL = /,\d{3}\.\d+\D*$|^[^.,]*\.(?:\d{1,2}|\d{4,})\D*$/;
/** A surname such as NA is borne by fewer than 1 in 100,000; one cell in 200 is a word for nothing. */
const MISSING_WORD_SHARE = 0.005;
const FEWEST_MISSING_WORDS = 3;

/**
 * Decide from a sample how a column of this field is to be read: day-month order, serial days, decimal sign, words
 * for nothing. What the cells leave open follows the country's habits ({@link defaultReading}). For fields named by
 * the user as well as for recognised ones; cells may be few or none.
 */
export function readColumn(
  field: FieldId,
  cells: readonly string[],
  defaults: ReadingDefaults,
): ColumnReading {
  const reading = defaultReading(field, defaults);
  if (field === 'date') {
    const dayMonthOrder = dayMonthOrderOf(cells, reading.dayMonthOrder);
    return { ...reading, dayMonthOrder, excelSerials: hasSerialDays(cells) };
  }
  if (field === 'number') return { ...reading, decimalSign: decimalSignOf(cells, reading.decimalSign) };
  if (field === 'name' && hasMissingWords(cells)) return { ...reading, missingWords: true };
  return reading;
}

/** Five bare digits in one cell of a hundred are serials: among dates they can be nothing else. */
function hasSerialDays(cells: readonly string[]): boolean {
  let serialCount = 0;
  let likelyCount = 0;
  for (const cell of cells) {
    if (SERIAL.test(cell)) serialCount++;
    if (LIKELY_SERIAL.test(cell)) likelyCount++;
  }
  return likelyCount >= Math.max(1, cells.length * 0.01) && likelyCount >= serialCount / 2;
}

function decimalSignOf(cells: readonly string[], fallback: ',' | '.'): ',' | '.' {
  let commaCount = 0;
  let pointCount = 0;
  for (const cell of cells) {
    if (COMMA_IS_DECIMAL.test(cell)) commaCount++;
    if (POINT_IS_DECIMAL.test(cell)) pointCount++;
  }
  if (commaCount === pointCount) return fallback;
  return commaCount > pointCount ? ',' : '.';
}

function hasMissingWords(cells: readonly string[]): boolean {
  let count = 0;
  for (const cell of cells) if (isAmbiguousMissingWord(cell)) count++;
  return count >= Math.max(FEWEST_MISSING_WORDS, cells.length * MISSING_WORD_SHARE);
}
