import { binaryCell, MAX_BINARY_BYTES } from '../binary-cell.ts';
import { plainNumber } from '../plain-number.ts';
import { quotedName } from '../quoted-name.ts';

/** What better-sqlite3 gives for a cell when integers are read safely. */
export type SqliteValue = string | number | bigint | Uint8Array | null;

/** The SELECT over all columns in their order. Large blobs are left in the file: they read as '' (see binaryCell). */
export function selectAll(table: string, columns: readonly { readonly name: string }[]): string {
  const list = columns.map(({ name }) => {
    const column = quotedName(name, '"');
    // Any column may hold a blob, whatever its declared type.
    return `iif(typeof(${column}) = 'blob' AND length(${column}) > ${MAX_BINARY_BYTES}, NULL, ${column})`;
  });
  return `SELECT ${list.join(', ')} FROM ${quotedName(table, '"')}`;
}

/** A cell as a person would write it: NULL as '', numbers in full digits, blobs as lower-case hex. */
export function cellText(value: SqliteValue): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return plainNumber(String(value));
  return binaryCell(value);
}
