import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';

// A thread that misbehaves with its runs, each by the name of the table that it is to refresh. Nothing of the product is
// in it: it is there in a tenth of a second, also on a busy machine.
const stopped = new AbortController();

function tell(rowsDone) {
  const progress = { step: 'reading', rowsDone, bytesDone: 0, rowsTotal: null, bytesTotal: null };
  parentPort.postMessage({ kind: 'progress', progress });
}

function fail(code) {
  const failure = { name: 'RowprintError', code, message: 'said by the thread', stack: null, cause: null };
  parentPort.postMessage({ kind: 'failed', failure });
}

const MISBEHAVES = {
  dies: async () => process.exit(3),
  refuses: async () => fail('RP_USAGE'),
  async waits() {
    await sleep(600_000, undefined, { signal: stopped.signal });
  },
  async deaf() {
    tell(1);
    // Until the progress is on its way.
    await sleep(50);
    for (;;) Math.sqrt(2);
  },
  async chatty() {
    for (let rows = 0; !stopped.signal.aborted; rows++) {
      tell(rows);
      await sleep(20);
    }
    fail('RP_CANCELLED');
  },
};

parentPort.on('message', ({ kind, task }) => {
  if (kind === 'stop') stopped.abort();
  else MISBEHAVES[task.order.name]().catch(() => fail('RP_CANCELLED'));
});
