import { once } from 'node:events';
import { openStore } from '../../src/store/home.ts';
import { KEY_ID } from './samples.ts';
import { addAssetPrint, beginReading, version } from './watched-samples.ts';

/**
 * Run as a process of its own: `sweep-child.ts HOME sweep ENDPOINT` settles the first of three files and makes a print of
 * the second; `sweep-child.ts HOME begin ENDPOINT` waits for a word, then says 'begun' or why not. Both wait for their
 * end.
 */
const [home, task, endpointId] = process.argv.slice(2);
const store = await openStore(home, KEY_ID);

if (task === 'sweep') {
  const { sweep, assets } = await beginReading(store, endpointId, ['/a.csv', '/b.csv', '/c.csv']);
  const printIds = [await addAssetPrint(store, assets[0].id)];
  const outcome = { state: 'read', reason: null, version: version('a', { printIds }) } as const;
  await store.sweeps.settle(sweep.id, assets[0].id, outcome, []);
  await addAssetPrint(store, assets[1].id);
  process.stdout.write('settled\n');
} else {
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  const said = await store.sweeps.begin(endpointId).then(
    () => 'begun',
    (error: unknown) => (error as { readonly code: string }).code,
  );
  process.stdout.write(`${said}\n`);
}
process.stdin.resume();
await once(process.stdin, 'end');
await store.close();
