import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createKeyFile } from '../../src/config/key-file.ts';
import { createHome, openStore } from '../../src/store/home.ts';
import { addTable, KEY_ID } from './samples.ts';
import { mountSmallDisk, resizeSmallDisk, unmountSmallDisk } from './small-disk.ts';
import { refusalOf, TestHome } from './test-home.ts';

const home = new TestHome();
const disk = mountSmallDisk(32_000_000);
afterAll(() => {
  if (disk) unmountSmallDisk(disk);
});

/** Write until nothing more fits. @returns the file that fills the disk */
function fillDisk(folder: string): string {
  const ballast = join(folder, 'ballast');
  for (const chunk of [1_000_000, 4096]) {
    try {
      for (;;) writeFileSync(ballast, Buffer.alloc(chunk), { flag: 'a' });
    } catch {
      // Full: what was wanted.
    }
  }
  return ballast;
}

describe('a database that may not grow', () => {
  test('says that there is no room, and is as it was before', async () => {
    const store = await home.open({ maxBytes: 12_000_000 });
    const id = await addTable(store, 'lab_a', new Uint8Array(1_000_000).fill(1));

    const refusal = await refusalOf(addTable(store, 'lab_b', new Uint8Array(40_000_000)));

    expect(refusal.code).toBe('RP_DISK_FULL');
    expect(refusal.message).toMatch(/free some space.*nothing was changed/);
    expect((await store.tables.list()).map((table) => table.name)).toEqual(['lab_a']);
    expect(await store.prints.readAll(id, 'rows')).toHaveLength(1_000_000);
    await store.close();
    const again = await home.open();
    await again.verify();
    await addTable(again, 'lab_b', new Uint8Array(20_000_000));
  });
});

describe.skipIf(disk === null)('a full disk (skipped where a test may not mount one)', () => {
  const folder = join(disk ?? '', 'home');

  test('is told by whatever writes, and leaves what was there', async () => {
    await createHome(folder, KEY_ID);
    const store = await openStore(folder, KEY_ID);
    const id = await addTable(store, 'lab_a', new Uint8Array(1_000_000).fill(1));

    const refusal = await refusalOf(addTable(store, 'lab_b', new Uint8Array(60_000_000)));

    expect(refusal.code).toBe('RP_DISK_FULL');
    expect((await store.tables.list()).map((table) => table.name)).toEqual(['lab_a']);
    await store.close();
    const again = await openStore(folder, KEY_ID);
    expect(await again.prints.readAll(id, 'rows')).toHaveLength(1_000_000);
    await again.verify();
    await again.close();

    resizeSmallDisk(disk!, 200_000_000);
    await (await openStore(folder, KEY_ID)).close();
    resizeSmallDisk(disk!, 32_000_000);
    expect(statSync(join(folder, 'rowprint.db')).size).toBeLessThan(3_000_000);
  });

  test('is told where not even reading is possible, and harms nothing', async () => {
    const ballast = fillDisk(disk!);

    const refusal = await refusalOf(openStore(folder, KEY_ID));

    rmSync(ballast);
    expect(refusal.code).toBe('RP_DISK_FULL');
    const store = await openStore(folder, KEY_ID);
    expect(await store.tables.list()).toHaveLength(1);
    await store.verify();
    await store.close();
  });

  test('keeps a home and a key from being created, and nothing half-made stays', async () => {
    const ballast = fillDisk(disk!);
    const other = join(disk!, 'other');

    const homeRefusal = await refusalOf(createHome(other, KEY_ID));
    const keyRefusal = await refusalOf(createKeyFile(join(other, 'key')));

    expect(homeRefusal.code).toBe('RP_DISK_FULL');
    expect(keyRefusal.code).toBe('RP_DISK_FULL');
    expect(readdirSync(other)).toEqual([]);
    rmSync(ballast);
  });
});
