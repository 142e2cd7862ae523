import { expect, test } from 'vitest';
import { withoutFolders } from '../../src/jobs/run-failure.ts';
import { RunMeter } from '../../src/jobs/run-meter.ts';

const STEP = { step: 'matching', rowsDone: 0, rowsTotal: null, bytesDone: 0, bytesTotal: 10_000 };

test('tells the rate of the last seconds and when the step ends at it', () => {
  const meter = new RunMeter();
  meter.measure(STEP, 0);

  const after = meter.measure({ ...STEP, bytesDone: 4000 }, 2000);

  expect(after).toMatchObject({ bytesPerSecond: 2000, etaMs: 3000 });
});

test('forgets what was fast long ago', () => {
  const meter = new RunMeter();
  meter.measure(STEP, 0);
  meter.measure({ ...STEP, bytesDone: 9000 }, 1000);
  meter.measure({ ...STEP, bytesDone: 9000 }, 15_000);

  const stuck = meter.measure({ ...STEP, bytesDone: 9000 }, 30_000);

  expect(stuck).toMatchObject({ bytesPerSecond: 0, etaMs: null });
});

test('begins anew with each step', () => {
  const meter = new RunMeter();
  meter.measure({ ...STEP, bytesDone: 9000 }, 0);

  const next = meter.measure({ ...STEP, step: 'writing' }, 5000);

  expect(next).toMatchObject({ step: 'writing', bytesPerSecond: null, etaMs: null });
});

test('counts by rows where bytes have no known end', () => {
  const meter = new RunMeter();
  const step = { ...STEP, bytesTotal: null, rowsTotal: 100 };
  meter.measure(step, 0);

  const after = meter.measure({ ...step, rowsDone: 50 }, 1000);

  expect(after.etaMs).toBe(1000);
});

test.each([
  ['there is no file /srv/tables/lab.csv: check', 'there is no file lab.csv: check'],
  ["no room left for database '/home/x/.rowprint/rowprint.db'", "no room left for database 'rowprint.db'"],
  ['ftp://host/pub/a.csv was refused', 'ftp://host/pub/a.csv was refused'],
])('a failure tells no folder of this machine: %s', (message, shown) => {
  expect(withoutFolders(message)).toBe(shown);
});
