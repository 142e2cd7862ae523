import type { Section } from '../../formats/file-format.ts';
import type { SourceColumn } from '../table-source.ts';

/**
 * The columns of a section as table columns: header texts where there are some, else 'column 1', 'column 2', …
 * A name that comes again gets its count: 'name', 'name (2)', because columns are chosen by name.
 */
export function columnsOf(section: Section): SourceColumn[] {
  const taken = new Set<string>();
  return Array.from({ length: section.columnCount }, (_, index) => {
    const header = section.headers[index]?.trim();
    const name = unusedName(header ? header : `column ${index + 1}`, taken);
    taken.add(name);
    return { name, declaredType: null };
  });
}

/**
 * Whether a later section of a file goes on with the columns of the first: as many, and the same headers or none
 * (a blank line in the middle of a table makes a section without header).
 */
export function hasSameColumns(first: Section, other: Section): boolean {
  if (other.columnCount !== first.columnCount) return false;
  if (other.headers.every((header) => header === null)) return true;
  return Array.from({ length: first.columnCount }, (_, index) => index).every(
    (index) => folded(first.headers[index]) === folded(other.headers[index]),
  );
}

function folded(header: string | null | undefined): string {
  return header?.trim().toLowerCase() ?? '';
}

function unusedName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted} (${count})`;
  return name;
}
