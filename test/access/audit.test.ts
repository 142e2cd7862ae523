import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { TestHome } from '../store/test-home.ts';
import { HandClock, KEYS, testAccess } from './test-access.ts';

const home = new TestHome();
const CHILD = fileURLToPath(new URL('audit-child.ts', import.meta.url));
const TRIGGERS = [
  'audit_entries_stay',
  'audit_entries_last',
  'audit_entries_follow',
  'audit_head_stays',
  'audit_head_advances',
];

/** A log of five entries, and one that can write to the database without the key. */
async function logOfFive() {
  const clock = new HandClock();
  const store = await home.open({ clock });
  const access = testAccess(store, clock);
  for (const number of [1, 2, 3, 4, 5]) {
    clock.move(1000);
    const facts = { rows: number, by: 'hand' };
    await access.audit.note({
      actor: { name: 'anna' },
      action: 'report.viewed',
      object: `report r${number}`,
      facts,
    });
  }
  return { access, clock, store, noted: (await access.verifyAudit()).head };
}

function tamper(...statements: readonly string[]): void {
  const raw = new Sqlite(home.file);
  try {
    for (const trigger of TRIGGERS) raw.exec(`drop trigger ${trigger}`);
    for (const statement of statements) raw.exec(statement);
  } finally {
    raw.close();
  }
}

describe('the audit log', () => {
  test('holds when nobody touched it, also while it is added to', async () => {
    const { access } = await logOfFive();

    const notes = Array.from({ length: 300 }, (_, number) =>
      access.audit.note({ actor: 'system', action: 'sweep.ended', object: `sweep ${number}` }),
    );
    const meanwhile = await access.verifyAudit();
    await Promise.all(notes);

    expect(meanwhile.holds).toBe(true);
    expect(await access.verifyAudit()).toMatchObject({ holds: true, entries: 305, brokenAt: null });
  });

  test.each([
    ['a changed entry', 3, "update audit_entries set actor = 'bert' where number = 3"],
    ['a changed fact', 2, 'update audit_entries set facts = \'{"by":"hand","rows":9}\' where number = 2'],
    ['an object that was taken away', 4, 'update audit_entries set object = null where number = 4'],
    ['another time', 1, "update audit_entries set at = '2026-11-22T07:00:00.000Z' where number = 1"],
    ['an entry taken from the middle', 3, 'delete from audit_entries where number = 3'],
    [
      'one taken from the middle, the others moved up',
      3,
      `delete from audit_entries where number = 3;
       update audit_entries set number = number - 1 where number > 3;
       update audit_head set number = 4`,
    ],
    ['the first taken away', 1, 'delete from audit_entries where number = 1'],
    ['a cut end', 5, 'delete from audit_entries where number = 5'],
    [
      'a cut end with the head moved back',
      5,
      `delete from audit_entries where number = 5;
       update audit_head set number = 4, hash = (select hash from audit_entries where number = 4)`,
    ],
    ['all taken away', 1, 'delete from audit_entries'],
    ['no head', 1, 'delete from audit_head'],
    [
      'two that changed places',
      2,
      `update audit_entries set number = 99 where number = 2;
       update audit_entries set number = 2 where number = 3;
       update audit_entries set number = 3 where number = 99`,
    ],
    [
      'one put in at the end',
      6,
      `insert into audit_entries select 6, at, actor, action, object, facts, hash from audit_entries where number = 5`,
    ],
    [
      'one put in before the first',
      0,
      `insert into audit_entries select 0, at, actor, action, object, facts, hash from audit_entries where number = 5`,
    ],
  ])('shows %s, at entry %i', async (_, brokenAt, statements) => {
    const { access } = await logOfFive();
    tamper(statements);

    expect(await access.verifyAudit()).toMatchObject({ holds: false, brokenAt });
  });

  test('that was emptied whole is not taken for a new one once there is an account', async () => {
    const { access } = await logOfFive();
    const empty = "delete from audit_entries; update audit_head set number = 0, hash = '', mac = ''";
    await access.accounts.invite('anna', 'admin', null);
    tamper(empty);

    expect(await access.verifyAudit()).toMatchObject({ holds: false, brokenAt: 1 });
  });

  test('of an older copy shows against a head that was kept elsewhere', async () => {
    const { access, noted } = await logOfFive();
    const raw = new Sqlite(home.file);
    const head = raw.prepare('select * from audit_head').get() as { mac: string; hash: string };
    raw.close();
    await access.audit.note({ actor: null, action: 'session.refused', object: null });
    const later = (await access.verifyAudit()).head;
    tamper(
      'delete from audit_entries where number = 6',
      `update audit_head set number = 5, hash = '${head.hash}', mac = '${head.mac}'`,
    );

    expect((await access.verifyAudit()).holds).toBe(true);
    expect((await access.verifyAudit(noted)).holds).toBe(true);
    expect(await access.verifyAudit(later)).toMatchObject({ holds: false, brokenAt: 6 });
  });

  test('of another key does not hold: without the key no chain can be made', async () => {
    const { store, clock } = await logOfFive();
    const { createAccess } = await import('../../src/access/access.ts');
    const keys = { subkey: (purpose: string) => KEYS.subkey(`${purpose} of another`) };
    const { settings } = testAccess(store, clock);

    const other = createAccess({ store, keys, clock, settings, provider: null });

    expect((await other.verifyAudit()).brokenAt).toBe(1);
  });

  test.each([
    "update audit_entries set actor = 'x' where number = 3",
    'delete from audit_entries where number = 5',
    'delete from audit_head',
    'update audit_head set number = 1',
    "insert into audit_entries values (9, '', '', '', null, '{}', '')",
  ])('lets nobody do this by mistake: %s', async (statement) => {
    await logOfFive();
    const raw = new Sqlite(home.file);

    expect(() => raw.exec(statement)).toThrow('append-only');
    raw.close();
  });

  test('keeps texts of any kind so that they hold, cut at a limit', async () => {
    const { access } = await logOfFive();
    const name = `\ud800 <b>"\u0000\n${'é'.repeat(600)}\ud83d`;

    await access.audit.note({ actor: { name }, action: 'x', object: name, facts: { name, no: null } });

    expect((await access.verifyAudit()).holds).toBe(true);
    expect((await access.auditStore.list({ limit: 1 }))[0]!.actor.length).toBeLessThanOrEqual(500);
  });

  test('is one chain when two processes add to it at once', async () => {
    const { access } = await logOfFive();
    const children = ['one', 'two'].map((name) =>
      spawn(process.execPath, ['--import', 'tsx', CHILD, home.home, name], {
        stdio: ['ignore', 'inherit', 'inherit'],
      }),
    );

    const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0] as number));

    expect(codes).toEqual([0, 0]);
    expect(await access.verifyAudit()).toMatchObject({ holds: true, entries: 85 });
  });

  test('is read by page and by filter, newest first', async () => {
    const { access } = await logOfFive();
    await access.audit.note({ actor: 'system', action: 'sweep.ended', object: null });

    const numbersOf = async (query: Parameters<typeof access.auditStore.list>[0]) =>
      (await access.auditStore.list(query)).map(({ number }) => number);

    expect(await numbersOf({ limit: 2 })).toEqual([6, 5]);
    expect(await numbersOf({ limit: 2, before: 5 })).toEqual([4, 3]);
    expect(await numbersOf({ limit: 9, actor: 'system' })).toEqual([6]);
    expect(await numbersOf({ limit: 9, object: 'report r2', action: 'report.viewed' })).toEqual([2]);
  });
});
