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
import { openSession } from '../../../src/tables/mysql/session.ts';
import { mysqlTableSource } from '../../../src/tables/mysql/table-source.ts';
import type { OpenTable } from '../../../src/tables/table-source.ts';
import { allRows, failureOf, wholeText } from '../read-rows.ts';
import { uniqueName } from '../sample-database.ts';
import { firstColumn, MYSQL_URL, mysqlUnreachable, onMysql } from './sample.ts';

const prefix = uniqueName();
const user = `rp_${prefix.slice(-12)}`;
const options = { statementTimeoutMs: 10_000, connectTimeoutMs: 5000 };

describe('mysqlTableSource', () => {
  let reason: string | null = null;
  const left: OpenTable[] = [];
  const made: string[] = [];
  beforeAll(async () => {
    reason = await mysqlUnreachable();
    if (reason === null) await onMysql(`CREATE USER '${user}'@'%' IDENTIFIED BY 's3cret'`);
  });
  beforeEach((ctx) => {
    if (reason !== null) ctx.skip(reason);
  });
  afterEach(async () => {
    // A test that failed half-way would keep its locks.
    for (const table of left.splice(0)) await table.close();
  });
  afterAll(async () => {
    if (reason === null) await onMysql(...made.reverse(), `DROP USER '${user}'@'%'`);
  });

  const make = async (kind: 'TABLE' | 'VIEW', name: string, definition: string) => {
    await onMysql(`CREATE ${kind} \`${prefix}_${name}\` ${definition}`);
    made.push(`DROP ${kind} \`${prefix}_${name}\``);
  };
  const openSource = async (source: string, changed = {}) => {
    const opened = await mysqlTableSource.open(source, { ...options, ...changed });
    left.push(opened);
    return opened;
  };
  const open = (table: string, changed = {}) => openSource(`${MYSQL_URL}#${prefix}_${table}`, changed);
  const at = (change: (url: URL) => void) => {
    const url = new URL(MYSQL_URL);
    change(url);
    return mysqlTableSource.open(`${url.href}#${prefix}_any`, { ...options, connectTimeoutMs: 500 });
  };
  const cellsOf = async (table: string) => {
    const opened = await open(table);
    const rows = await allRows(opened);
    await opened.close();
    return rows.map((row) => row.cells);
  };
  /** Connections that run a statement naming this view, as seen by another one. */
  const readersOf = (view: string) =>
    firstColumn(
      `SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE '%${prefix}\\_${view}%' AND ID <> CONNECTION_ID()`,
    );
  const endlessView = (name: string) =>
    make(
      'VIEW',
      name,
      `AS SELECT REPEAT('x', 1000) AS a FROM information_schema.COLUMNS a, information_schema.COLUMNS b`,
    );

  it('writes every type as a person would', async () => {
    await make(
      'TABLE',
      'types',
      `(far DOUBLE, exact DECIMAL(30,9), big BIGINT UNSIGNED, flag BIT(12), bytes VARBINARY(16), large LONGBLOB,
        padded CHAR(6), doc JSON, day DATE, moment DATETIME(3), hour TIME, born YEAR, kind ENUM('a', 'b'))`,
    );
    await onMysql(
      `INSERT INTO ${prefix}_types VALUES (1e21, 12345678901234567890.123456789, 18446744073709551615, b'101011111111',
         x'00ffAB', REPEAT('x', 4097), 'ab', '{"a": 1}', '2024-02-29', '2024-01-02 03:04:05.678', '23:59:59', 1980, 'b')`,
    );

    expect(await cellsOf('types')).toEqual([
      [
        '1000000000000000000000',
        '12345678901234567890.123456789',
        '18446744073709551615',
        'aff',
        '00ffab',
        '',
        'ab',
        '{"a": 1}',
        '2024-02-29',
        '2024-01-02 03:04:05.678',
        '23:59:59',
        '1980',
        'b',
      ],
    ]);
  });

  it('takes a zero date for no date', async () => {
    await make('TABLE', 'zero', '(day DATE, moment DATETIME)');
    await onMysql(
      `SET SESSION sql_mode = ''`,
      `INSERT INTO ${prefix}_zero VALUES ('0000-00-00', '0000-00-00 00:00:00')`,
    );

    expect(await cellsOf('zero')).toEqual([['', '']]);
  });

  it('reads a text of another character set as it is', async () => {
    await make('TABLE', 'latin', `(a VARCHAR(20)) CHARACTER SET latin1`);
    await onMysql(`INSERT INTO ${prefix}_latin VALUES ('Zoé €')`);

    expect(await cellsOf('latin')).toEqual([['Zoé €']]);
  });

  it('finds tables whatever signs are in their names', async () => {
    await make('TABLE', 'a.b c"', '(`Select``` INT)');
    await onMysql(`INSERT INTO \`${prefix}_a.b c"\` VALUES (7)`);

    expect(await cellsOf('a.b c"')).toEqual([['7']]);
  });

  it('sees the table as it was when it was opened', async () => {
    await make('TABLE', 'grows', '(id INT PRIMARY KEY AUTO_INCREMENT, filler CHAR(200)) ENGINE=InnoDB');
    const double = `INSERT INTO ${prefix}_grows (filler) SELECT 'x' FROM ${prefix}_grows`;
    await onMysql(`INSERT INTO ${prefix}_grows (filler) VALUES ('x')`, ...Array(12).fill(double));
    const opened = await open('grows');
    await onMysql(double);
    let rows = 0;
    for await (const batch of opened.batches()) {
      if (rows === 0) await onMysql(`DELETE FROM ${prefix}_grows`);
      rows += batch.length;
    }
    await opened.close();

    expect(rows).toBe(4096);
  });

  it('cannot write', async () => {
    await make('TABLE', 'kept', '(id INT)');
    const session = await openSession(parseDatabaseAddress(`${MYSQL_URL}#t`, 'example'), options, undefined);

    const failure = await failureOf(session.query(`INSERT INTO ${prefix}_kept VALUES (1)`));
    await session.stop();

    expect(failure.message).toContain('1792');
    expect(await cellsOf('kept')).toEqual([]);
  });

  it('ends a view that gives nothing within the statement timeout, also on the server', async () => {
    await make('VIEW', 'slow', 'AS SELECT SLEEP(20) AS a');
    const opened = await open('slow', { statementTimeoutMs: 200 });

    const failure = await failureOf(allRows(opened));
    await opened.close();

    expect(failure).toBeInstanceOf(StatementTimeoutError);
    expect(failure.message).toContain('200 ms');
    await expect.poll(() => readersOf('slow'), { timeout: 3000 }).toEqual([]);
  });

  it('reads on past the statement timeout as long as rows come in time', async () => {
    await make('TABLE', 'ten', '(d INT)');
    await onMysql(`INSERT INTO ${prefix}_ten VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)`);
    const ten = (alias: string) => `${prefix}_ten ${alias}`;
    await make(
      'VIEW',
      'long',
      `AS SELECT REPEAT('x', 1000) AS a FROM ${['a', 'b', 'c', 'e'].map(ten).join(' JOIN ')}`,
    );
    const opened = await open('long', { statementTimeoutMs: 150 });
    let rows = 0;
    for await (const batch of opened.batches()) {
      rows += batch.length;
      await wait(rows === 1000 ? 300 : 20);
    }
    await opened.close();

    expect(rows).toBe(10_000);
  });

  it('ends the query on the server when it is cancelled before the first row', async () => {
    await make('VIEW', 'stuck', 'AS SELECT SLEEP(25) AS a');
    const opened = await open('stuck');
    const began = Date.now();
    const reading = failureOf(allRows(opened, AbortSignal.timeout(500)));
    await expect.poll(() => readersOf('stuck')).toHaveLength(1);

    const failure = await reading;
    const waitedMs = Date.now() - began;
    await opened.close();

    expect(failure).toBeInstanceOf(CancelledError);
    expect(waitedMs).toBeLessThan(1500);
    await expect.poll(() => readersOf('stuck'), { timeout: 3000 }).toEqual([]);
  });

  it('ends the query on the server when it is closed in mid-stream', async () => {
    await endlessView('endless');
    const opened = await open('endless');
    for await (const _ of opened.batches()) {
      expect(await readersOf('endless')).toHaveLength(1);
      break;
    }

    await opened.close();

    await expect.poll(() => readersOf('endless'), { timeout: 3000 }).toEqual([]);
  });

  it('is a failure when the connection is cut in mid-stream, never complete', async () => {
    await endlessView('cut');
    const opened = await open('cut');
    const read = async () => {
      for await (const batch of opened.batches()) {
        if (batch[0].number > 1) continue;
        for (const id of await readersOf('cut')) await onMysql(`KILL CONNECTION ${id}`);
      }
    };

    const failure = await failureOf(read());
    await opened.close();

    expect(failure).toBeInstanceOf(TableUnreachableError);
    expect(opened.coverage().complete).toBe(false);
  });

  it('quotes no cell when a view fails on one', async () => {
    await make(
      'VIEW',
      'fails',
      `AS SELECT ST_GeomFromText(CONCAT('secret-cell', NOW())) AS a, (SELECT 1 UNION SELECT 2) AS b`,
    );
    const opened = await open('fails');

    const failure = await failureOf(allRows(opened));
    await opened.close();

    expect(failure).toBeInstanceOf(TableUnreadableError);
    expect(wholeText(failure)).not.toContain('secret-cell');
  });

  it('names similar tables when there is no such table', async () => {
    await make('TABLE', 'patients', '(id INT)');
    const failure = await failureOf(open('pateints'));

    expect(failure).toBeInstanceOf(UsageError);
    expect(failure.message).toContain(`it has: ${prefix}_patients`);
  });

  it('is a refused login when the password of a real user is wrong, and names neither', async () => {
    const wrong = await failureOf(
      at((url) => {
        url.username = user;
        url.password = 'wr0ng-one';
      }),
    );

    expect(wrong).toBeInstanceOf(TableLoginRefusedError);
    expect(wholeText(wrong)).not.toMatch(new RegExp(`${user}|wr0ng-one`));
  });

  it('takes the password from the options when SOURCE names none', async () => {
    await make('TABLE', 'granted', '(id INT)');
    await onMysql(`GRANT SELECT ON ${prefix}_granted TO '${user}'@'%'`);
    const url = new URL(MYSQL_URL);
    url.username = user;
    url.password = '';

    const opened = await openSource(`${url.href}#${prefix}_granted`, { password: 's3cret' });
    await opened.close();

    expect(opened.columns).toEqual([{ name: 'id', declaredType: 'int' }]);
  });

  it('refuses a database that does not exist, and a connection string without one', async () => {
    const unknown = await failureOf(at((url) => (url.pathname = '/no_such_database')));
    const missing = await failureOf(at((url) => (url.pathname = '/')));

    expect(unknown).toBeInstanceOf(UsageError);
    expect(unknown.message).toContain('no such database');
    expect(missing.message).toContain('names no database');
  });
});

describe('a MySQL server that cannot be reached', () => {
  it.each([
    ['unknown host', 'mysql://anna:s3cret@no-such-host.invalid/lab#t', /host name/],
    ['closed port', 'mysql://anna:s3cret@127.0.0.1:1/lab#t', /nothing answers on that port/],
  ])('is unreachable at an %s', async (_, source, message) => {
    const failure = await failureOf(mysqlTableSource.open(source, options));

    expect(failure).toBeInstanceOf(TableUnreachableError);
    expect(failure.message).toMatch(message);
    expect(failure.message).not.toMatch(/anna|s3cret/);
  });

  it('refuses parameters that would print packets or open local files', async () => {
    const failure = await failureOf(
      mysqlTableSource.open('mysql://anna:s3cret@127.0.0.1:1/lab?debug=true#t', options),
    );

    expect(failure).toBeInstanceOf(UsageError);
    expect(failure.message).toContain('takes no parameter "debug"');
  });
});
