import type { ColumnReading, FieldId, ReadingDefaults } from './field.ts';

/** Countries that write all-digit dates month first. Source: Unicode CLDR, short date patterns. */
const MONTH_FIRST_COUNTRIES: ReadonlySet<string> = new Set(['US', 'PH', 'FM', 'PW']);
/** Countries of our users whose numbers have a decimal point; all others get the comma. Source: Unicode CLDR. */
const DECIMAL_POINT_COUNTRIES: ReadonlySet<string> = new Set([
  'US',
  'GB',
  'IE',
  'CA',
  'AU',
  'NZ',
  'IN',
  'CH',
  'JP',
]);

/** How a column of this field is read when its cells decide nothing: by the country's habits. */
export function defaultReading(field: FieldId, defaults: ReadingDefaults): ColumnReading {
  return {
    field,
    dayMonthOrder: MONTH_FIRST_COUNTRIES.has(defaults.country) ? 'month-first' : 'day-first',
    excelSerials: false,
    lastYearOf2000s: defaults.currentYear % 100,
    decimalSign: DECIMAL_POINT_COUNTRIES.has(defaults.country) ? '.' : ',',
    country: defaults.country,
  };
}

/** The reading under which `fit` asks whether cells look like a field at all, before anything is known of the column. */
export const FRENCH_HABITS: ColumnReading = defaultReading('text', { country: 'FR', currentYear: 2029 });
