import { isMainThread, type MessagePort, parentPort } from 'node:worker_threads';
import type { Progress } from '../core/progress.ts';
import { toFailureMessage } from '../pipelines/threads/failure-message.ts';
import { performRun } from './perform-run.ts';
import type { FromRunThread, RunTask, ToRunThread } from './run-messages.ts';
import type { RunWork } from './run-work.ts';
import { createThrottle } from './throttle.ts';

/** Progress is sent five times a second: nobody sees more. */
const PROGRESS_PAUSE_MS = 200;

/** Do every run that the main thread hands over, one at a time, until it ends this thread. */
export function serveRuns(work: RunWork): void {
  const port = parentPort;
  if (isMainThread || port === null) throw new Error('runs are done in worker threads only');
  let stop: AbortController | null = null;
  port.on('message', (message: ToRunThread) => {
    if (message.kind === 'stop') {
      stop?.abort();
      return;
    }
    stop = new AbortController();
    void perform(port, work, message.task, stop.signal);
  });
}

async function perform(port: MessagePort, work: RunWork, task: RunTask, signal: AbortSignal): Promise<void> {
  const send = (message: FromRunThread): void => port.postMessage(message);
  const progress = createThrottle(PROGRESS_PAUSE_MS, (value: Progress) =>
    send({ kind: 'progress', progress: value }),
  );
  try {
    const result = await performRun(work, task, { signal, onProgress: (value) => progress.tell(value) });
    progress.drop();
    send({ kind: 'done', result });
  } catch (failure) {
    progress.drop();
    send({ kind: 'failed', failure: toFailureMessage(failure) });
  }
}
