import Sqlite from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { sqliteDialect } from '../../../src/store/sqlite/dialect.ts';

function opened() {
  const raw = new Sqlite(':memory:');
  const prepare = vi.spyOn(raw, 'prepare');
  return { prepare, kysely: new Kysely<unknown>({ dialect: sqliteDialect(raw, 'memory', 0) }) };
}

test('a statement that is asked again is prepared once, and answers from what is there then', async () => {
  const { kysely, prepare } = opened();
  await sql`create table t (a integer)`.execute(kysely);
  prepare.mockClear();

  const sums: unknown[] = [];
  for (let value = 1; value <= 3; value++) {
    await sql`insert into t values (${value})`.execute(kysely);
    sums.push((await sql`select sum(a) as sum from t`.execute(kysely)).rows[0]);
  }

  expect(sums).toEqual([{ sum: 1 }, { sum: 3 }, { sum: 6 }]);
  expect(prepare).toHaveBeenCalledTimes(2);
  await kysely.destroy();
});

test('a kept statement follows a change of the schema', async () => {
  const { kysely } = opened();
  await sql`create table t (a integer)`.execute(kysely);
  await sql`insert into t values (1)`.execute(kysely);
  const ask = () => sql`select * from t`.execute(kysely);
  await ask();

  await sql`alter table t add column b integer default 2`.execute(kysely);

  expect((await ask()).rows).toEqual([{ a: 1, b: 2 }]);
  await kysely.destroy();
});

test('statements of ever other texts do not pile up', async () => {
  const { kysely, prepare } = opened();
  for (let at = 0; at < 500; at++) await sql`select ${sql.lit(at)} as at`.execute(kysely);
  prepare.mockClear();

  const again = await sql`select ${sql.lit(0)} as at`.execute(kysely);

  expect(again.rows).toEqual([{ at: 0 }]);
  expect(prepare).toHaveBeenCalledTimes(1);
  await kysely.destroy();
});
