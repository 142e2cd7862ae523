import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { refusalOf, TestHome } from './test-home.ts';

const home = new TestHome();

async function addReport(store: Store, rows: number): Promise<string> {
  const writer = await store.beginReport();
  await writer.write('verdicts', new Uint8Array(rows).fill(rows));
  await writer.commit({ id: writer.id, suspect: { rows } });
  return writer.id;
}

describe('reports', () => {
  test('are stored with their parts and shown again, after a restart too', async () => {
    const store = await home.open();
    const id = await addReport(store, 5);
    await store.close();
    const again = await home.open();

    expect(await again.reports.get(id)).toMatchObject({ id, report: { id, suspect: { rows: 5 } } });
    expect(await again.reports.readAll(id, 'verdicts')).toEqual(new Uint8Array(5).fill(5));
  });

  test('are listed newest first', async () => {
    let nowMs = 0;
    const store = await home.open({ clock: { nowMs: () => nowMs } });
    const old = await addReport(store, 1);
    nowMs = 86_400_000;
    const recent = await addReport(store, 2);

    expect((await store.reports.list()).map((report) => report.id)).toEqual([recent, old]);
  });

  test('are found by the start of their id where no other starts so', async () => {
    let nowMs = Date.UTC(2026, 0, 1);
    const store = await home.open({ clock: { nowMs: () => nowMs } });
    const first = await addReport(store, 1);
    nowMs = Date.UTC(2026, 0, 2);
    await addReport(store, 2);

    expect((await store.reports.get('r_20260101')).id).toBe(first);
    const several = await refusalOf(store.reports.get('r_2026'));
    expect(several).toBeInstanceOf(UsageError);
    expect(several.message).toContain('several');
  });

  test.each(['r_1999', '', '%', 'r%', 'r-20260101', '_'])('are refused by the unknown id %j', async (id) => {
    const store = await home.open({ clock: { nowMs: () => Date.UTC(2026, 0, 1) } });
    await addReport(store, 1);

    const refusal = await refusalOf(store.reports.get(id));

    expect(refusal).toBeInstanceOf(UsageError);
    expect(refusal.message).toContain(JSON.stringify(id));
  });

  test('leave nothing when they are aborted', async () => {
    const store = await home.open();
    const writer = await store.beginReport();
    await writer.write('verdicts', new Uint8Array(5));

    await writer.abort();

    expect(await store.reports.list()).toEqual([]);
    await expect(store.verify()).resolves.toBeUndefined();
  });
});
