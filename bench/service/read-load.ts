import { Pool } from 'undici';

/** What is asked for, and by whom. */
export interface Read {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How long reads took, in milliseconds from when each was due. */
export interface ReadCost {
  readonly reads: number;
  readonly failed: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
}

/**
 * Ask for these, one after the other, so many times a second. Each is timed from when it was due: a service that
 * stalls is not spared the reads that would have come meanwhile.
 */
export async function readLoad(
  url: string,
  reads: readonly Read[],
  { perSecond, seconds, connections }: { perSecond: number; seconds: number; connections: number },
): Promise<ReadCost> {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const total = perSecond * seconds;
  const times: number[] = [];
  let failed = 0;
  const startMs = performance.now();
  const read = async (at: number): Promise<void> => {
    const dueMs = startMs + (at * 1000) / perSecond;
    try {
      const { statusCode, body } = await pool.request({ method: 'GET', ...reads[at % reads.length]! });
      await body.dump({ limit: 100_000_000 });
      if (statusCode !== 200) failed++;
    } catch {
      failed++;
    }
    times.push(performance.now() - dueMs);
  };
  const running: Promise<void>[] = [];
  for (let at = 0; at < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - startMs) * perSecond) / 1000) + 1);
    for (; at < due; at++) running.push(read(at));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(running);
  const elapsedMs = performance.now() - startMs;
  await pool.close();
  times.sort((a, b) => a - b);
  return {
    reads: total,
    failed,
    perSecond: (total * 1000) / elapsedMs,
    p50: times[Math.floor(total * 0.5)]!,
    p99: times[Math.floor(total * 0.99)]!,
    worst: times[total - 1]!,
  };
}
