import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { NotInstallableError } from './install.ts';
import { nginx } from './nginx.ts';
import type { TestServer } from './test-server.ts';
import { plantManyFiles } from './tree.ts';
import { vsftpd } from './vsftpd.ts';

const LIST_MANY = fileURLToPath(new URL('./list-many.ts', import.meta.url));
const PER_FOLDER = 1_000;
const [FEW, MANY] = [10_000, 100_000];
/** What is remembered of each path, to walk it once: 100 bytes for 90,000 more, and as much again for what varies. */
const MOST_GROWTH_BYTES = 20_000_000;
/** Ten times the files take ten times the processor's time, whatever else the machine does; a square would take a hundred. */
const MOST_TIMES_MORE_WORK = 30;

const CASES: readonly (readonly [TestServer, string])[] = [
  [vsftpd, 'anonymous'],
  [nginx, 'json'],
  [nginx, 'html'],
];

describe.each(CASES)('100,000 files of $id', (server, variant) => {
  it(`are listed in flat memory and linear time (${variant})`, async (context) => {
    const few = await listing(server, variant, FEW);
    if (typeof few === 'string') return context.skip(few);
    const many = (await listing(server, variant, MANY)) as Listing;

    expect([few.files, few.gaps, many.files, many.gaps]).toEqual([FEW, 0, MANY, 0]);
    expect(Math.max(...many.heapBytes) - Math.max(...few.heapBytes)).toBeLessThan(MOST_GROWTH_BYTES);
    expect(many.cpuMs / few.cpuMs).toBeLessThan(MOST_TIMES_MORE_WORK);
  });
});

interface Listing {
  readonly files: number;
  readonly gaps: number;
  readonly elapsedMs: number;
  /** Of the listing process itself. */
  readonly cpuMs: number;
  /** After collections of garbage, every few thousand files. */
  readonly heapBytes: readonly number[];
}

/** What listing so many files took, or why the server cannot be started here. */
async function listing(server: TestServer, variant: string, count: number): Promise<Listing | string> {
  const tree = plantManyFiles(count, PER_FOLDER);
  try {
    const { url, stop } = await server.start(variant, tree);
    try {
      const command = ['--expose-gc', '--import', 'tsx', LIST_MANY, url.href];
      const { stdout } = await promisify(execFile)(process.execPath, command);
      const listed = JSON.parse(stdout) as Listing;
      tell(server.id, variant, listed);
      return listed;
    } finally {
      await stop();
    }
  } catch (failure) {
    if (failure instanceof NotInstallableError) return failure.message;
    throw failure;
  } finally {
    tree.remove();
  }
}

function tell(id: string, variant: string, { files, elapsedMs, heapBytes }: Listing): void {
  const perSecond = Math.round((files / elapsedMs) * 1000);
  const heapMb = Math.round(Math.max(...heapBytes) / 1e6);
  process.stderr.write(
    `${id} ${variant}: ${files} files in ${Math.round(elapsedMs)} ms, ${perSecond} files/s, heap at most ${heapMb} MB\n`,
  );
}
