import { fitTo, padTo, textWidth } from './text-width.ts';

/** A column of a grid. */
export interface GridColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Least width it may be cut to when the line is too long; absent: never cut. */
  readonly shrinksTo?: number;
}

/** How a grid is set off: a painter for the titles and one for cells, given the row's and column's number. */
export interface GridInk {
  title(text: string): string;
  cell(text: string, row: number, column: number): string;
}

const GAP = '  ';

/**
 * Rows of cells under each other: numbers to the right, words to the left, no line longer than `width` as long as the
 * columns that shrink have room to. Cells must hold no control characters (see visible).
 */
export function grid(
  columns: readonly GridColumn[],
  rows: readonly (readonly string[])[],
  width: number,
  ink: GridInk,
  indent = '  ',
): string[] {
  const widths = fitWidths(columns, rows, width - indent.length);
  const layOut = (cells: readonly string[], paint: (text: string, column: number) => string): string =>
    (
      indent + columns.map((_, at) => paint(cell(cells[at] ?? '', widths[at]!, columns[at]!), at)).join(GAP)
    ).trimEnd();

  const titles = columns.map((column) => column.title);
  const head = titles.some((title) => title !== '') ? [layOut(titles, (text) => ink.title(text))] : [];
  return [...head, ...rows.map((cells, row) => layOut(cells, (text, column) => ink.cell(text, row, column)))];
}

function cell(text: string, width: number, column: GridColumn): string {
  return padTo(fitTo(text, width), width, column.align);
}

/** Natural widths, and where they are too much the widest column that shrinks gives way first. */
function fitWidths(
  columns: readonly GridColumn[],
  rows: readonly (readonly string[])[],
  room: number,
): readonly number[] {
  const widths = columns.map((column, at) =>
    Math.max(textWidth(column.title), ...rows.map((cells) => textWidth(cells[at] ?? ''))),
  );
  let excess = widths.reduce((sum, width) => sum + width, 0) + GAP.length * (columns.length - 1) - room;
  while (excess > 0) {
    const widest = widestThatShrinks(columns, widths);
    if (widest === null) break;
    const second = Math.max(
      0,
      ...widths.filter((_, at) => at !== widest && canShrink(columns[at]!, widths[at]!)),
    );
    const floor = Math.max(columns[widest]!.shrinksTo!, Math.min(second, widths[widest]! - 1));
    const taken = Math.min(excess, widths[widest]! - floor);
    widths[widest] = widths[widest]! - taken;
    excess -= taken;
  }
  return widths;
}

function widestThatShrinks(columns: readonly GridColumn[], widths: readonly number[]): number | null {
  let widest: number | null = null;
  for (const [at, width] of widths.entries()) {
    if (canShrink(columns[at]!, width) && (widest === null || width > widths[widest]!)) widest = at;
  }
  return widest;
}

function canShrink(column: GridColumn, width: number): boolean {
  return column.shrinksTo !== undefined && width > column.shrinksTo;
}
