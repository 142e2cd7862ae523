import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CancelledError, UsageError } from '../../../src/core/errors.ts';
import { parseDatabaseAddress } from '../../../src/tables/connection-string.ts';
import {
  StatementTimeoutError,
  TableLoginRefusedError,
  TableUnreachableError,
  TableUnreadableError,
} from '../../../src/tables/errors.ts';
import { openSession } from '../../../src/tables/postgres/session.ts';
import { postgresTableSource } from '../../../src/tables/postgres/table-source.ts';
import type { OpenTable } from '../../../src/tables/table-source.ts';
import { allRows, failureOf, wholeText } from '../read-rows.ts';
import { uniqueName } from '../sample-database.ts';
import { firstColumn, onPostgres, POSTGRES_URL, postgresUnreachable } from './sample.ts';

const schema = uniqueName();
const role = `${schema}_reader`;
const options = { statementTimeoutMs: 10_000, connectTimeoutMs: 5000 };
const asRole = (table: string) => {
  const url = new URL(POSTGRES_URL);
  url.username = role;
  url.password = 's3cret';
  return `${url.href}#${schema}.${table}`;
};

describe('postgresTableSource', () => {
  let reason: string | null = null;
  const left: OpenTable[] = [];
  beforeAll(async () => {
    reason = await postgresUnreachable();
    if (reason === null)
      await onPostgres(`CREATE SCHEMA ${schema}`, `CREATE ROLE ${role} LOGIN PASSWORD 's3cret'`);
  });
  beforeEach((ctx) => {
    if (reason !== null) ctx.skip(reason);
  });
  afterEach(async () => {
    // A test that failed half-way would keep its locks.
    for (const table of left.splice(0)) await table.close();
  });
  afterAll(async () => {
    if (reason === null) await onPostgres(`DROP SCHEMA ${schema} CASCADE`, `DROP ROLE ${role}`);
  });

  const openSource = async (source: string, changed = {}) => {
    const opened = await postgresTableSource.open(source, { ...options, ...changed });
    left.push(opened);
    return opened;
  };
  const open = (table: string, changed = {}) => openSource(`${POSTGRES_URL}#${schema}.${table}`, changed);
  const cellsOf = async (table: string) => {
    const opened = await open(table);
    const rows = await allRows(opened);
    await opened.close();
    return rows.map((row) => row.cells);
  };

  /** Processes of the server that hold a table or view: a reader does until its transaction ends. */
  const readersOf = (table: string) =>
    firstColumn(`SELECT pid FROM pg_locks WHERE relation = '${schema}.${table}'::regclass AND granted`);

  it('writes every type as a person would', async () => {
    await onPostgres(
      `CREATE DOMAIN ${schema}.digest AS bytea`,
      `CREATE TABLE ${schema}.types (yes boolean, bytes bytea, big bytea, dom ${schema}.digest, padded char(6),
         words text[], far double precision, exact numeric, moment timestamptz, id uuid, doc jsonb, day date)`,
      `INSERT INTO ${schema}.types VALUES (true, '\\x00ffAB', decode(repeat('00', 4097), 'hex'), '\\xCAFE', 'ab',
         '{a,"b c"}', 1e21, 12345678901234567890.123456789, '2024-01-02 03:04:05+00',
         'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', '{"a": 1}', '2024-02-29')`,
    );

    const [cells] = await cellsOf('types');

    expect(cells.slice(0, 8)).toEqual([
      'true',
      '00ffab',
      '',
      'cafe',
      'ab',
      '{a,"b c"}',
      '1000000000000000000000',
      '12345678901234567890.123456789',
    ]);
    expect(cells[8]).toMatch(/^2024-01-0\d \d\d:\d\d:05[+-]\d\d/);
    expect(cells.slice(9)).toEqual(['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"a": 1}', '2024-02-29']);
  });

  it('finds tables whatever signs are in their names', async () => {
    await onPostgres(
      `CREATE TABLE ${schema}."a.b ""c" ("Select" int)`,
      `INSERT INTO ${schema}."a.b ""c" VALUES (7)`,
    );

    expect(await cellsOf('a.b "c')).toEqual([['7']]);
  });

  it('adds up what is expected of the partitions', async () => {
    await onPostgres(
      `CREATE TABLE ${schema}.parted (id int) PARTITION BY RANGE (id)`,
      `CREATE TABLE ${schema}.part1 PARTITION OF ${schema}.parted FOR VALUES FROM (0) TO (100)`,
      `CREATE TABLE ${schema}.part2 PARTITION OF ${schema}.parted FOR VALUES FROM (100) TO (200)`,
      `INSERT INTO ${schema}.parted SELECT generate_series(50, 149)`,
      `ANALYZE ${schema}.parted`,
    );

    expect(await cellsOf('parted')).toHaveLength(100);
    const opened = await open('parted');
    await opened.close();
    expect(opened.expectedRows).toBe(100);
  });

  it('sees the table as it was when it was opened', async () => {
    await onPostgres(`CREATE TABLE ${schema}.grows AS SELECT generate_series(1, 5000) AS id`);
    const opened = await open('grows');
    await onPostgres(`INSERT INTO ${schema}.grows VALUES (5001)`);
    let rows = 0;
    for await (const batch of opened.batches()) {
      if (rows === 0)
        await onPostgres(
          `INSERT INTO ${schema}.grows VALUES (5002)`,
          `DELETE FROM ${schema}.grows WHERE id > 4000`,
        );
      rows += batch.length;
    }
    await opened.close();

    expect(rows).toBe(5000);
  });

  it('cannot write', async () => {
    await onPostgres(`CREATE TABLE ${schema}.kept (id int)`);
    const session = await openSession(
      parseDatabaseAddress(`${POSTGRES_URL}#t`, 'example'),
      options,
      undefined,
    );

    const failure = await failureOf(session.query(`INSERT INTO ${schema}.kept VALUES (1)`));
    await session.stop();

    expect(failure.message).toContain('25006');
    expect(await cellsOf('kept')).toEqual([]);
  });

  it('ends a view that gives nothing within the statement timeout', async () => {
    await onPostgres(`CREATE VIEW ${schema}.slow AS SELECT pg_sleep(20)::text AS a`);
    const opened = await open('slow', { statementTimeoutMs: 200 });

    const failure = await failureOf(allRows(opened));
    await opened.close();

    expect(failure).toBeInstanceOf(StatementTimeoutError);
    expect(failure.message).toContain('200 ms');
  });

  it('reads on past the statement timeout as long as rows come in time', async () => {
    await onPostgres(`CREATE VIEW ${schema}.long AS SELECT id FROM generate_series(1, 20000) id`);
    const opened = await open('long', { statementTimeoutMs: 150 });
    let rows = 0;
    for await (const batch of opened.batches()) {
      rows += batch.length;
      await wait(40);
    }
    await opened.close();

    expect(rows).toBe(20_000);
  });

  it('ends the query on the server when it is cancelled before the first row', async () => {
    await onPostgres(`CREATE VIEW ${schema}.stuck AS SELECT pg_sleep(25)::text AS a`);
    const opened = await open('stuck');
    const began = Date.now();
    const reading = failureOf(allRows(opened, AbortSignal.timeout(300)));
    await expect.poll(() => readersOf('stuck')).toHaveLength(1);

    const failure = await reading;
    const waitedMs = Date.now() - began;
    await opened.close();

    expect(failure).toBeInstanceOf(CancelledError);
    expect(waitedMs).toBeLessThan(1500);
    await expect.poll(() => readersOf('stuck'), { timeout: 3000 }).toEqual([]);
  });

  it('lets go of the table when it is closed in mid-stream', async () => {
    await onPostgres(`CREATE TABLE ${schema}.closed AS SELECT generate_series(1, 5000) AS id`);
    const opened = await open('closed');
    for await (const _ of opened.batches()) {
      expect(await readersOf('closed')).toHaveLength(1);
      break;
    }

    await opened.close();

    await expect.poll(() => readersOf('closed'), { timeout: 3000 }).toEqual([]);
  });

  it('is unreachable when the connection is cut in mid-stream, never complete', async () => {
    await onPostgres(
      `CREATE VIEW ${schema}.cut AS SELECT id, repeat('x', 1000) AS a FROM generate_series(1, 100000) id`,
    );
    const opened = await open('cut');
    const read = async () => {
      for await (const batch of opened.batches()) {
        if (batch[0].number > 1) continue;
        for (const pid of await readersOf('cut')) await onPostgres(`SELECT pg_terminate_backend(${pid})`);
      }
    };

    const failure = await failureOf(read());
    await opened.close();

    expect(failure).toBeInstanceOf(TableUnreachableError);
    expect(opened.coverage().complete).toBe(false);
  });

  it('quotes no cell when a view fails on one', async () => {
    await onPostgres(`CREATE VIEW ${schema}.fails AS SELECT ('secret-cell' || now()::text)::int AS a`);
    const opened = await open('fails');

    const failure = await failureOf(allRows(opened));
    await opened.close();

    expect(failure).toBeInstanceOf(TableUnreadableError);
    expect(wholeText(failure)).not.toContain('secret-cell');
    expect(failure.message).toContain('22P02');
  });

  it('names similar tables, those of other schemas with their schema', async () => {
    await onPostgres(`CREATE TABLE ${schema}.patients (id int)`);
    const failure = await failureOf(open('pateints'));

    expect(failure).toBeInstanceOf(UsageError);
    expect(failure.message).toContain(`it has: ${schema}.patients`);
  });

  it('refuses a database and a role that do not exist', async () => {
    const at = (change: (url: URL) => void) => {
      const url = new URL(POSTGRES_URL);
      change(url);
      return failureOf(postgresTableSource.open(`${url.href}#t`, options));
    };

    expect(await at((url) => (url.pathname = '/no_such_database'))).toBeInstanceOf(UsageError);
    const refused = await at((url) => (url.username = 'no_such_role'));
    expect(refused).toBeInstanceOf(TableLoginRefusedError);
    expect(refused.message).not.toContain('no_such_role');
  });

  it('says what to grant when the role may not read the table', async () => {
    await onPostgres(
      `CREATE TABLE ${schema}.closed_to_all (id int)`,
      `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
    );
    const opened = await openSource(asRole('closed_to_all'));
    const failure = await failureOf(allRows(opened));
    await opened.close();

    expect(failure).toBeInstanceOf(TableLoginRefusedError);
    expect(failure.message).toContain('grant SELECT');
    expect(failure.message).not.toMatch(new RegExp(`${role}|s3cret`));
  });

  it('refuses a table whose policy would hide rows, instead of reading the rest', async () => {
    await onPostgres(
      `CREATE TABLE ${schema}.hidden AS SELECT generate_series(1, 9) AS id`,
      `ALTER TABLE ${schema}.hidden ENABLE ROW LEVEL SECURITY`,
      `CREATE POLICY few ON ${schema}.hidden USING (id < 3)`,
      `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
      `GRANT SELECT ON ${schema}.hidden TO ${role}`,
    );
    const opened = await openSource(asRole('hidden'));
    const failure = await failureOf(allRows(opened));
    await opened.close();

    expect(failure.message).toContain('BYPASSRLS');
  });
});
