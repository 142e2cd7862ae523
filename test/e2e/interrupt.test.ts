import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { people, writeLeak, writeTable } from '../pipelines/generated-files.ts';
import { logicalDump } from '../pipelines/logical-dump.ts';
import { endOf, Installation } from './installation.ts';

const installation = new Installation();
/** As many rows as keep a process busy for a second or two. */
const MANY = people(6000);
const database = `${installation.home}/rowprint.db`;

beforeAll(async () => {
  await writeTable(installation.path('lab.csv'), MANY.slice(0, 800));
  await writeTable(installation.path('large.csv'), MANY);
  await writeLeak(installation.path('leak.txt'), MANY);
  await installation.expectCode(0, 'init');
  await installation.expectCode(0, 'table', 'add', 'lab', 'lab.csv');
});

afterAll(() => installation.remove());

/** Until the process has the database open: from then on it has work to do, and knows of Ctrl-C. */
async function untilOpen(child: ChildProcess): Promise<void> {
  while (!existsSync(`${database}-wal`) && child.exitCode === null) await wait(5);
}

/** Until the process has begun to write. */
async function untilWriting(child: ChildProcess): Promise<void> {
  await untilOpen(child);
  const raw = new Sqlite(database, { readonly: true });
  const leases = raw.prepare('select count(*) from leases').pluck();
  while (leases.get() === 0 && child.exitCode === null) await wait(5);
  raw.close();
}

const WORK = [
  ['table add', ['table', 'add', 'large', 'large.csv'], untilOpen],
  ['table refresh', ['table', 'refresh', 'lab', '--source', 'large.csv'], untilOpen],
  ['check', ['check', 'leak.txt', '--keep', 'forum'], untilWriting],
] as const;

describe('Ctrl-C', () => {
  test.each(WORK)('during %s leaves the database as it was and ends with 130', async (_, args, until) => {
    const before = logicalDump(installation.home);
    const child = installation.start(args);
    const end = endOf(child);
    await until(child);

    child.kill('SIGINT');

    const { code, out, err } = await end;
    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect(err).toContain('rowprint: cancelled: nothing was changed\n');
    expect(logicalDump(installation.home)).toEqual(before);
    expect(existsSync(`${database}-wal`)).toBe(false);
  });
});

describe('kill -9', () => {
  test.each(WORK)(
    'during %s leaves the database as it was, once it is opened again',
    async (_, args, until) => {
      const before = logicalDump(installation.home);
      const child = installation.start(args);
      const end = endOf(child);
      await until(child);

      child.kill('SIGKILL');

      expect((await end).code).toBeNull();
      const { out } = await installation.expectCode(0, 'table', 'list', '--json');
      expect(JSON.parse(out).tables).toMatchObject([{ name: 'lab', snapshots: 1 }]);
      expect(logicalDump(installation.home)).toEqual(before);
    },
  );
});
