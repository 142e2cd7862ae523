import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { openRunWork, type RunWorkerStart } from '../../src/compose/run-work.ts';
import { performRun } from '../../src/jobs/perform-run.ts';
import type { FromRunThread, RunTask, ToRunThread } from '../../src/jobs/run-messages.ts';

// A thread that does runs, but for those of some names, with which it misbehaves.
const work = await openRunWork(workerData as RunWorkerStart);
const send = (message: FromRunThread): void => parentPort!.postMessage(message);
const stopped = new AbortController();

function tell(rowsDone: number): void {
  const progress = { step: 'reading', rowsDone, bytesDone: 0, rowsTotal: null, bytesTotal: null };
  send({ kind: 'progress', progress });
}

const MISBEHAVES: Readonly<Record<string, () => Promise<void>>> = {
  async dies() {
    process.exit(3);
  },
  async waits() {
    await sleep(60_000, undefined, { signal: stopped.signal });
  },
  async deaf() {
    tell(1);
    await sleep(50);
    for (;;) Math.sqrt(2);
  },
  async chatty() {
    for (let rows = 0; rows < 6000 && !stopped.signal.aborted; rows++) {
      tell(rows);
      await sleep(20);
    }
  },
};

async function perform(task: RunTask): Promise<void> {
  try {
    const { order } = task;
    if (order.kind === 'table-refresh') await MISBEHAVES[order.name]?.();
    const run = { signal: stopped.signal, onProgress: () => {} };
    send({ kind: 'done', result: await performRun(work, task, run) });
  } catch {
    const failure = { name: 'CancelledError', code: 'RP_CANCELLED', message: '', stack: null, cause: null };
    send({ kind: 'failed', failure });
  }
}

parentPort!.on('message', (message: ToRunThread) => {
  if (message.kind === 'stop') stopped.abort();
  else void perform(message.task);
});
