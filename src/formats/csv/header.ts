import { isValueShape, isWordShape, shapeOf } from './cell-shape.ts';
import type { ColumnProfile } from './column-profile.ts';
import { isIdentifier, labelStrength01 } from './header-words.ts';

/** Cells of that many characters are no label, and digits in a row of that many make a value. */
const MAX_LABEL_CHARS = 60;
const VALUE_DIGITS = /\d{4}/;

/**
 * Whether a row is a header beyond doubt. Words alone suffice when at least half of the filled cells are labels; else
 * the columns below must speak: words over columns of digits, dates or addresses, and no cell that looks like a value
 * of a person or stands among the values below. In doubt it is data: a person's value must never become a header,
 * because headers are printed in reports. `profile` is null where no rows follow.
 */
export function isHeaderRow(
  cells: readonly string[],
  profile: ColumnProfile | null,
  below: readonly (readonly string[])[],
): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.length === 0 || filled.some(isNoLabel)) return false;
  const strength = filled.reduce((sum, cell) => sum + labelStrength01(cell), 0) / filled.length;
  const minimum = filled.length === 1 ? 1 : 0.5;
  if (strength >= minimum && !standsBelow(cells, below, 0.5)) return true;
  if (profile === null || filled.length < 2) return false;
  const identifiers = filled.filter((cell) => isIdentifier(cell)).length;
  if (identifiers * 2 >= filled.length && !standsBelow(cells, below, 0)) return true;
  return strength > 0 && contradicts(cells, profile) && !standsBelow(cells, below, 0);
}

/** Whether a row reads as labels by its words alone: a cheap look at each row, before `isHeaderRow` is asked. */
export function readsAsLabels(cells: readonly string[]): boolean {
  let labels = 0;
  let filled = 0;
  for (const cell of cells) {
    if (cell === '') continue;
    filled++;
    if (labelStrength01(cell) >= 0.5) labels++;
    if (filled === 4 && labels === 0) return false;
  }
  return labels >= 2 && labels * 2 >= filled;
}

/**
 * Header text by column, from one or more header rows (the group's label stands before the column's own). A cell that
 * is not a label by its own words is kept only over a column of digits, dates or the like, where no name can stand.
 */
export function headerTexts(
  rows: readonly (readonly string[])[],
  columnCount: number,
  profile: ColumnProfile | null,
): (string | null)[] {
  const isStrong = rows.map((row) => isStronglyLabelled(row));
  return Array.from({ length: columnCount }, (_, column) => {
    const parts: string[] = [];
    for (const [index, row] of rows.entries()) {
      const text = (row[column] ?? '').trim().replace(/^#\s*/, '');
      if (text === '' || isNoLabel(text) || parts.includes(text)) continue;
      const isSafe =
        isStrong[index] ||
        labelStrength01(text) > 0 ||
        isIdentifier(text) ||
        (profile !== null && profile.share01(column, isWordShape) < 0.1);
      if (isSafe) parts.push(text);
    }
    return parts.length === 0 ? null : parts.join(' ');
  });
}

function isStronglyLabelled(row: readonly string[]): boolean {
  const filled = row.filter((cell) => cell.trim() !== '');
  return (
    filled.filter((cell) => labelStrength01(cell) > 0 || isIdentifier(cell)).length * 4 >= filled.length * 3
  );
}

function isNoLabel(cell: string): boolean {
  const text = cell.trim();
  if (text.length > MAX_LABEL_CHARS || text.includes('@') || VALUE_DIGITS.test(text)) return true;
  const shape = shapeOf(text);
  return isValueShape(shape) || shape.startsWith('d') || shape.startsWith('N');
}

/** Whether more than `most01` of the cells stand as values in their column below; repetitions of the row do not count. */
function standsBelow(
  cells: readonly string[],
  below: readonly (readonly string[])[],
  most01: number,
): boolean {
  const others = below.filter((row) => row.some((cell, column) => cell !== cells[column]));
  let standing = 0;
  let filled = 0;
  for (const [column, cell] of cells.entries()) {
    if (cell.trim() === '') continue;
    filled++;
    if (others.some((row) => row[column] === cell)) standing++;
  }
  return standing > filled * most01;
}

/** Words over all (at least two, or the only one) of the columns that otherwise hold no words. */
function contradicts(cells: readonly string[], profile: ColumnProfile): boolean {
  let contradictions = 0;
  let valueColumns = 0;
  for (let column = 0; column < profile.columnCount; column++) {
    const isValueColumn = profile.empty01(column) < 0.9 && profile.share01(column, isWordShape) < 0.05;
    const cell = cells[column] ?? '';
    if (!isValueColumn || cell.trim() === '') continue;
    valueColumns++;
    if (isWordShape(shapeOf(cell)) || isIdentifier(cell)) contradictions++;
  }
  return contradictions === valueColumns && contradictions >= 2;
}
