import { openStore } from '../../src/store/home.ts';
import { KEY_ID } from '../store/samples.ts';
import { HandClock, testAccess } from './test-access.ts';

/** Run as a process of its own: `audit-child.ts HOME NAME` notes forty things. */
const [home, name] = process.argv.slice(2) as [string, string];
const store = await openStore(home, KEY_ID);
const { audit } = testAccess(store, new HandClock());
for (let number = 0; number < 40; number++)
  await audit.note({ actor: { name }, action: 'report.viewed', object: `report ${number}` });
await store.close();
