import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/core/errors.ts';
import { TableUnreadableError } from '../../../src/tables/errors.ts';
import { sqliteTableSource } from '../../../src/tables/sqlite/table-source.ts';
import { allRows, failureOf } from '../read-rows.ts';

const options = { statementTimeoutMs: 1000, connectTimeoutMs: 50 };

describe('sqliteTableSource', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rowprint-test-sqlite-'));
    file = join(folder, 'lab.sqlite');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = (source: string) => sqliteTableSource.open(source, options);
  const cellsOf = async (table: string) => {
    const opened = await open(`${file}#${table}`);
    const rows = await allRows(opened);
    await opened.close();
    return rows.map((row) => row.cells);
  };
  const make = (sql: string) => new Sqlite(file).exec(sql);

  it('writes blobs as hex and leaves large ones out, whatever type the column has', async () => {
    make(
      `CREATE TABLE t (a BLOB, b TEXT); INSERT INTO t VALUES (x'00FFab', zeroblob(4096)), (zeroblob(4097), x'61')`,
    );

    expect(await cellsOf('t')).toEqual([
      ['00ffab', '00'.repeat(4096)],
      ['', '61'],
    ]);
  });

  it('writes whole numbers beyond 2^53 and beyond 1e21 in full digits', async () => {
    make('CREATE TABLE t (a, b REAL); INSERT INTO t VALUES (9223372036854775807, 1e21), (5, 5.0)');

    expect(await cellsOf('t')).toEqual([
      ['9223372036854775807', '1000000000000000000000'],
      ['5', '5'],
    ]);
  });

  it('reads views and generated columns', async () => {
    make(
      `CREATE TABLE t (a INTEGER, b AS (a * 2)); INSERT INTO t VALUES (1), (2); CREATE VIEW v AS SELECT b FROM t`,
    );

    expect(await cellsOf('t')).toEqual([
      ['1', '2'],
      ['2', '4'],
    ]);
    expect(await cellsOf('v')).toEqual([['2'], ['4']]);
  });

  it('finds a table whatever signs are in its name, and whatever its case', async () => {
    make(`CREATE TABLE "Odd ""#' table" ("select" INTEGER); INSERT INTO "Odd ""#' table" VALUES (7)`);

    expect(await cellsOf(`odd "#' TABLE`)).toEqual([['7']]);
  });

  it('sees the table as it was when it was opened, while another process writes', async () => {
    const writer = new Sqlite(file);
    writer.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1), (2)');
    const opened = await open(`${file}#t`);

    writer.exec('INSERT INTO t VALUES (3)');
    const rows = await allRows(opened);
    await opened.close();
    writer.close();

    expect(rows).toHaveLength(2);
    expect(opened.expectedRows).toBe(2);
  });

  it('pulls rows only as they are asked for', async () => {
    const endless = 'WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id FROM n';
    make(`CREATE VIEW v AS ${endless}`);
    const opened = await open(`${file}#v`);

    const first = await opened.batches()[Symbol.asyncIterator]().next();
    await opened.close();

    expect(first.value?.[0].cells).toEqual(['1']);
  });

  it('leaves the file as it was', async () => {
    make('CREATE TABLE t (a); INSERT INTO t VALUES (1)');
    await chmod(file, 0o400);

    expect(await cellsOf('t')).toEqual([['1']]);
  });

  it('names similar tables when there is no such table', async () => {
    make('CREATE TABLE patients (a); CREATE TABLE visits (a)');
    const failure = await failureOf(open(`${file}#pateints`));

    expect(failure).toBeInstanceOf(UsageError);
    expect(failure.message).toContain('no table "pateints"; it has: patients, visits');
  });

  it.each([
    ['a missing file', 'missing.sqlite#t', UsageError, /does not exist/],
    ['a folder', 'folder.db#t', UsageError, /is not a file/],
    ['a file that is no database', 'text.db#t', TableUnreadableError, /not a SQLite database/],
    ['a file without the name of a table', 'lab.sqlite', UsageError, /needs the name of a table/],
  ])('refuses %s', async (_, source, expected, message) => {
    make('CREATE TABLE t (a)');
    await mkdir(join(folder, 'folder.db'));
    await writeFile(join(folder, 'text.db'), 'name,mail\n'.repeat(200));

    const failure = await failureOf(open(join(folder, source)));

    expect(failure).toBeInstanceOf(expected);
    expect(failure.message).toMatch(message);
  });

  it('says when another program holds the file', async () => {
    const writer = new Sqlite(file).exec('CREATE TABLE t (a); BEGIN EXCLUSIVE');
    const failure = await failureOf(open(`${file}#t`));
    writer.close();

    expect(failure).toBeInstanceOf(TableUnreadableError);
    expect(failure.message).toContain('another program is writing to it');
  });

  it('ends with TableUnreadableError when a view fails on a row, without quoting the cell', async () => {
    make(
      `CREATE TABLE t (a); INSERT INTO t VALUES ('secret-cell'); CREATE VIEW v AS SELECT json_extract(a, '$') FROM t`,
    );
    const failure = await failureOf(cellsOf('v'));

    expect(failure).toBeInstanceOf(TableUnreadableError);
    expect(failure.message).not.toContain('secret-cell');
  });
});
