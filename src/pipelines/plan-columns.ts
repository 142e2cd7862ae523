import { isBlank } from '../../fingerprints/fields/blank.ts';
import { defaultReading } from '../../fingerprints/fields/default-reading.ts';
import {
  type ColumnReading,
  FIELD_IDS,
  type FieldGuess,
  type FieldId,
  type ReadingDefaults,
  type Role,
} from '../../fingerprints/fields/field.ts';
import { recogniseColumn } from '../../fingerprints/fields/recognise.ts';
import type { PlannedColumn } from '../../fingerprints/print/building-column.ts';
import { UsageError } from '../core/errors.ts';
import type { SourceColumn } from '../tables/table-source.ts';

/** What the user says of the columns; it overrules recognition. */
export interface ColumnWishes {
  /** Column name -> field id. */
  readonly fields: Readonly<Record<string, string>>;
  readonly ignored: readonly string[];
  readonly keyColumn: string | null;
}

/** Cells from which a column is recognised. */
const RECOGNISED_CELLS = 5_000;

/**
 * Decide for each column of a table as what it is read, from a sample of its rows.
 * @throws {UsageError} a wish names a column that is not there, or a field that does not exist
 */
export function planTableColumns(
  columns: readonly SourceColumn[],
  sample: readonly (readonly string[])[],
  wishes: ColumnWishes,
  defaults: ReadingDefaults,
): PlannedColumn[] {
  requireKnown(columns, wishes);
  return columns.flatMap(({ name, declaredType }, source) => {
    if (wishes.ignored.includes(name)) return [];
    const guesses = guessColumn(name, source, sample, defaults, declaredType);
    const { reading, role } = overruled(guesses, wishes.fields[name], defaults);
    return [{ source, name, reading, role, isKey: name === wishes.keyColumn }];
  });
}

/** Guesses for one column of sampled rows, best first, never none. */
export function guessColumn(
  header: string | null,
  column: number,
  sample: readonly (readonly string[])[],
  defaults: ReadingDefaults,
  declaredType: string | null = null,
): readonly FieldGuess[] {
  const cells: string[] = [];
  for (const row of sample) {
    const cell = row[column];
    if (cell !== undefined && !isBlank(cell)) cells.push(cell);
    if (cells.length === RECOGNISED_CELLS) break;
  }
  return recogniseColumn(header, cells, defaults, declaredType);
}

/** A field's id typed by a person. @throws {UsageError} listing the fields */
export function fieldFrom(text: string): FieldId {
  const field = FIELD_IDS.find((id) => id === text);
  if (field === undefined)
    throw new UsageError(`there is no field '${text}'; the fields are ${FIELD_IDS.join(', ')}`);
  return field;
}

function overruled(
  guesses: readonly FieldGuess[],
  wish: string | undefined,
  defaults: ReadingDefaults,
): { reading: ColumnReading; role: Role | null } {
  const best = guesses[0]!;
  if (wish === undefined) return best;
  const field = fieldFrom(wish);
  const guess = guesses.find(({ reading }) => reading.field === field);
  return guess ?? { reading: defaultReading(field, defaults), role: null };
}

function requireKnown(columns: readonly SourceColumn[], wishes: ColumnWishes): void {
  const key = wishes.keyColumn === null ? [] : [wishes.keyColumn];
  const known = columns.map(({ name }) => name);
  for (const name of [...Object.keys(wishes.fields), ...wishes.ignored, ...key])
    if (!known.includes(name))
      throw new UsageError(`the table has no column '${name}'; its columns are ${known.join(', ')}`);
}
