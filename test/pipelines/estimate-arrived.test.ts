import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import type { Progress } from '../../src/core/progress.ts';
import { checkSuspect } from '../../src/pipelines/check-suspect.ts';
import { spoolKeyFrom } from '../../src/pipelines/spool/spool-key.ts';
import {
  createSuspectFileSpool,
  type SuspectFileSpool,
} from '../../src/pipelines/spool/suspect-file-spool.ts';
import type { Report } from '../../src/reports/report.ts';
import { people, writeLeak } from './generated-files.ts';
import { QUIET, Workplace } from './workplace.ts';

const place = new Workplace();
const PATIENTS = people(120);
const STRANGERS = people(120, 20_480);
const FIRST_BYTES = 50_000;

function newSpool(): SuspectFileSpool {
  return createSuspectFileSpool({
    folder: place.path('spool'),
    files: place.store.suspectFiles,
    key: spoolKeyFrom(new Uint8Array(32).fill(5)),
    clock: systemClock,
    maxFileBytes: 2 ** 40,
    requestIdleMs: 60_000,
    giveUpMs: 60_000,
  });
}

/** Of the first half all are patients, of the second none. */
async function writeHalves(): Promise<number> {
  await place.addPeople('lab_a', PATIENTS);
  const times = Array.from({ length: 5 });
  await writeLeak(place.path('leak.txt'), [
    ...times.flatMap(() => PATIENTS),
    ...times.flatMap(() => STRANGERS),
  ]);
  return (await stat(place.path('leak.txt'))).size;
}

/** Check the file while it is uploaded: the rest comes once `isGoingOn` holds for what was told. */
async function checkArriving(
  bytes: number,
  firstBytes: number,
  isGoingOn: (told: readonly Progress[]) => boolean,
): Promise<{ report: Report; told: Progress[] }> {
  const spool = newSpool();
  const owner = { ownerId: 'u_1', createdBy: 'anna', announcedSha256: null };
  const destroyAt = new Date(systemClock.nowMs() + 3_600_000).toISOString();
  const room = { userBytes: 2 ** 40, spoolBytes: 2 ** 40, userUploads: 10 };
  const { id } = await spool.begin({ name: 'leak.txt', bytes, destroyAt, ...owner }, room);
  const told: Progress[] = [];
  const run = { ...QUIET, isWatched: true, onProgress: (progress: Progress) => told.push(progress) };
  const context = {
    ...place.context,
    estimateFromBytes: FIRST_BYTES,
    openFile: (file: string) => newSpool().open(file),
  };
  const checking = checkSuspect(context, { file: id }, run);
  const part = (start: number, end: number) =>
    createReadStream(place.path('leak.txt'), { start, end: end - 1 });
  await spool.append(id, 0, part(0, firstBytes));
  while (!isGoingOn(told)) await sleep(20);
  await spool.append(id, firstBytes, Readable.from(part(firstBytes, bytes)));
  return { report: await checking, told };
}

describe('while a large file is uploaded', () => {
  test('the share of what has arrived is told, and called so, until the whole is there', async () => {
    const bytes = await writeHalves();
    const hasShare = (told: readonly Progress[]) => told.some(({ share }) => share !== undefined);

    const { report, told } = await checkArriving(bytes, Math.round((bytes * 2) / 3), hasShare);

    const arriving = told.filter(({ step, share }) => step === 'arriving' && share !== undefined);
    const matching = told.filter(({ step }) => step === 'matching');
    const share = report.population.rowsExplained / report.suspect.rows;
    // Two thirds of the file had come, three quarters of it ours; of the whole it is a half.
    expect(arriving[0]!.share!.low01).toBeGreaterThan(share);
    expect(matching[0]!.share!.low01).toBeLessThanOrEqual(share);
    expect(matching[0]!.share!.high01).toBeGreaterThanOrEqual(share);
    expect(matching.at(-1)!.share!.low01).toBeCloseTo(share, 2);
  });

  test('nothing else is found than in the file itself', async () => {
    const bytes = await writeHalves();

    const { report } = await checkArriving(bytes, Math.round((bytes * 2) / 3), (told) => told.length > 0);
    const plain = await place.check('leak.txt');

    const { id: _, createdAt: __, elapsedMs: ___, ...found } = report;
    expect(plain).toMatchObject(found);
  });
});
