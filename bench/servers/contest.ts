import { NotInstallableError } from '../../test/servers/install.ts';
import { isInstalled, PEERS, type Peer, type PeerRun, runPeer } from '../../test/servers/peers.ts';
import type { TestServer, Variant } from '../../test/servers/test-server.ts';
import type { PlantedTree } from '../../test/servers/tree.ts';
import { median } from '../peers/median.ts';
import { say } from '../volume/say.ts';
import { runSweep, type SweepRun } from './rowprint.ts';

/** One server, one tree, ours and the peers, in turn. */
export interface Contest {
  readonly server: string;
  readonly variant: string;
  readonly hasCircles: boolean;
  /** Distinct contents that the server gives to whoever asks for what it names. */
  readonly toFind: number;
  readonly rowprint: Standing & Pick<SweepRun, 'requests' | 'peakBytes' | 'listedFiles'>;
  readonly peers: readonly (Standing & { readonly id: string; readonly end: PeerRun['end'] })[];
}

/** Medians of the runs. */
export interface Standing {
  readonly distinctFiles: number;
  readonly elapsedMs: number;
}

/**
 * Run all in turn on one server. Null, with the reason said, where the server cannot be started.
 * @param limitMs after which a peer is stopped
 */
export async function contestOf(
  server: TestServer,
  variant: Variant,
  tree: PlantedTree,
  settings: { readonly hasCircles: boolean; readonly repeats: number; readonly limitMs: number },
): Promise<Contest | null> {
  try {
    const { url, stop } = await server.start(variant.id, tree);
    try {
      return await runAll(server, variant, tree, url, settings);
    } finally {
      await stop();
    }
  } catch (failure) {
    if (!(failure instanceof NotInstallableError)) throw failure;
    say(`${server.id} is left out: ${failure.message}`);
    return null;
  }
}

async function runAll(
  server: TestServer,
  variant: Variant,
  tree: PlantedTree,
  url: URL,
  { hasCircles, repeats, limitMs }: { hasCircles: boolean; repeats: number; limitMs: number },
): Promise<Contest> {
  const peers = PEERS.filter((peer) => peer.protocols.includes(server.protocol) && isInstalled(peer));
  const readable = tree.files.filter(({ isReadable }) => isReadable);
  const contents = new Set(readable.map(({ sha256 }) => sha256));
  const sweeps: SweepRun[] = [];
  const runs = new Map<Peer, PeerRun[]>(peers.map((peer) => [peer, []]));
  for (let round = 0; round < repeats; round++) {
    say(`${server.id} ${variant.id}${hasCircles ? ' with circles' : ''}, ${round + 1} of ${repeats}`);
    sweeps.push(await runSweep(url, contents));
    for (const [peer, before] of runs)
      if (before.every(({ end }) => end !== 'killed'))
        before.push(await runPeer(peer, url, contents, limitMs));
  }
  const visible = readable.filter(
    ({ name }) => !server.hides(name, variant.id) && !server.refuses(name, variant.id),
  );
  return {
    server: server.id,
    variant: variant.id,
    hasCircles,
    toFind: new Set(visible.map(({ sha256 }) => sha256)).size,
    rowprint: { ...sweeps.at(-1)!, ...standingOf(sweeps) },
    peers: [...runs].map(([{ id }, done]) => ({ id, end: done.at(-1)!.end, ...standingOf(done) })),
  };
}

function standingOf(runs: readonly Standing[]): Standing {
  return {
    distinctFiles: median(runs.map(({ distinctFiles }) => distinctFiles)),
    elapsedMs: median(runs.map(({ elapsedMs }) => elapsedMs)),
  };
}
