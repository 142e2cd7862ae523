import { expect, test } from 'vitest';
import { openAlertService } from '../../src/compose/alert-service.ts';
import { loadSettings } from '../../src/config/settings.ts';
import { silentLogger } from '../../src/core/log.ts';
import { DEFAULT_SERVICE_SETTINGS } from '../../src/store/service-settings.ts';
import { channelTo } from '../alerts/alert-house.ts';
import { Receivers } from '../alerts/receiver.ts';
import { WatchPlace } from '../pipelines/sweep/watch-place.ts';

const place = new WatchPlace();
const receivers = new Receivers();

test('a service warns of the clock of a case as soon as it starts, and sends nothing after it was closed', async () => {
  const { url, received } = await receivers.open();
  place.clock.set(15);
  const service = openAlertService({
    settings: loadSettings({ env: {}, configFolder: '/config' }),
    context: place.watch,
    secretKey: new Uint8Array(32).fill(3),
    publicUrl: 'https://rowprint.example.org',
    serviceSettings: { get: async () => DEFAULT_SERVICE_SETTINGS },
    runningClocks: async () => [
      { caseId: 'c_1', title: 'Spring', dueAt: new Date(Date.now() + 5 * 3_600_000).toISOString() },
    ],
    version: '0.1.0',
    log: silentLogger,
  });
  await service.channels.add(channelTo(url));

  service.start();
  await expect.poll(() => received.length, { timeout: 5000 }).toBe(1);
  await service.close();
  await service.desk.raise({
    event: 'sweep.failing',
    endpoint: 'ftp',
    failures: 3,
    code: 'RP_NOT_REACHED',
  });

  expect(JSON.parse(received[0]!.body)).toMatchObject({
    type: 'case.clock',
    link: 'https://rowprint.example.org/cases/c_1',
    data: { thresholdHours: 6 },
  });
  expect(received).toHaveLength(1);
});
