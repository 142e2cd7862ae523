import { type RecordDialect, RecordSplitter } from './record-splitter.ts';
import type { CsvSettings } from './settings.ts';

/**
 * The records of whole lines from the middle of a file whose records have `width` cells: from the first one of that
 * width to the last one, as what stands before and behind may be parts of a record that a quoted cell carries over
 * lines. All of them where none is of that width: they are another table's.
 */
export function excerptRecords(
  text: string,
  width: number,
  dialect: RecordDialect,
  settings: CsvSettings,
): readonly (readonly string[])[] {
  const splitter = new RecordSplitter(dialect, settings, width);
  splitter.push(text);
  splitter.end();
  const records: (readonly string[])[] = [];
  for (let record = splitter.next(); record !== null; record = splitter.next()) records.push(record);
  const isSound = (record: readonly string[]): boolean => record.length === width;
  const first = records.findIndex(isSound);
  return first < 0 ? records : records.slice(first, records.findLastIndex(isSound) + 1);
}
