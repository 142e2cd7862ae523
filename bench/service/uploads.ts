import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Report } from '../../src/reports/report.ts';
import { type Ask, asking } from './api.ts';
import { TABLE } from './full-home.ts';

/** What became of uploads that were sent at once. */
export interface UploadsCost {
  readonly uploads: number;
  readonly megabytes: number;
  readonly refused: number;
  readonly finished: number;
  /** Reports that say what the same file says when it is checked alone. */
  readonly right: number;
  readonly secondsToUpload: number;
  readonly secondsToFinish: number;
}

const PAUSE_MS = 500;
const ENDED: readonly string[] = ['succeeded', 'failed', 'cancelled', 'dead'];

/** A file to upload, and what its report has to say. */
export interface Sample {
  readonly path: string;
  readonly overlaps: Report['overlaps'];
}

interface Sent {
  readonly ask: Ask;
  readonly sample: Sample;
  readonly run: string;
}

/** Upload a file and order its check; gives the id of the run. */
export async function orderCheck(ask: Ask, bytes: Uint8Array): Promise<string> {
  const { id } = (await ask('PUT', '/suspects?name=leak.txt', bytes)) as { id: string };
  const run = (await ask('POST', '/checks', { suspect: id, against: [TABLE] })) as { id: string };
  return run.id;
}

/** Wait until a run has ended; gives the report, or null where it ended otherwise. */
export async function reportOf(ask: Ask, id: string): Promise<Report | null> {
  for (;;) {
    const run = (await ask('GET', `/runs/${id}`)) as { state: string; result: { report?: string } | null };
    if (run.state === 'succeeded') return (await ask('GET', `/reports/${run.result!.report}`)) as Report;
    if (ENDED.includes(run.state)) return null;
    await sleep(PAUSE_MS);
  }
}

/** Upload so many at once, by several people, order a check of each and wait for all reports. */
export async function uploadLoad(
  url: string,
  people: readonly Readonly<Record<string, string>>[],
  samples: readonly Sample[],
): Promise<UploadsCost> {
  const bytes = new Map<string, Buffer>();
  for (const { path } of samples) bytes.set(path, bytes.get(path) ?? (await readFile(path)));
  const startMs = performance.now();
  const tried = await Promise.allSettled(
    samples.map(async (sample, at): Promise<Sent> => {
      const ask = asking(url, people[at % people.length]!);
      return { ask, sample, run: await orderCheck(ask, bytes.get(sample.path)!) };
    }),
  );
  const uploadedMs = performance.now();
  const sent = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  for (const one of tried.filter(({ status }) => status === 'rejected').slice(0, 3))
    process.stderr.write(`${(one as PromiseRejectedResult).reason}\n`);
  let finished = 0;
  let right = 0;
  for (const { ask, sample, run } of sent) {
    const report = await reportOf(ask, run);
    if (report !== null) finished += 1;
    if (report !== null && isDeepStrictEqual(report.overlaps, sample.overlaps)) right += 1;
  }
  const total = samples.reduce((sum, { path }) => sum + bytes.get(path)!.length, 0);
  return {
    uploads: samples.length,
    megabytes: Math.round(total / 1e6),
    refused: samples.length - sent.length,
    finished,
    right,
    secondsToUpload: (uploadedMs - startMs) / 1000,
    secondsToFinish: (performance.now() - startMs) / 1000,
  };
}
