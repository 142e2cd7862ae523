import { openThreadPool } from '../../../src/pipelines/threads/thread-pool.ts';

// A process that uses a pool as its argument says, and has to end by itself.
const way = process.argv[2];
const pool = openThreadPool<SharedArrayBuffer, number, number>({
  threads: 2,
  workerUrl: new URL('./plain-worker.ts', import.meta.url),
  start: new SharedArrayBuffer(8),
  step: 'doubling',
});
if (way === 'forget-unused') process.stdout.write('opened');
else process.stdout.write(String((await Promise.all([pool.run(20), pool.run(1)]))[0] + 2));
if (way === 'close') await pool.close();
