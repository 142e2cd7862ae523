import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { writeSqlite } from '../../src/demo/write-sqlite.ts';
import { people, tableOf, writeLeak, writeTable } from '../pipelines/generated-files.ts';
import { logicalDump } from '../pipelines/logical-dump.ts';
import { mountSmallDisk, resizeSmallDisk, unmountSmallDisk } from '../store/small-disk.ts';
import { MYSQL_URL, mysqlUnreachable } from '../tables/mysql/sample.ts';
import { POSTGRES_URL, postgresUnreachable } from '../tables/postgres/sample.ts';
import { type Ended, endOf, Installation } from './installation.ts';

const installation = new Installation();
const disk = mountSmallDisk(3_500_000);
const noPostgres = await postgresUnreachable();
const noMysql = await mysqlUnreachable();
/** Nobody in particular: reads what everybody may. */
const OTHER_USER = 65_534;

beforeAll(async () => {
  await writeTable(installation.path('lab.csv'), people(120));
  const { header, rows } = tableOf(people(60));
  writeSqlite(installation.path('lab.sqlite'), 'patients', header, rows);
  await writeLeak(installation.path('leak.txt'), people(40));
  mkdirSync(installation.path('folder'));
  mkdirSync(installation.path('folder.csv'));
  await installation.expectCode(0, 'init');
  await installation.expectCode(0, 'table', 'add', 'lab', 'lab.csv');
});

afterAll(() => {
  if (disk) unmountSmallDisk(disk);
  installation.remove();
});

/** What came of a command, and whether the database holds anything else than before. */
async function outcomeOf(...args: readonly string[]): Promise<object> {
  const before = logicalDump(installation.home);
  const ended = await installation.run(...args);
  return { ...ended, isChanged: !isDeepStrictEqual(logicalDump(installation.home), before) };
}

/** One line that says this, exit code 2 and nothing on stdout. */
function oneLine(sentence: RegExp): Ended {
  const line = new RegExp(`^rowprint: [^\\n]*${sentence.source}[^\\n]*\\n$`);
  return { code: 2, out: '', err: expect.stringMatching(line) as string };
}

/** The same, with the database as it was. */
function refusal(sentence: RegExp): object {
  return { ...oneLine(sentence), isChanged: false };
}

describe('one line that names the thing and the way out, exit code 2 and nothing changed', () => {
  test.each([
    ['a missing suspect', ['check', 'gone.txt'], /no file gone\.txt: check the name/],
    ['a folder as a suspect', ['check', 'folder'], /folder is a folder: name a file/],
    ['a missing table file', ['table', 'add', 'x', 'gone.csv'], /no file gone\.csv: check the name/],
    ['a folder as a table', ['table', 'add', 'x', 'folder.csv'], /folder\.csv is a folder: name a file/],
    ['a missing database file', ['table', 'add', 'x', 'gone.sqlite#t'], /gone\.sqlite does not exist/],
    ['a missing table of it', ['table', 'add', 'x', 'lab.sqlite#gone'], /no table "gone".*patients/],
    ['a database without its table', ['table', 'add', 'x', 'lab.sqlite'], /write lab\.sqlite#table/],
    ['a name that is taken', ['table', 'add', 'lab', 'lab.csv'], /name lab is already taken.*refresh/],
    ['a name that is not one', ['table', 'add', '../lab', 'lab.csv'], /\.\.\/lab.*letters/],
    ['a SOURCE like no other', ['table', 'add', 'x', 'leak'], /no file leak/],
    ['an unknown table to refresh', ['table', 'refresh', 'gone'], /"gone".*table list/],
    ['an unknown table to forget', ['table', 'forget', 'gone'], /"gone".*table list/],
    ['an unknown table to compare with', ['check', 'leak.txt', '--against', 'gone'], /'gone'.*table list/],
    ['an unknown report', ['report', 'gone'], /"gone"/],
    ['a field that does not exist', ['table', 'add', 'x', 'lab.csv', '--field', 'NOM=surname'], /'surname'/],
    ['a column that does not exist', ['table', 'add', 'x', 'lab.csv', '--ignore', 'GONE'], /'GONE'/],
    ['a home that is there already', ['init'], /home.*already.*--home/],
    ['another scheme', ['table', 'add', 'x', 'oracle://ann:hush@db/x#t'], /oracle:\/\/\*\*\*@db.*SOURCE/],
    [
      'a connection string without a table',
      ['table', 'add', 'x', 'postgres://ann:hush@127.0.0.1:1/db'],
      /names no table: write postgres:/,
    ],
    [
      'a server that is not there',
      ['table', 'add', 'x', 'postgres://ann:hush@127.0.0.1:1/db#t'],
      /127\.0\.0\.1:1\/db cannot be reached.*check the port/,
    ],
    [
      'another server that is not there',
      ['table', 'add', 'x', 'mysql://ann:hush@127.0.0.1:1/db#t'],
      /127\.0\.0\.1:1\/db cannot be reached/,
    ],
  ])('for %s', async (_, args, sentence) => {
    expect(await outcomeOf(...args)).toEqual(refusal(sentence));
  });

  test('for a table that identifies nobody, which --force takes', async () => {
    writeFileSync(installation.path('votes.csv'), `COLOUR;ANSWER\n${'red;1\nblue;0\n'.repeat(100)}`);

    expect(await outcomeOf('table', 'add', 'votes', 'votes.csv')).toEqual(
      refusal(/identify nobody.*--force/),
    );
  });

  test.skipIf(noPostgres !== null)(
    `for a login PostgreSQL refuses (${noPostgres ?? 'reachable'})`,
    async () => {
      const url = new URL(POSTGRES_URL);
      url.username = 'rowprint_nobody';
      url.password = 'hush-hush-4711';

      const ended = await installation.run('table', 'add', 'x', `${url.href}#public.t`);

      expect(ended).toEqual(oneLine(/refused the login: check user and password/));
      expect(ended.err).not.toMatch(/rowprint_nobody|hush/);
    },
  );

  test.skipIf(noMysql !== null)(`for a login MySQL refuses (${noMysql ?? 'reachable'})`, async () => {
    const url = new URL(MYSQL_URL);
    url.username = 'rowprint_nobody';
    url.password = 'hush-hush-4711';

    const ended = await installation.run('table', 'add', 'x', `${url.href}#t`);

    expect(ended).toEqual(oneLine(/refused the login: check user and password/));
    expect(ended.err).not.toMatch(/rowprint_nobody|hush/);
  });

  test.skipIf(noPostgres !== null)(
    `for a table PostgreSQL lacks (${noPostgres ?? 'reachable'})`,
    async () => {
      expect(await outcomeOf('table', 'add', 'x', `${POSTGRES_URL}#public.rowprint_gone`)).toEqual(
        refusal(/no table.*rowprint_gone/),
      );
    },
  );

  test('for a key that is open to others', async () => {
    chmodSync(installation.keyFile, 0o644);
    try {
      expect(await outcomeOf('check', 'leak.txt')).toEqual(
        refusal(/open to other users \(mode 644\): run `chmod 600/),
      );
    } finally {
      chmodSync(installation.keyFile, 0o600);
    }
  });

  test('for a key that is missing, and one that is none', async () => {
    writeFileSync(installation.path('note'), 'not a key\n', { mode: 0o600 });

    expect(await outcomeOf('check', 'leak.txt', '--key-file', 'gone-key')).toEqual(
      refusal(/gone-key is missing.*rowprint init/),
    );
    expect(await outcomeOf('check', 'leak.txt', '--key-file', 'note')).toEqual(
      refusal(/does not hold a key/),
    );
  });

  test('for another key, which would match nothing', async () => {
    writeFileSync(installation.path('other-key'), `${'ab'.repeat(32)}\n`, { mode: 0o600 });

    expect(await outcomeOf('check', 'leak.txt', '--key-file', 'other-key')).toEqual(
      refusal(/made with key .*give the right one/),
    );
  });

  test('for a home that is missing', async () => {
    const ended = await installation.run('check', 'leak.txt', '--home', 'gone-home');

    expect(ended).toEqual(oneLine(/no home at .*gone-home.*rowprint init/));
    expect(readdirSync(installation.folder)).not.toContain('gone-home');
  });
});

describe('a file that may not be read', () => {
  /** Root may read everything, so root hands over to somebody else. */
  const handsOver = process.getuid?.() === 0;

  test.skipIf(process.platform === 'win32')('is named, for a check and as a table', async (context) => {
    const other = new Installation();
    try {
      if (handsOver)
        for (const path of [other.folder, other.temporary]) chownSync(path, OTHER_USER, OTHER_USER);
      const run = (...args: string[]) => {
        const identity = handsOver ? { uid: OTHER_USER, gid: OTHER_USER } : {};
        const env = { PATH: process.env.PATH, ROWPRINT_HOME: other.home, ROWPRINT_KEY_FILE: other.keyFile };
        const child = spawnSync(process.execPath, [inject('product'), ...args], {
          cwd: other.folder,
          encoding: 'utf8',
          env,
          ...identity,
        });
        return { code: child.status, out: child.stdout, err: child.stderr };
      };
      if (run('init').code !== 0)
        return context.skip('another user may not run the product from this folder');
      await writeLeak(other.path('leak.csv'), people(20));
      chmodSync(other.path('leak.csv'), 0o000);
      const before = logicalDump(other.home);

      expect(run('table', 'add', 'x', 'leak.csv')).toEqual(oneLine(/leak\.csv may not be read.*permission/));
      expect(run('check', 'leak.csv', '--keep', 'x')).toMatchObject({ code: 2, out: '' });
      expect(run('check', 'leak.csv', '--keep', 'x').err).toMatch(
        /^rowprint: leak\.csv may not be read.*\n$/,
      );
      expect(logicalDump(other.home)).toEqual(before);
    } finally {
      other.remove();
    }
  });

  test.skipIf(process.platform === 'win32')('because it is a pipe is told so, at once', async () => {
    spawnSync('mkfifo', [installation.path('pipe')]);

    expect(await outcomeOf('check', 'pipe')).toEqual(refusal(/pipe is a pipe.*write it to a file first/));
  });
});

describe('a database that is', () => {
  /** A copy of the home that may be spoilt. */
  function copyHome(name: string): string {
    const home = installation.path(name);
    rmSync(home, { recursive: true, force: true });
    cpSync(installation.home, home, { recursive: true });
    return home;
  }

  test('no database at all is called damaged', async () => {
    const home = copyHome('spoilt');
    writeFileSync(join(home, 'rowprint.db'), 'x'.repeat(20_000));

    expect(await installation.run('table', 'list', '--home', home)).toEqual(
      oneLine(/damaged.*restore it from a backup/),
    );
  });

  test('overwritten in the middle is called damaged, and never answered from', async () => {
    const home = copyHome('holed');
    const raw = new Sqlite(join(home, 'rowprint.db'));
    raw.exec(
      'update segments set bytes = zeroblob(length(bytes)) where rowid = (select min(rowid) from segments)',
    );
    raw.close();

    expect(await installation.run('check', 'leak.txt', '--home', home)).toEqual(oneLine(/damaged/));
  });

  test('of a newer Rowprint is left alone', async () => {
    const home = copyHome('newer');
    const raw = new Sqlite(join(home, 'rowprint.db'));
    raw.exec("insert into kysely_migration (name, timestamp) values ('999-from-the-future', '2031-01-01')");
    raw.close();
    const before = logicalDump(home);

    expect(await installation.run('table', 'list', '--home', home)).toEqual(oneLine(/newer/));
    expect(logicalDump(home)).toEqual(before);
  });
});

describe('a full disk', () => {
  test.skipIf(disk === null)(
    'keeps a table from being added; with room again the home is as it was',
    async () => {
      const home = join(disk!, 'home');
      const key = ['--key-file', installation.path('disk-key')];
      await installation.expectCode(0, 'init', '--home', home, ...key);
      await writeTable(installation.path('large.csv'), people(4000));
      const before = logicalDump(home);

      const ended = await endOf(
        installation.start(['table', 'add', 'large', 'large.csv', '--home', home, ...key]),
      );

      expect(ended).toEqual(oneLine(/no room left for database .*free some space/));
      const { out } = await installation.run('table', 'list', '--json', '--home', home, ...key);
      expect(out).toContain('"tables":[]');
      resizeSmallDisk(disk!, 16_000_000);
      await installation.expectCode(0, 'table', 'list', '--home', home, ...key);
      expect(logicalDump(home)).toEqual(before);
    },
  );
});
