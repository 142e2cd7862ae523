import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { Actor } from '../access/actor.ts';
import type { RunQueue } from '../jobs/run-queue.ts';
import type { RunRecord } from '../store/run-records.ts';
import type { ApiEnv } from './api-env.ts';
import { askingActor } from './asking-actor.ts';
import { shownRun } from './run-shown.ts';
import { seesRun } from './run-sight.ts';

/** Proxies end connections that are silent; most wait for a minute. */
const HEARTBEAT_MS = 15_000;
/** A browser that was cut off asks again after this. */
const RETRY_MS = 2000;
/** Then the client asks anew, and whether it still may is looked at again. */
const LONGEST_MS = 15 * 60_000;

/**
 * A run as server-sent events, until it ends, the client is gone or the service is closing: `run` with the run as data. The first one tells it as
 * it is now, so that nothing is missed however often the connection is lost. A client that reads slowly is sent the latest
 * state alone. It ends as soon as who asks may not see the run any more: signed out, revoked, disabled, limited.
 */
export function streamRun(
  context: Context<ApiEnv>,
  queue: RunQueue,
  run: RunRecord,
  closing: AbortSignal | undefined,
  onEnd: () => void,
): Response {
  // Proxies that collect answers before they send them would hold all of it back.
  context.header('X-Accel-Buffering', 'no');
  const first = askingActor(context);
  const stillActs = context.get('stillActs') ?? (async () => first);
  const seeing = async (): Promise<Actor | null> => {
    const actor = await stillActs();
    return actor !== null && seesRun(actor, run) ? actor : null;
  };
  return streamSSE(context, async (stream) => {
    const news = new News();
    const leave = queue.follow(run.id, (now) => news.tell(now));
    const heartbeat = setInterval(() => news.wake(), HEARTBEAT_MS);
    const end = setTimeout(() => news.close(), LONGEST_MS);
    const stop = (): void => news.close();
    stream.onAbort(stop);
    closing?.addEventListener('abort', stop);
    try {
      news.tell(run);
      await send(stream, news, seeing);
    } finally {
      leave();
      onEnd();
      closing?.removeEventListener('abort', stop);
      clearInterval(heartbeat);
      clearTimeout(end);
    }
  });
}

async function send(stream: SSEStreamingApi, news: News, seeing: () => Promise<Actor | null>): Promise<void> {
  for (let number = 1; ; number++) {
    await news.wait();
    if (news.isClosed || stream.aborted) return;
    const actor = await seeing();
    if (actor === null) return;
    const run = news.take();
    if (run === null) {
      await stream.write(': still there\n\n');
      continue;
    }
    const data = JSON.stringify(shownRun(run, actor));
    await stream.writeSSE({ event: 'run', id: String(number), retry: RETRY_MS, data });
    if (run.endedAt !== null) return;
  }
}

/** The latest state that was not sent yet. */
class News {
  isClosed = false;
  #latest: RunRecord | null = null;
  #isAwake = false;
  #resume: (() => void) | null = null;

  tell(run: RunRecord): void {
    this.#latest = run;
    this.wake();
  }

  take(): RunRecord | null {
    const run = this.#latest;
    this.#latest = null;
    return run;
  }

  close(): void {
    this.isClosed = true;
    this.wake();
  }

  wake(): void {
    this.#isAwake = true;
    this.#resume?.();
  }

  async wait(): Promise<void> {
    if (!this.#isAwake && !this.isClosed)
      await new Promise<void>((resolve) => {
        this.#resume = resolve;
      });
    this.#isAwake = false;
    this.#resume = null;
  }
}
