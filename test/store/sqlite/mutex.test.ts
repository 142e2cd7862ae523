import { expect, test } from 'vitest';
import { Mutex } from '../../../src/store/sqlite/mutex.ts';

test('lets one holder in at a time, in the order they came', async () => {
  const mutex = new Mutex();
  const log: string[] = [];
  async function visit(name: string): Promise<void> {
    await mutex.lock();
    log.push(`${name} in`);
    await new Promise((resolve) => setImmediate(resolve));
    log.push(`${name} out`);
    mutex.unlock();
  }

  await Promise.all([visit('a'), visit('b'), visit('c')]);
  await visit('d');

  expect(log).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out', 'd in', 'd out']);
});
