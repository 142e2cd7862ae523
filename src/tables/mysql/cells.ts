import { MAX_BINARY_BYTES } from '../binary-cell.ts';
import { plainNumber } from '../plain-number.ts';
import { quotedName } from '../quoted-name.ts';
import type { SourceColumn } from '../table-source.ts';

const BINARY_TYPES = new Set([
  'binary',
  'varbinary',
  'tinyblob',
  'blob',
  'mediumblob',
  'longblob',
  'bit',
  'vector',
  'geometry',
  'point',
  'linestring',
  'polygon',
  'multipoint',
  'multilinestring',
  'multipolygon',
  'geometrycollection',
  'geomcollection',
]);
const FLOAT_TYPES = new Set(['float', 'double']);
const DATE_TYPES = new Set(['date', 'datetime', 'timestamp']);

/** The SELECT over all columns in their order. Binaries come as lower-case hex, larger ones as '' (see binaryCell). */
export function selectAll(table: string, columns: readonly SourceColumn[]): string {
  const list = columns.map(({ name, declaredType }) =>
    BINARY_TYPES.has(declaredType ?? '') ? smallBinary(quotedName(name, '`')) : quotedName(name, '`'),
  );
  return `SELECT ${list.join(', ')} FROM ${quotedName(table, '`')}`;
}

function smallBinary(column: string): string {
  return `IF(LENGTH(${column}) <= ${MAX_BINARY_BYTES}, LOWER(HEX(${column})), '')`;
}

/** Rewrites one value of a column as a person would write it; null where the server's text is that already. */
export function cellRewriter(column: SourceColumn): ((value: string) => string) | null {
  const type = column.declaredType ?? '';
  if (FLOAT_TYPES.has(type)) return plainNumber;
  if (DATE_TYPES.has(type)) return withoutZeroDate;
  return null;
}

/** MySQL's "no date" is '0000-00-00', with or without a time. */
function withoutZeroDate(value: string): string {
  return value.startsWith('0000-00-00') ? '' : value;
}
