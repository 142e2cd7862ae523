import { defaultReading } from '../../fingerprints/fields/default-reading.ts';
import type { ColumnReading, FieldId } from '../../fingerprints/fields/field.ts';
import { FIELDS } from '../../fingerprints/fields/fields.ts';
import { DEFAULTS } from './generated-people.ts';

/** The canonical form of a cell under France's habits, some settings replaced. */
export function canonicalOf(
  field: FieldId,
  cell: string,
  changes: Partial<ColumnReading> = {},
): string | null {
  return FIELDS[field].canonical(cell, { ...defaultReading(field, DEFAULTS), ...changes });
}

/** The pieces of a cell under France's habits. */
export function piecesOf(field: FieldId, cell: string): readonly string[] {
  return FIELDS[field].pieces?.(cell, defaultReading(field, DEFAULTS)) ?? [];
}
