import type { Store } from '../store/store.ts';
import type { RunFollowers } from './run-followers.ts';
import type { RunOrder, RunQueue } from './run-queue.ts';
import type { RunRunner } from './run-runner.ts';

/** What the queue works with. */
export interface RunQueueParts {
  readonly store: Store;
  readonly followers: RunFollowers;
  /** Hears of new and cancelled runs at once; null: this process does none, and others find them. */
  readonly runner: Pick<RunRunner, 'wake' | 'cancel'> | null;
}

/** The durable queue of a home, as those see it who order work. */
export function createRunQueue({ store, followers, runner }: RunQueueParts): RunQueue {
  return {
    async enqueue(order, subject, by, byId = null) {
      const run = await store.runs.enqueue({
        kind: order.kind,
        subject,
        order,
        createdBy: by,
        createdById: byId,
        controller: await controllerOf(store, order),
        ...uniqueKeyOf(order),
      });
      runner?.wake();
      return run;
    },
    async cancel(id) {
      const run = await store.runs.cancel(id);
      runner?.cancel(id);
      void followers.refresh();
      return run;
    },
    async retry(id) {
      const run = await store.runs.retry(id);
      runner?.wake();
      return run;
    },
    follow: (id, listener) => followers.follow(id, listener),
  };
}

/** Of an endpoint or a table one run at a time is open: two would only wait for each other, or refuse each other. */
export function sweepKey(endpoint: string): string {
  return `sweep:${endpoint.toLowerCase()}`;
}

function uniqueKeyOf(order: RunOrder): { readonly uniqueKey?: string } {
  if (order.kind === 'sweep') return { uniqueKey: sweepKey(order.endpoint) };
  if (order.kind === 'table-refresh') return { uniqueKey: `refresh:${order.name.toLowerCase()}` };
  return {};
}

async function controllerOf({ tables }: Store, order: RunOrder): Promise<string | null> {
  // A table of no controller is its own: only who sees all, or was given its name, sees it.
  if (order.kind === 'table-add') return order.controller ?? order.name;
  if (order.kind === 'table-refresh') return (await tables.find(order.name))?.controller ?? order.name;
  return null;
}
