import { LONGEST_HEADER_BYTES, type ScanPlan } from '../../core/record-scanner.ts';
import type { ExtractLimits } from '../file-format.ts';
import { codePageCharacters } from './code-pages.ts';
import { MAX_CARRIED_BYTES } from './decode-text.ts';
import type { TextEncoding } from './encoding.ts';
import type { RecordDialect } from './record-splitter.ts';
import type { SectionPlan } from './section-plan.ts';
import type { CsvSettings } from './settings.ts';

/** Whether a file is written in a way that a scanner of records can read. */
export function isScannable(dialect: RecordDialect, encoding: TextEncoding): boolean {
  if (encoding.unicode !== 'utf-8' || dialect.escape === '\\') return false;
  return dialect.delimiter.length === 1 && dialect.delimiter.charCodeAt(0) < 0x80;
}

/**
 * What makes a record of a section a plain row: the splitter would cut it so by itself, and the section would deliver
 * it without a look at its neighbours. Null where no record is.
 */
export function scanPlanOf(
  dialect: RecordDialect,
  encoding: TextEncoding,
  section: SectionPlan,
  limits: ExtractLimits,
  settings: CsvSettings,
): ScanPlan | null {
  const firstHeader = section.headerRows[0]?.[0] ?? null;
  if (firstHeader !== null && Buffer.byteLength(firstHeader) > LONGEST_HEADER_BYTES) return null;
  if (section.columnCount < 1 || section.columnCount > limits.maxColumns) return null;
  return {
    delimiter: dialect.delimiter.charCodeAt(0),
    quote: dialect.quote === '' ? null : dialect.quote.charCodeAt(0),
    blankAfterDelimiter: dialect.blankAfterDelimiter,
    width: section.columnCount,
    valueColumn: section.valueColumn,
    firstHeader,
    // Never more characters than bytes: what is within a limit in bytes is so in characters.
    mostLineBytes: Math.min(settings.maxRecordChars, MAX_CARRIED_BYTES),
    mostCellBytes: limits.maxCellChars,
    codePage: codePageCharacters(encoding.codePage),
  };
}
