import { isWordShape, kindOfShape, shapeOf } from './cell-shape.ts';

/** Rows that a score is computed from: more would not change the order of the candidates. */
const MAX_SCORED_ROWS = 300;

/**
 * How consistent a file looks when it is cut in one way, 0 to 1: neighbouring rows of one width, cells that are one
 * clean value each, columns whose cells look alike. After the "data consistency" measure of van den Burg, Nazábal and
 * Sutton, Wrangling messy CSV files by detecting row and type patterns (2019); neighbours are compared instead of all
 * rows, so that stacked tables and damaged rows do not count against the right dialect.
 */
export function tableScore01(records: readonly (readonly string[])[], delimiter: string): number {
  const rows = records.filter((record) => record.length > 0).slice(0, MAX_SCORED_ROWS);
  if (rows.length === 0) return 0;
  const width = commonWidth(rows);
  if (width < 2) return 0;
  const cut = rows.filter((row) => row.length === width);
  const widths = Math.max(neighbourConsistency01(rows), (cut.length / rows.length) ** 1.5);
  const columns = width / (width + 1);
  return widths * cellQuality01(rows, delimiter) * (0.5 + 0.5 * columnConsistency01(cut, width)) * columns;
}

/** The same for a file of one column: whole lines that are one clean value each. */
export function singleColumnScore01(records: readonly (readonly string[])[]): number {
  const lines = records.filter((record) => record.length > 0).slice(0, MAX_SCORED_ROWS);
  if (lines.length === 0) return 0;
  const strong = lines.filter((line) => isWholeLine(line.join(''))).length / lines.length;
  const words = lines.filter((line) => isPlainWord(line.join(''))).length / lines.length;
  return strong >= 0.8 ? 0.97 : 0.45 * (strong + 0.9 * words) + 0.12;
}

/** Whether a whole line is one value of a clear shape, though it may hold blanks, colons or a decimal comma. */
function isWholeLine(line: string): boolean {
  if (!isWholeValue(shapeOf(line))) return false;
  return !/[;|\t]/.test(line) && (!line.includes(',') || /^[-+]?\d[\d ]*,\d{1,3}$/.test(line));
}

function isPlainWord(line: string): boolean {
  const shape = shapeOf(line);
  return (isWordShape(shape) || shape.startsWith('C')) && !/[;|\t:,]/.test(line);
}

/** Most frequent width above one; the wider of two that are as frequent. */
export function commonWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) if (row.length > 1) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let width = 1;
  let most = 0;
  for (const [candidate, count] of counts) {
    if (count > most || (count === most && candidate > width)) {
      width = candidate;
      most = count;
    }
  }
  return width;
}

function isWholeValue(shape: string): boolean {
  return /^[EDTPFHdN]/.test(shape) && !isWordShape(shape);
}

/** Share of neighbouring pairs of rows that have the same width, above one. */
function neighbourConsistency01(rows: readonly (readonly string[])[]): number {
  if (rows.length === 1) return rows[0].length > 1 ? 0.6 : 0;
  let equal = 0;
  for (let i = 1; i < rows.length; i++) {
    if (rows[i].length === rows[i - 1].length && rows[i].length > 1) equal++;
  }
  return equal / (rows.length - 1);
}

function cellQuality01(rows: readonly (readonly string[])[], delimiter: string): number {
  let sum = 0;
  let weights = 0;
  for (const row of rows) {
    for (const cell of row) {
      const quality = quality01(cell, delimiter);
      // A cell with other delimiters in it is several cells: it weighs as much.
      const weight = quality < 0.2 ? 3 : 1;
      sum += quality * weight;
      weights += weight;
    }
  }
  return sum / weights;
}

/** How much a cell looks like one value rather than a piece of one or several together. */
function quality01(cell: string, delimiter: string): number {
  if (cell === '') return 0.8;
  // Its own delimiter stands in a cell only where somebody quoted or escaped it on purpose.
  if (cell.includes(delimiter)) return 0.6;
  if (/[;|\t]/.test(cell) || (delimiter !== ',' && /,\S/.test(cell) && !/^[-+]?\d+,\d+$/.test(cell)))
    return 0.15;
  if (cell.endsWith('\\')) return 0.15;
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  if (first === 34 || last === 34 || first === 39 || last === 39) return 0.3;
  const shape = shapeOf(cell.trim());
  if (isWholeValue(shape)) return 1;
  if (isWordShape(shape)) return 0.95;
  const kind = shape.charAt(0);
  if (kind === 'C') return 0.9;
  if (kind === 'A' || kind === 'W') return 0.85;
  return kind === 'X' ? 0.6 : 0.5;
}

/** Mean over the columns of the share of their most frequent kind of shape. */
function columnConsistency01(rows: readonly (readonly string[])[], width: number): number {
  let sum = 0;
  for (let column = 0; column < width; column++) {
    const kinds = new Map<string, number>();
    let filled = 0;
    for (const row of rows) {
      const shape = shapeOf(row[column].trim());
      if (shape === '') continue;
      filled++;
      const kind = kindOfShape(shape);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    sum += filled === 0 ? 0.5 : Math.max(...kinds.values()) / filled;
  }
  return sum / width;
}
