import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import mysql from 'mysql2/promise';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSqlite } from '../../src/demo/write-sqlite.ts';
import type { Report } from '../../src/reports/report.ts';
import { MYSQL_URL, mysqlUnreachable, onMysql } from '../tables/mysql/sample.ts';
import { onPostgres, POSTGRES_URL, postgresUnreachable } from '../tables/postgres/sample.ts';
import { uniqueName } from '../tables/sample-database.ts';
import { type Ended, endOf, Installation } from './installation.ts';
import { bytesOf, contentsOf, findings, plantedTable, plantedTexts, spellingsOf } from './planted.ts';

const installation = new Installation({ ROWPRINT_LOG_LEVEL: 'trace' });
const noPostgres = await postgresUnreachable();
const noMysql = await mysqlUnreachable();
const name = uniqueName();
/** Everything any process said. */
const said: Buffer[] = [];

const NEEDLES = plantedTexts().map((text) => [text, bytesOf(text)] as const);

async function run(...args: readonly string[]): Promise<Ended> {
  const ended = await installation.run(...args);
  said.push(Buffer.from(ended.out), Buffer.from(ended.err));
  return ended;
}

/** A leak of the planted row and others: some rows fit no column, and the first is no header though it has no digit. */
function plantedLeak(): string {
  const { rows } = plantedTable();
  const words = rows[60]!.map((cell) => (/\d/.test(cell) ? 'inconnu' : cell));
  const lines = [words, ...rows].map((cells) => cells.join('|'));
  const planted = rows[60]!;
  lines.splice(30, 0, planted.slice(2, 9).join('|'), [...planted, ...planted, 'x'].join('|'));
  lines.push(`"${planted.join('|')}`, planted.join(' '), planted.slice(5).join('||'));
  return `${lines.join('\r\n')}\r\n`;
}

beforeAll(async () => {
  const { header, rows } = plantedTable();
  const csv = [header, ...rows].map((cells) => cells.join(';')).join('\n');
  writeFileSync(installation.path('lab.csv'), csv);
  writeFileSync(installation.path('cut.csv.gz'), gzipSync(csv).subarray(0, 4000));
  writeSqlite(installation.path('lab.sqlite'), 'patients', header, rows);
  writeFileSync(installation.path('leak.txt'), plantedLeak());
  writeFileSync(installation.path('leak-utf16.txt'), Buffer.from(`\ufeff${plantedLeak()}`, 'utf16le'));
  writeFileSync(installation.path('leak-cut.txt.gz'), gzipSync(plantedLeak()).subarray(0, 5000));
  await run('init');
});

afterAll(async () => {
  installation.remove();
  if (noPostgres === null) await onPostgres(`DROP SCHEMA IF EXISTS ${name} CASCADE`);
  if (noMysql === null) await onMysql(`DROP VIEW IF EXISTS ${name}_bad`, `DROP TABLE IF EXISTS ${name}`);
});

/** What stands in home, key folder, temporary folder and on stdout and stderr, but for the key file itself. */
function everything(): Map<string, Buffer> {
  const contents = contentsOf(installation.home, installation.keyFolder, installation.temporary);
  contents.delete(installation.keyFile);
  contents.set('stdout and stderr', Buffer.concat(said));
  return contents;
}

describe('no cell and no key stands anywhere', () => {
  test('after tables were added, also where that failed in the middle', async () => {
    expect((await run('table', 'add', 'csv', 'lab.csv', '--controller', 'Laboratory')).code).toBe(0);
    expect((await run('table', 'add', 'sqlite', 'lab.sqlite#patients', '--json')).code).toBe(0);
    await run('table', 'refresh', 'csv');
    await run('table', 'add', 'cut', 'cut.csv.gz');
    await run('table', 'add', 'wrong', 'lab.csv', '--field', 'NOM=iban');
    await run('table', 'add', 'wrong', 'lab.csv', '--field', 'GONE=nir');
    await run('table', 'add', 'headless', 'leak.txt');
    await run('table', 'list');

    expect(findings(everything(), NEEDLES)).toEqual([]);
  });

  test.skipIf(noPostgres !== null)(`after one of PostgreSQL was (${noPostgres ?? 'reachable'})`, async () => {
    const { header, rows } = plantedTable();
    const values = rows.map((cells) => `(${cells.map((cell) => pg.escapeLiteral(cell)).join(', ')})`);
    await onPostgres(
      `CREATE SCHEMA ${name}`,
      `CREATE TABLE ${name}.lab (${header.map((column) => `"${column}" text`).join(', ')})`,
      `INSERT INTO ${name}.lab VALUES ${values.join(', ')}`,
      `CREATE VIEW ${name}.bad AS SELECT *, CAST("COMMENTAIRE" AS integer) AS number FROM ${name}.lab`,
    );

    expect((await run('table', 'add', 'postgres', `${POSTGRES_URL}#${name}.lab`)).code).toBe(0);
    // The server's own message quotes the cell that it cannot cast.
    expect((await run('table', 'add', 'bad', `${POSTGRES_URL}#${name}.bad`)).code).toBe(2);

    expect(findings(everything(), NEEDLES)).toEqual([]);
  });

  test.skipIf(noMysql !== null)(`after one of MySQL was (${noMysql ?? 'reachable'})`, async () => {
    const { header, rows } = plantedTable();
    const values = rows.map((cells) => `(${cells.map((cell) => mysql.escape(cell)).join(', ')})`);
    await onMysql(
      `CREATE TABLE ${name} (${header.map((column) => `\`${column}\` text`).join(', ')}) CHARACTER SET utf8mb4`,
      `INSERT INTO ${name} VALUES ${values.join(', ')}`,
      `CREATE VIEW ${name}_bad AS SELECT *, JSON_EXTRACT(COMMENTAIRE, CONCAT('$.', NOM, '[')) AS part FROM ${name}`,
    );

    expect((await run('table', 'add', 'mysql', `${MYSQL_URL}#${name}`)).code).toBe(0);
    await run('table', 'add', 'bad', `${MYSQL_URL}#${name}_bad`);

    expect(findings(everything(), NEEDLES)).toEqual([]);
  });

  test('after suspects were checked, kept, reported in every format and explained', async () => {
    const checked = await run('check', 'leak.txt', '--keep', 'forum', '--json');
    const report = JSON.parse(checked.out) as Report;
    expect(report.suspect.dialect).toMatchObject({ delimiter: '|', header: false });
    expect(report.overlaps[0]!.rows.present).toBeGreaterThan(100);
    await run('check', 'leak-utf16.txt', 'leak-cut.txt.gz', '--against', 'sqlite');
    for (const format of ['text', 'json', 'csv', 'html']) await run('report', report.id, '--format', format);
    for (const row of ['1', '63']) await run('report', report.id, '--explain', row);
    await run('report', report.id, '--explain', '61', '--json', '--against', 'forum');
    await run('doctor');

    expect(findings(everything(), NEEDLES)).toEqual([]);
  });

  test('after checks that were interrupted and killed', async () => {
    writeFileSync(installation.path('long.txt'), plantedLeak().repeat(10));
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      const child = installation.start(['check', 'long.txt', '--keep', 'long', '--against', 'csv']);
      const end = endOf(child);
      await untilRunning(child);
      child.kill(signal);
      const { out, err } = await end;
      said.push(Buffer.from(out), Buffer.from(err));
      expect(findings(everything(), NEEDLES)).toEqual([]);
    }
  });

  test('and the key in none of its spellings', () => {
    const hex = readFileSync(installation.keyFile, 'latin1').trim();
    const raw = Buffer.from(hex, 'hex');
    const spellings = [raw, ...[hex, raw.toString('base64')].flatMap(bytesOf)];

    expect(hex).toMatch(/^[0-9a-f]{64}$/);
    expect(findings(everything(), [['the key', spellings]])).toEqual([]);
  });
});

describe('the search', () => {
  test('finds every planted text, in whatever encoding and spelling it stands', () => {
    const encodings = ['utf8', 'utf16le', 'latin1'] as const;
    for (const [text] of NEEDLES)
      for (const spelling of spellingsOf(text))
        for (const encoding of encodings) {
          const haystack = Buffer.concat([
            Buffer.alloc(999, 7),
            Buffer.from(spelling, encoding),
            Buffer.alloc(9),
          ]);
          expect(findings(new Map([['here', haystack]]), NEEDLES)).toContain(`${text} in here`);
        }
  });

  test('finds in the files what is known to stand there: names of tables, columns and suspects', () => {
    const known = ['sqlite', 'DATE_NAISSANCE', 'leak-utf16.txt'].map(
      (text) => [text, bytesOf(text)] as const,
    );

    const found = findings(everything(), known);

    for (const [text] of known) expect(found.some((line) => line.startsWith(`${text} in `))).toBe(true);
    expect([...everything().keys()]).toContain(join(installation.home, 'rowprint.db'));
  });

  test('finds a cell that is written to the database, and to the temporary folder', () => {
    const [text] = NEEDLES.at(-1)!;
    const raw = new Sqlite(join(installation.home, 'rowprint.db'));
    raw.prepare('update tables set controller = ?').run(text);
    raw.close();
    writeFileSync(join(installation.temporary, 'spool'), Buffer.from(text, 'utf16le'));

    const found = findings(everything(), NEEDLES);

    expect(found).toContain(`${text} in ${join(installation.home, 'rowprint.db')}`);
    expect(found).toContain(`${text} in ${join(installation.temporary, 'spool')}`);
  });
});

/** Until the check has begun to write what it finds. */
async function untilRunning(child: { readonly exitCode: number | null }): Promise<void> {
  const raw = new Sqlite(join(installation.home, 'rowprint.db'), { readonly: true });
  const runs = raw.prepare('select count(*) from runs').pluck();
  while (runs.get() === 0 && child.exitCode === null) await wait(5);
  raw.close();
}
