import { LABORATORY_A } from '../../../src/demo/laboratories.ts';
import type { Person } from '../../../src/demo/person.ts';
import { leakOf, tableOf } from '../generated-files.ts';

/** A file as a laboratory's export writes it. */
export function exportOf(patients: readonly Person[]): string {
  const { header, rows } = tableOf(patients, LABORATORY_A);
  return textOf([header, ...rows], ';');
}

/** A leaked file: other columns and spellings, no header. */
export function leakText(leaked: readonly Person[]): string {
  return textOf(leakOf(leaked), '\t');
}

function textOf(rows: readonly (readonly string[])[], delimiter: string): string {
  return `${rows.map((cells) => cells.join(delimiter)).join('\n')}\n`;
}
