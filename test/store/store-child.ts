import { openStore } from '../../src/store/home.ts';
import { addTable, KEY_ID, SNAPSHOT } from './samples.ts';

/** Run as a process of its own: `store-child.ts HOME stage` or `store-child.ts HOME add NAME…`. */
const [home, task, ...names] = process.argv.slice(2);
const store = await openStore(home, KEY_ID);

if (task === 'stage') {
  const writer = await store.beginPrint({ kind: 'table', snapshotAt: SNAPSHOT });
  await writer.write('rows', new Uint8Array(9_000_000).fill(3));
  process.stdout.write('staged\n');
  // The parent ends this process here, in the middle.
  await new Promise((resolve) => setTimeout(resolve, 60_000));
}
for (const name of names) await addTable(store, name, new Uint8Array(5_000_000).fill(name.length));
await store.close();
