import { describe, expect, test } from 'vitest';
import type { Alert } from '../../src/alerts/alert.ts';
import { silentLogger } from '../../src/core/log.ts';
import { createClockWatch } from '../../src/jobs/clock-watch.ts';
import { alertsOfCheck, raiseAfterSweep } from '../../src/jobs/raise-alerts.ts';
import { DEFAULT_SERVICE_SETTINGS } from '../../src/store/service-settings.ts';
import { alertHouse, channelTo, MovedClock } from '../alerts/alert-house.ts';
import { sampleReport } from '../reports/sample-report.ts';
import { sampleSweep } from '../reports/sample-sweep.ts';
import { TestHome } from '../store/test-home.ts';

const home = new TestHome();
const HOUR_MS = 3_600_000;

/** A desk with one channel for everything, and what waits to be sent there. */
async function openDesk(clock = new MovedClock()) {
  const store = await home.open({ clock });
  const { desk, channels } = alertHouse(store, clock);
  const { channel } = await channels.add({
    ...channelTo('http://127.0.0.1:9/hook'),
    leastSeverity: 'info',
    leastShare: 0,
  });
  const waiting = async () =>
    (await store.alerts.pending(channel.id, 100)).map(({ alert }) => alert as Alert);
  return { desk, waiting, clock };
}

describe('a sweep', () => {
  test('raises each open exposure once, however often it is swept', async () => {
    const { desk, waiting } = await openDesk();
    const report = sampleSweep();
    const swept = { endpoint: report.endpoint.name, report, failures: 0, code: null };

    await raiseAfterSweep(desk, swept, 3);
    await raiseAfterSweep(desk, swept, 3);

    const open = report.exposures.filter(({ state }) => state === 'open');
    expect(open.length).toBeGreaterThan(0);
    expect((await waiting()).map((alert) => 'exposure' in alert && alert.exposure).sort()).toEqual(
      open.map(({ id }) => id).sort(),
    );
  });

  test('that failed raises an alert at the third time in a row, once until it succeeds', async () => {
    const { desk, waiting, clock } = await openDesk();
    const failed = (failures: number) => {
      clock.pass(1000);
      return raiseAfterSweep(desk, { endpoint: 'ftp', report: null, failures, code: 'RP_X' }, 3);
    };

    for (const failures of [1, 2]) await failed(failures);
    expect(await waiting()).toEqual([]);
    for (const failures of [3, 4, 5]) await failed(failures);
    expect(await waiting()).toEqual([{ event: 'sweep.failing', endpoint: 'ftp', failures: 3, code: 'RP_X' }]);
    await failed(0);
    for (const failures of [1, 2, 3]) await failed(failures);

    expect(await waiting()).toHaveLength(2);
  });
});

describe('a check', () => {
  test('raises how much of the suspect is ours', () => {
    const report = sampleReport();

    const [alert] = alertsOfCheck(report);

    expect(alert).toEqual({
      event: 'overlap.above',
      report: report.id,
      suspect: report.suspect.name,
      share: report.population.rowsExplained / report.suspect.rows,
      persons: report.population.persons,
    });
  });

  test('that found nothing of ours raises nothing', () => {
    expect(alertsOfCheck({ ...sampleReport(), overlaps: [] })).toEqual([]);
  });
});

describe('the clock of a case', () => {
  async function openWatch(dueInHours: number) {
    const desk = await openDesk();
    const dueAt = new Date(desk.clock.nowMs() + dueInHours * HOUR_MS).toISOString();
    const watch = createClockWatch({
      desk: desk.desk,
      runningClocks: async () => [{ caseId: 'c_1', title: 'Leak of spring', dueAt }],
      settings: { get: async () => DEFAULT_SERVICE_SETTINGS },
      clock: desk.clock,
      log: silentLogger,
    });
    const told = async () =>
      (await desk.waiting()).map((alert) => 'thresholdHours' in alert && alert.thresholdHours);
    return { watch, told, clock: desk.clock };
  }

  test('warns at each of the hours that are set, once, and when it has run out', async () => {
    const { watch, told, clock } = await openWatch(72);

    for (let hour = 0; hour <= 80; hour++) {
      await watch.look();
      clock.pass(HOUR_MS);
    }

    expect(await told()).toEqual([48, 24, 6, 0]);
  });

  test('of a case that was opened late warns once and not of what has passed', async () => {
    const { watch, told } = await openWatch(5);

    await watch.look();
    await watch.look();

    expect(await told()).toEqual([6]);
  });
});
