import { isValueShape, shapeOf } from './cell-shape.ts';

/** Beginnings of lines that sum up or describe a table. */
const NOTE_START =
  /^\W*(grand total|sous-total|sub-?total|totaux|total|somme|sum|moyenne|average|nombre (de|d')|count|fin (de|du)|end of|source|note|nb|remarque|export|extrait|extraction|edite|édité|généré|genere|generated|printed|imprimé|page|liste|list of|confidentiel|confidential|copyright|sep=|--|\(\d+ (rows?|lignes?))/i;
/** Lines drawn under headers or around tables: ----+----, =====. */
const RULER = /^[\s|+:=_*#-]*[-=_*#]{3,}[\s|+:=_*#-]*$/;

/**
 * Whether a record is a note (title, total, remark, ruler) rather than a row of a table with `columnCount` columns: few
 * cells filled, and none that looks like a value of a person. What is in doubt is not a note.
 */
export function isNote(cells: readonly string[], columnCount: number): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.length === 0) return true;
  if (cells.every((cell) => cell.trim() === '' || RULER.test(cell))) return true;
  if (columnCount < 2) return filled.length === 1 && NOTE_START.test(filled[0]) && !hasValue(filled);
  if (NOTE_START.test(filled[0]) && filled.length <= Math.max(2, columnCount / 3)) {
    return !filled.some((cell) => shapeOf(cell.trim()) === 'E');
  }
  return filled.length === 1 && columnCount >= 3 && !hasValue(filled) && /\p{L}/u.test(filled[0]);
}

/** Whether a full-width row is a sum under the table: says so in its first filled cell, and most others are empty. */
export function isTotal(cells: readonly string[]): boolean {
  const first = cells.findIndex((cell) => cell.trim() !== '');
  if (first < 0 || !/^\W*(grand total|sous-total|sub-?total|totaux|total)\b/i.test(cells[first]))
    return false;
  return cells.filter((cell) => cell.trim() !== '').length <= cells.length / 2;
}

/** Whether some cell looks like a value of a person: such a record is never dropped without being told. */
export function hasValue(cells: readonly string[]): boolean {
  return cells.some((cell) => isValueShape(shapeOf(cell.trim())));
}
