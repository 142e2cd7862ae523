import type { CustomTypesConfig } from 'pg';
import { MAX_BINARY_BYTES } from '../binary-cell.ts';
import { plainNumber } from '../plain-number.ts';
import { quotedName } from '../quoted-name.ts';

/** Numbers of types in pg_type, the same in every PostgreSQL. */
const BOOL = 16;
const BYTEA = 17;
const FLOAT4 = 700;
const FLOAT8 = 701;
const BPCHAR = 1042;

/** The SELECT over all columns in their order. Large binaries stay on the server: they read as '' (see binaryCell). */
export function selectAll(
  schema: string,
  table: string,
  columns: readonly { readonly name: string; readonly declaredType: string | null }[],
): string {
  const list = columns.map(({ name, declaredType }) =>
    declaredType === 'bytea' ? smallBinary(quotedName(name, '"')) : quotedName(name, '"'),
  );
  return `SELECT ${list.join(', ')} FROM ${quotedName(schema, '"')}.${quotedName(table, '"')}`;
}

function smallBinary(column: string): string {
  return `CASE WHEN octet_length(${column}) <= ${MAX_BINARY_BYTES} THEN ${column} END`;
}

/** Every value as the server's text, except where a person would write it another way. */
export const TEXT_VALUES: CustomTypesConfig = { getTypeParser: (type: number) => textOf(type) };

function textOf(type: number): (value: string) => string {
  switch (type) {
    case BOOL:
      return (value) => (value === 't' ? 'true' : 'false');
    case BYTEA:
      return hexOf;
    case FLOAT4:
    case FLOAT8:
      return plainNumber;
    case BPCHAR:
      return (value) => value.replace(/ +$/, '');
    default:
      return (value) => value;
  }
}

/** '\xDEAD' as 'dead'. A domain over bytea is declared by its own name, so the size is looked at here again. */
function hexOf(value: string): string {
  return value.length > 2 + 2 * MAX_BINARY_BYTES ? '' : value.slice(2);
}
