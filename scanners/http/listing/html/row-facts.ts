import { findDate } from '../listing-date.ts';
import { type FoundSize, readSize } from '../listing-size.ts';
import type { RowFacts } from './html-dialect.ts';
import type { HtmlRow } from './html-row.ts';

/** Where a dialect keeps what, for `rowFacts`. */
export interface RowHabits {
  /** What a name without a slash is: 'file' where the server writes folders with one, else 'unknown'. */
  readonly plainNames: 'file' | 'unknown';
  /** 'bare': a number alone counts bytes. 'unit': only with 'B' or 'bytes' behind it. 'never': all are rounded. */
  readonly exactSizes: 'bare' | 'unit' | 'never';
}

/** Date and size of a row: by the cells of a table, else by the columns behind the link and before it. */
export function rowFacts(row: HtmlRow, habits: RowHabits): RowFacts {
  let modifiedAt: string | null = null;
  let size: FoundSize | null = null;
  for (const text of textsOf(row)) {
    const date = findDate(text);
    modifiedAt ??= date?.iso ?? null;
    size ??= firstSize(date?.rest ?? text, row);
  }
  const isExact = habits.exactSizes === 'bare' || (habits.exactSizes === 'unit' && size?.hasUnit === true);
  const bytes = isExact ? (size?.bytes ?? null) : null;
  return { kind: kindOf(row, habits), bytes, modifiedAt, isLink: row.marks.some(isLinkMark) };
}

/** Whether a row has a date or a size: what lists of links on ordinary pages rarely have. */
export function hasColumns(row: HtmlRow): boolean {
  return textsOf(row).some((text) => findDate(text) !== null || firstSize(text, row) !== null);
}

function textsOf(row: HtmlRow): readonly string[] {
  return row.layout === 'table' ? row.cells : [row.after, row.before];
}

function firstSize(text: string, row: HtmlRow): FoundSize | null {
  if (row.layout === 'table') return readSize(text);
  for (const column of splitColumns(text)) {
    const size = readSize(column);
    if (size !== null) return size;
  }
  return null;
}

/** Columns of text stand at least two blanks, or a tab, apart; IIS puts one between size and name. */
function splitColumns(text: string): readonly string[] {
  return text.split(/[ \u00a0]{2,}|[\t\r\n]+/).filter((column) => column.trim() !== '');
}

function kindOf(row: HtmlRow, habits: RowHabits): RowFacts['kind'] {
  return row.marks.some((mark) => FOLDER_MARK.test(mark)) ||
    /<dir>/i.test(`${row.before}${row.after}${row.cells.join()}`)
    ? 'folder'
    : habits.plainNames;
}

/** Icons and classes: 'alt=[DIR]', 'alt=folder', 'class=folder', 'src=/icons/folder.gif', 'xlink:href=#folder-shortcut'. */
const FOLDER_MARK = /^(?:alt|class|src|xlink:href)=(?:.*[\s/[#.-])?(?:dir|folder|directory)(?:[\s\].-]|$)/i;

function isLinkMark(mark: string): boolean {
  return /^(?:alt|class|src|xlink:href)=.*(?:shortcut|symlink|[[/]link[\].])/i.test(mark);
}
