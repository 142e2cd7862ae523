import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { addTable, newTable, SNAPSHOT } from './samples.ts';
import { refusalOf, TestHome } from './test-home.ts';

const home = new TestHome();
const CHILD = fileURLToPath(new URL('store-child.ts', import.meta.url));

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', CHILD, home.home, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The same in a thread of this process; threads do not inherit the loader of TypeScript. */
function startThread(...args: string[]): Worker {
  const load = `import('tsx/esm/api').then(({ register }) => (register(), import(${JSON.stringify(CHILD)})))`;
  return new Worker(load, { eval: true, argv: [home.home, ...args] });
}

/** A process that was killed while it staged 9 MB, two segments of which were written. */
async function killWhileStaging(): Promise<void> {
  const child = start('stage');
  const ended = once(child, 'exit');
  await once(child.stdout!, 'data');
  child.kill('SIGKILL');
  await ended;
}

function count(table: string): unknown {
  const raw = new Sqlite(home.file, { readonly: true });
  const rows = raw.prepare(`select count(*) from ${table}`).pluck().get();
  raw.close();
  return rows;
}

/** Write over the only run as if it were of another process. */
function changeRun(changes: Readonly<Record<string, string | number>>): void {
  const raw = new Sqlite(home.file);
  for (const [column, value] of Object.entries(changes))
    raw.prepare(`update leases set ${column} = ?`).run(value);
  raw.close();
}

describe('a process killed while it writes', () => {
  test('leaves a home as it was before, once that is opened again', async () => {
    const store = await home.open();
    await addTable(store, 'lab_a', new Uint8Array(1000).fill(1));
    await store.close();
    const before = (await stat(home.file)).size;
    await killWhileStaging();
    expect(count('segments')).toBe(3);

    const again = await home.open();

    expect(count('segments')).toBe(1);
    expect(count('leases')).toBe(0);
    expect((await again.tables.list()).map((table) => table.name)).toEqual(['lab_a']);
    expect(await again.prints.list()).toHaveLength(1);
    await again.verify();
    await again.close();
    expect((await stat(home.file)).size).toBeLessThan(before + 500_000);
    expect(await readdir(home.home)).toEqual(['rowprint.db']);
  });

  test('does not keep its table name from the next try', async () => {
    await killWhileStaging();
    const store = await home.open();

    await addTable(store, 'lab_a', new Uint8Array(10));

    expect(await store.tables.list()).toHaveLength(1);
  });
});

describe('two processes that write at once', () => {
  test('both keep everything they committed', async () => {
    const children = [start('add', 'a1', 'a2', 'a3'), start('add', 'b1', 'b2', 'b3')];

    const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0] as number));

    expect(codes).toEqual([0, 0]);
    const store = await home.open();
    expect((await store.tables.list()).map((table) => table.name)).toEqual([
      'a1',
      'a2',
      'a3',
      'b1',
      'b2',
      'b3',
    ]);
    await store.verify();
  });
});

describe('what another process stages', () => {
  test('is left alone while that process lives', async () => {
    const store = await home.open();
    const writer = await store.beginPrint({ kind: 'table', snapshotAt: SNAPSHOT });
    await writer.write('rows', new Uint8Array(5_000_000));

    await home.open();

    await writer.commit({}, { table: newTable('lab_a') });
    expect(await store.prints.readAll(writer.id, 'rows')).toHaveLength(5_000_000);
  });

  test('is left alone by another thread of the same process', async () => {
    const store = await home.open();
    const writer = await store.beginPrint({ kind: 'table', snapshotAt: SNAPSHOT });
    const thread = startThread('add', 'b');

    const [code] = await once(thread, 'exit');

    expect(code).toBe(0);
    await writer.commit({}, { table: newTable('a') });
    expect((await store.tables.list()).map((table) => table.name)).toEqual(['a', 'b']);
  });

  test('is left alone on another machine, whose processes cannot be seen', async () => {
    const store = await home.open();
    await store.beginPrint({ kind: 'table', snapshotAt: SNAPSHOT });
    changeRun({ host: 'elsewhere', process: 'other', pid: 999_999_999 });

    await home.open();

    expect(count('leases')).toBe(1);
  });

  test('is removed when it was not heard of for over ten minutes, and its writer is told', async () => {
    let nowMs = Date.UTC(2026, 0, 1);
    const clock = { nowMs: () => nowMs };
    const store = await home.open({ clock });
    const writer = await store.beginPrint({ kind: 'table', snapshotAt: SNAPSHOT });
    await writer.write('rows', new Uint8Array(5_000_000));
    nowMs += 10 * 60_000;
    await home.open({ clock });
    expect(count('segments')).toBe(1);
    nowMs += 1;

    await home.open({ clock });

    expect(count('segments')).toBe(0);
    const refusal = await refusalOf(writer.commit({}, { table: newTable('lab_a') }));
    expect(refusal.code).toBe('RP_STAGING_LOST');
    expect(await store.tables.list()).toEqual([]);
    expect(count('segments')).toBe(0);
  });

  test('is removed when a restarted container has the number of its process', async () => {
    const store = await home.open();
    await store.beginPrint({ kind: 'table', snapshotAt: SNAPSHOT });
    changeRun({ process: 'before the restart/0' });

    await home.open();

    expect(count('leases')).toBe(0);
  });
});

describe('a process killed while it erases', () => {
  test('is finished for when the home is opened again', async () => {
    const store = await home.open();
    const id = await addTable(store, 'lab_a', new Uint8Array(9_000_000));
    await store.close();
    const raw = new Sqlite(home.file);
    raw.exec('delete from tables; delete from prints;');
    raw
      .prepare('insert into leases values (?, ?, ?, ?, ?, ?, ?)')
      .run(id, 'erase', 1, 'x', 'elsewhere', '2020-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z');
    raw.close();

    await home.open();

    expect(count('segments')).toBe(0);
    expect(count('leases')).toBe(0);
  });
});
