import { inspect } from 'node:util';
import type { Row } from '../../src/core/row.ts';
import type { OpenTable } from '../../src/tables/table-source.ts';

/** All rows of an opened table, which stays open. */
export async function allRows(opened: OpenTable, signal?: AbortSignal): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of opened.batches(signal)) rows.push(...batch);
  return rows;
}

/** What a promise rejects with. @throws when it does not */
export async function failureOf(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing failed');
}

/** Everything an error would print: message, stack and causes. */
export function wholeText(error: Error): string {
  return inspect(error, { depth: 10 });
}
