import {
  COLUMNS,
  type Digest,
  KEYS,
  leakReader,
  leakValue,
  tableReader,
  tableValue,
} from './duckdb-columns.ts';

/** Candidates of the comparison of all columns: the keys, and the number of the file. */
const CANDIDATE_KEYS = [...KEYS, 'NUM_DOSSIER'];
/** Columns that agree in rows of one person: strangers have 7 at most, members 12 at least (of 22, seed 1). */
const AGREEING_COLUMNS = 9;

/** Load the table's file as it is. */
export function loadTable(path: string, name = 'loaded'): string[] {
  return [`CREATE TABLE ${name} AS SELECT * FROM ${tableReader(path)}`, 'CHECKPOINT'];
}

/** Keep the keys of a loaded table, as whoever means to compare it often would. */
export function keepKeys(name: string, digest: Digest): string[] {
  return [`CREATE TABLE ${name} AS SELECT ${digests(KEYS, tableValue, digest)} FROM loaded`, 'CHECKPOINT'];
}

/** Keep every column of it, and the person. */
export function keepColumns(name: string, digest: Digest): string[] {
  const columns = [...COLUMNS, 'person'];
  return [`CREATE TABLE ${name} AS SELECT ${digests(columns, tableValue, digest)} FROM loaded`, 'CHECKPOINT'];
}

/**
 * How many rows of the leak have a key that the table has. Of the ways tried this is the fastest: what no key finds, key
 * by key (0.47 s within DuckDB at full size; `IN` joined by OR 0.53 s, the union of semi-joins 0.56 s).
 */
export function countByKeys(leakPath: string, name: string, digest: Digest): string[] {
  const joins = KEYS.map((key) => `ANTI JOIN ${name} AS by_${key} ON leak.${key} = by_${key}.${key}`);
  const keys = `SELECT ${digests(KEYS, leakValue, digest)} FROM ${leakReader(leakPath)}`;
  return [
    `WITH leak AS MATERIALIZED (${keys})
     SELECT (SELECT count(*) FROM leak) - count(*) FROM leak ${joins.join(' ')}`,
  ];
}

/** Which they are, counted from 0: the same question, asked once more to judge the answer. */
export function findByKeys(leakPath: string, name: string, digest: Digest): string[] {
  const found = KEYS.map((key) => `${key} IN (SELECT ${key} FROM ${name})`).join(' OR ');
  return [
    `CREATE TEMP TABLE leak AS SELECT ${digests(KEYS, leakValue, digest)} FROM ${leakReader(leakPath)}`,
    `SELECT rowid FROM leak WHERE ${found}`,
  ];
}

/** Compare all columns of each pair that shares a key, keep the best of each row of the leak, and judge it. */
function compareColumns(leakPath: string, name: string, digest: Digest): string[] {
  const pairs = CANDIDATE_KEYS.map(
    (key) => `SELECT leak.rowid AS l, t.rowid AS t FROM leak JOIN ${name} AS t ON leak.${key} = t.${key}`,
  );
  const agree = COLUMNS.map((column) => `coalesce((leak.${column} = t.${column})::TINYINT, 0)`);
  return [
    `CREATE TEMP TABLE leak AS SELECT ${digests([...COLUMNS, 'person'], leakValue, digest)} FROM ${leakReader(leakPath)}`,
    `CREATE TEMP TABLE pairs AS ${pairs.join(' UNION ')}`,
    `CREATE TEMP TABLE compared AS
       SELECT l, t, ${agree.join(' + ')} AS agreeing, ${agree.map((sum, at) => `${sum} AS ${COLUMNS[at]}`).join(', ')}
       FROM pairs JOIN leak ON leak.rowid = l JOIN ${name} AS t ON t.rowid = pairs.t`,
    `CREATE TEMP TABLE best AS
       SELECT l, max(agreeing * ${2 ** 32} + t) AS score FROM compared GROUP BY l
       HAVING max(agreeing) >= ${AGREEING_COLUMNS}`,
  ];
}

/** How many rows of the leak are found by all their columns, and how often each column agrees in them. */
export function countByColumns(leakPath: string, name: string, digest: Digest): string[] {
  const sums = COLUMNS.map((column) => `sum(${column})`).join(', ');
  return [
    ...compareColumns(leakPath, name, digest),
    `SELECT count(*), ${sums} FROM best JOIN compared ON compared.l = best.l AND compared.t = score % ${2 ** 32}`,
  ];
}

/** Which they are, counted from 0. */
export function findByColumns(leakPath: string, name: string, digest: Digest): string[] {
  return [...compareColumns(leakPath, name, digest), 'SELECT l FROM best'];
}

function digests(columns: readonly string[], spelled: (column: string) => string, digest: Digest): string {
  return columns.map((column) => `${digest(spelled(column), column)} AS ${column}`).join(', ');
}
