import { describe, expect, test } from 'vitest';
import type { Progress } from '../../src/core/progress.ts';
import { openLocalFile } from '../../src/formats/local-file.ts';
import { performRun } from '../../src/jobs/perform-run.ts';
import type { RunTask } from '../../src/jobs/run-messages.ts';
import type { RunOrder } from '../../src/jobs/run-queue.ts';
import type { RunOptions } from '../../src/reports/requests.ts';
import type { RunResult } from '../../src/store/run-records.ts';
import { people, writeLeak } from '../pipelines/generated-files.ts';
import { exportOf } from '../pipelines/sweep/sweep-content.ts';
import { WatchPlace } from '../pipelines/sweep/watch-place.ts';
import { QUIET } from '../pipelines/workplace.ts';
import { refusalOf } from '../store/test-home.ts';

const place = new WatchPlace();
const LIMITS = { timeoutMs: 30_000, maxAttempts: 5 };
const DAILY = { schedule: { cron: '0 3 * * *', timeZone: 'UTC', jitterMs: 0 } };

/** Order it and take it, as a slot does. */
async function taken(order: RunOrder): Promise<RunTask> {
  const { runs } = place.store;
  await runs.enqueue({ kind: order.kind, subject: 'it', order, createdBy: 'anna' });
  const leased = await runs.lease([order.kind], LIMITS);
  return { order, hold: leased!.hold, checkpoint: leased!.checkpoint, result: leased!.run.result };
}

/** The same run as the next attempt finds it. */
async function asLeft(task: RunTask): Promise<RunTask> {
  await place.store.runs.pause(task.hold);
  const leased = await place.store.runs.lease([task.order.kind], LIMITS);
  const { hold, checkpoint, run } = leased!;
  return { order: task.order, hold, checkpoint, result: run.result };
}

function perform(task: RunTask, run: RunOptions = QUIET): Promise<RunResult> {
  const suspects = { open: (id: string) => openLocalFile(place.path(id)) };
  return performRun({ context: place.watch, suspects, random: () => 0 }, task, run);
}

describe('a run that is begun again after it made what it was to make', () => {
  test('makes no second report', async () => {
    await place.addPeople('lab', people(100));
    await writeLeak(place.path('leak.txt'), people(50));
    const task = await taken({ kind: 'check', suspect: 'leak.txt', keep: 'leak', strict: false });
    const first = await perform(task);

    const second = await perform(await asLeft(task));

    expect(second).toEqual(first);
    expect(await place.store.reports.list()).toHaveLength(1);
    expect(await place.store.suspects.list()).toHaveLength(1);
  });

  test('takes no second snapshot', async () => {
    await place.addPeople('lab', people(100));
    const task = await taken({ kind: 'table-refresh', name: 'lab' });
    await perform(task);

    await perform(await asLeft(task));

    expect(await place.store.prints.list({ kind: 'table' })).toHaveLength(2);
  });

  test('sweeps no second time', async () => {
    place.server.put('/a.csv', exportOf(people(30)));
    const { id } = await place.endpoint('server', DAILY);
    const task = await taken({ kind: 'sweep', endpoint: 'server' });
    const first = await perform(task);

    const second = await perform(await asLeft(task));

    expect(second).toEqual(first);
    expect(await place.store.sweeps.list(id)).toHaveLength(1);
    expect((await place.store.endpoints.get('server')).nextDueAt).toBe('2026-01-15T03:00:00.000Z');
  });

  test('counts a server that was not reached as failed once', async () => {
    const { id } = await place.endpoint('server', DAILY);
    const task = await taken({ kind: 'sweep', endpoint: 'server' });
    const { sweep } = await place.store.sweeps.begin(id);
    await place.store.sweeps.endListing(sweep.id, false);
    await place.store.sweeps.end(sweep.id, { isReached: false }, [], task.hold);
    const left = await asLeft(task);
    await perform(left);

    await perform(await asLeft(left));

    expect(await place.store.endpoints.get('server')).toMatchObject({ failures: 1 });
  });
});

test('a run that was taken over stores nothing, however far it came', async () => {
  await place.addPeople('lab', people(100));
  const task = await taken({ kind: 'table-refresh', name: 'lab' });
  await asLeft(task);

  const refusal = await refusalOf(perform(task));

  expect(refusal).toMatchObject({ code: 'RP_RUN_LOST' });
  expect(await place.store.prints.list({ kind: 'table' })).toHaveLength(1);
});

test('a check tells how many rows resemble ours while it matches', async () => {
  await place.addPeople('lab', people(100));
  await writeLeak(place.path('leak.txt'), [...people(40), ...people(30, 5000)]);
  const told: Progress[] = [];
  const task = await taken({ kind: 'check', suspect: 'leak.txt', strict: false });

  await perform(task, { ...QUIET, onProgress: (progress) => told.push(progress) });

  expect(told.filter(({ step }) => step === 'matching').at(-1)).toMatchObject({ rowsDone: 70, matches: 40 });
});
