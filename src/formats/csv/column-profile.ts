import { kindOfShape, shapeOf } from './cell-shape.ts';

/** What is known of one column: how often each shape, each kind of shape and (where few) each value was seen. */
interface ColumnCounts {
  readonly rows: number;
  readonly shapes: ReadonlyMap<string, number>;
  readonly kinds: ReadonlyMap<string, number>;
  /** Null where the column has too many values to be a list of choices. */
  readonly choices: ReadonlySet<string> | null;
  /** Answers given before, by shape: there are few shapes, and each is asked for again and again. */
  readonly bitsByShape: Map<string, number>;
}

/** How the cells of each column look, learned from well-formed rows. Forgotten with the file; never reported. */
export interface ColumnProfile {
  readonly columnCount: number;
  readonly rows: number;
  /** log2 of how likely the cell is in the column. Comparable between columns and cells. */
  bits(cell: string, column: number): number;
  /** What sound rows score at worst (sum of `bits` over columns): an alignment below it is no row of this table. */
  readonly lowestRowFit: number;
  /** What lists of choices can add to a row at most; all else only takes away. */
  readonly mostBonusBits: number;
  /** Share of non-empty cells of a column for which `holds` is true of the shape; 0 for an empty column. */
  share01(column: number, holds: (shape: string) => boolean): number;
  /** Share of empty cells of a column. */
  empty01(column: number): number;
}

/** A column of at most so many values, in at least so many rows, is a list of choices (sex, title, country). */
const MAX_CHOICES = 12;
const MIN_ROWS_FOR_CHOICES = 30;
/** Bits for a value that is one of the choices, and against one that is not. */
const CHOICE_BITS = 2;
const NO_CHOICE_BITS = 5;

/** Learn a profile from rows that all have `columnCount` cells. */
export function learnProfile(rows: readonly (readonly string[])[], columnCount: number): ColumnProfile {
  const columns = Array.from({ length: columnCount }, (_, column) => countColumn(rows, column));
  const overall = shapeShares(columns, rows.length * columnCount);
  const bitsOf = (cell: string, column: number) => fitOf(cell, columns[column], overall);
  let lowestRowFit = 0;
  for (const row of rows.slice(0, 200)) {
    let sum = 0;
    for (let column = 0; column < columnCount; column++) sum += bitsOf(row[column], column);
    lowestRowFit = Math.min(lowestRowFit, sum);
  }
  return {
    columnCount,
    rows: rows.length,
    bits: bitsOf,
    lowestRowFit,
    mostBonusBits: columns.filter((column) => column.choices !== null).length * CHOICE_BITS,
    share01(column, holds) {
      let holding = 0;
      let filled = 0;
      for (const [shape, count] of columns[column].shapes) {
        if (shape === '') continue;
        filled += count;
        if (holds(shape)) holding += count;
      }
      return filled === 0 ? 0 : holding / filled;
    },
    empty01: (column) => (columns[column].shapes.get('') ?? 0) / Math.max(1, rows.length),
  };
}

function countColumn(rows: readonly (readonly string[])[], column: number): ColumnCounts {
  const shapes = new Map<string, number>();
  const kinds = new Map<string, number>();
  const values = new Set<string>();
  for (const row of rows) {
    const shape = shapeOf(row[column]);
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
    const kind = kindOfShape(shape);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (shape !== '' && values.size <= MAX_CHOICES) values.add(row[column]);
  }
  const isChoice = rows.length >= MIN_ROWS_FOR_CHOICES && values.size <= MAX_CHOICES && values.size > 0;
  return { rows: rows.length, shapes, kinds, choices: isChoice ? values : null, bitsByShape: new Map() };
}

function shapeShares(columns: readonly ColumnCounts[], cells: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const column of columns) {
    for (const [shape, count] of column.shapes) counts.set(shape, (counts.get(shape) ?? 0) + count);
  }
  return new Map([...counts].map(([shape, count]) => [shape, count / cells]));
}

/**
 * log2 P(shape | column), backed off from the shape to its kind to what the whole table has (additive smoothing), plus
 * a word for columns that are lists of choices: known values are likelier, unknown ones less.
 */
function fitOf(cell: string, column: ColumnCounts, overall: ReadonlyMap<string, number>): number {
  const shape = shapeOf(cell);
  let bits = column.bitsByShape.get(shape);
  if (bits === undefined) {
    const background = Math.max(0.001, overall.get(shape) ?? 0);
    const kindP = ((column.kinds.get(kindOfShape(shape)) ?? 0) + background) / (column.rows + 1);
    bits = Math.log2(((column.shapes.get(shape) ?? 0) + 2 * kindP) / (column.rows + 2));
    column.bitsByShape.set(shape, bits);
  }
  if (column.choices === null || shape === '') return bits;
  return column.choices.has(cell) ? bits + CHOICE_BITS : bits - NO_CHOICE_BITS;
}
