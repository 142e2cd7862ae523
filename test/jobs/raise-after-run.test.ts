import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Alert } from '../../src/alerts/alert.ts';
import { createAlertDesk } from '../../src/alerts/alert-desk.ts';
import { raiseAfterRun, raiseFailing } from '../../src/jobs/raise-after-run.ts';
import type { RunOrder } from '../../src/jobs/run-queue.ts';
import type { RunRecord } from '../../src/store/run-records.ts';
import { people } from '../pipelines/generated-files.ts';
import { exportOf } from '../pipelines/sweep/sweep-content.ts';
import { WatchPlace } from '../pipelines/sweep/watch-place.ts';

const place = new WatchPlace();

/** Raises what runs call for, into the outbox of a channel that takes everything. */
async function openRaiser() {
  const { alerts } = place.store;
  const channel = {
    name: 'team',
    kind: 'webhook' as const,
    hasSecret: false,
    events: ['exposure.new', 'overlap.above', 'sweep.failing'],
    leastSeverity: 'info',
    leastShare: 0,
    isEnabled: true,
  };
  const { id } = await alerts.addChannel(alerts.newChannelId(), channel, new Uint8Array(1));
  const parts = {
    context: place.watch,
    desk: createAlertDesk({ alerts, clock: place.clock }),
    afterFailures: 3,
  };
  return {
    parts,
    raise: (order: Partial<RunOrder>, result: { report?: string; sweep?: string }) =>
      raiseAfterRun(parts, { order } as RunRecord, result),
    waiting: async () => (await alerts.pending(id, 100)).map(({ alert }) => alert as Alert),
  };
}

describe('a sweep that ended', () => {
  test('raises its exposures, each once, also when the run is finished twice', async () => {
    await place.addPeople('lab', people(300));
    place.server.put('/pub/a.csv', exportOf(people(100)));
    const { raise, waiting } = await openRaiser();
    const report = await place.sweep();
    const endpoint = report.endpoint.name;

    await raise({ kind: 'sweep', endpoint }, { sweep: report.id });
    await raise({ kind: 'sweep', endpoint }, { sweep: report.id });

    const codes = (await waiting()).map((alert) => ('code' in alert ? alert.code : alert.event));
    expect(codes.sort()).toEqual(report.exposures.map(({ code }) => code).sort());
    expect(codes).toContain('data.ours-exposed');
  });
});

describe('a check that ended', () => {
  test('raises how much of the suspect is ours', async () => {
    await place.addPeople('lab', people(300));
    await writeFile(place.path('leak.csv'), exportOf(people(100)));
    const { raise, waiting } = await openRaiser();
    const report = await place.check('leak.csv');

    await raise({ kind: 'check' }, { report: report.id });

    expect(await waiting()).toMatchObject([
      { event: 'overlap.above', report: report.id, share: 1, persons: 100 },
    ]);
  });
});

test('a server whose sweeps cannot begin is told of at the third failure, once', async () => {
  const { parts, waiting } = await openRaiser();
  place.server.put('/a.csv', '');
  const { endpoint } = await place.sweep();
  const { id } = await place.store.endpoints.get(endpoint.name);

  for (const failures of [2, 3, 4]) {
    await place.store.endpoints.setDue(id, null, failures);
    await raiseFailing(parts);
  }

  expect(await waiting()).toEqual([
    { event: 'sweep.failing', endpoint: endpoint.name, failures: 3, code: 'RP_NOT_REACHED' },
  ]);
});
