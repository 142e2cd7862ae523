import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { ftpScanner } from '../../scanners/ftp/ftp-scanner.ts';
import { httpScanner } from '../../scanners/http/http-scanner.ts';
import { NotInstallableError } from './install.ts';
import { type Judgement, judgeSweep } from './judge-sweep.ts';
import { testServers } from './registry.ts';
import { type Sweep, sweepServer } from './sweep-server.ts';
import type { TestServer, Variant } from './test-server.ts';
import { type PlantedTree, plantTree } from './tree.ts';

/** Links lead to three files and a folder a second time; a circle that is walked once more than needed adds a few. */
const MOST_REPEATED = 12;
const SCANNERS = { ftp: ftpScanner, http: httpScanner };

const tree: { planted: PlantedTree | null } = { planted: null };
beforeAll(() => {
  tree.planted = plantTree();
});
afterAll(() => tree.planted?.remove());

describe.each(testServers)('$id', (server) => {
  describe.each(server.variants.filter(({ shows }) => shows))('$id', (variant) => {
    const state: { visited: Visited | string } = { visited: 'not visited' };
    beforeAll(async () => {
      state.visited = await visitServer(server, variant, tree.planted!);
    });
    const visited = (context: TestContext): Visited =>
      typeof state.visited === 'string' ? context.skip(state.visited) : state.visited;

    it('has every file listed that it names', (context) => {
      const { sweep, judgement } = visited(context);

      expect(sweep.failure).toBeNull();
      expect(judgement.missing).toEqual([]);
    });

    it('hides no more than is said of it', (context) => {
      expect(visited(context).judgement.unhidden).toEqual([]);
    });

    it('has no file listed that it does not have', (context) => {
      expect(visited(context).judgement.invented).toEqual([]);
    });

    it('has every file read that it gives, byte for byte', (context) => {
      expect(visited(context).judgement.unread).toEqual([]);
    });

    it('leads nobody in circles', (context) => {
      expect(visited(context).judgement.repeated.length).toBeLessThanOrEqual(MOST_REPEATED);
    });

    it('is the only one that is contacted', (context) => {
      const { sweep, port } = visited(context);

      const strangers = sweep.dials.filter(
        (dial) => dial.host !== '127.0.0.1' || (dial.purpose === 'control' && dial.port !== port),
      );

      expect(strangers).toEqual([]);
    });
  });
});

interface Visited {
  readonly sweep: Sweep;
  readonly judgement: Judgement;
  readonly port: number;
}

/** What came of a visit, or why the server cannot be started here. */
async function visitServer(
  server: TestServer,
  variant: Variant,
  planted: PlantedTree,
): Promise<Visited | string> {
  const started = await server.start(variant.id, planted).catch((failure: unknown) => {
    if (failure instanceof NotInstallableError) return failure.message;
    throw failure;
  });
  if (typeof started === 'string') return started;
  try {
    const sweep = await sweepServer(SCANNERS[server.protocol], started.url, { fetches: true, probes: false });
    const judgement = judgeSweep(planted, sweep, server, variant.id);
    tell(server, variant, sweep, judgement);
    return { sweep, judgement, port: Number(started.url.port) };
  } finally {
    await started.stop();
  }
}

function tell({ id }: TestServer, variant: Variant, sweep: Sweep, { filesRead }: Judgement): void {
  const { files, gaps, requests, listMs, fetchMs } = sweep;
  process.stderr.write(
    `${id} ${variant.id}: ${files.length} listed, ${filesRead} read, ${gaps.length} gaps, ${requests} requests, ` +
      `${Math.round(listMs)} ms to list, ${Math.round(fetchMs)} ms to read\n`,
  );
}
