/** A piece of a line between blanks. */
export interface Column {
  readonly text: string;
  /** Where it ends in the line: the offset of the first character after it. */
  readonly end: number;
}

const BLANK = 32;

/** The first columns of a line, at most so many. Linear in what it reads. */
export function columnsOf(line: string, most: number): readonly Column[] {
  const columns: Column[] = [];
  for (let start = 0; columns.length < most && start < line.length; start++) {
    if (line.charCodeAt(start) === BLANK) continue;
    const blank = line.indexOf(' ', start);
    const end = blank < 0 ? line.length : blank;
    columns.push({ text: line.slice(start, end), end });
    start = end;
  }
  return columns;
}
