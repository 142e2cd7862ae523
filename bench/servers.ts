import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PEERS } from '../test/servers/peers.ts';
import { testServers } from '../test/servers/registry.ts';
import { plantTree } from '../test/servers/tree.ts';
import { type Contest, contestOf } from './servers/contest.ts';
import { bundleSweep } from './servers/rowprint.ts';
import { contestTable, MOST_TIMES_SLOWER, verdictOf } from './servers/table.ts';
import { writeMeasures } from './volume/measures.ts';

/**
 * Rowprint and its peers on the same real servers in the same run, each in a process of its own:
 * `npm run bench:servers -- [--repeats 3] [--only nginx,vsftpd] [--write] [--enforce-times]`
 *
 * Each server gives two trees of about 1,240 files with every odd name: one without circles, for times, and one with,
 * for what is found nevertheless. `--write` keeps the figures in bench/results/servers.json and servers.md. Ends with 1
 * where a peer found more; a missed time fails only with `--enforce-times`: the machine may be busy with something else.
 */
const { values } = parseArgs({
  options: {
    repeats: { type: 'string', default: '3' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
    'enforce-times': { type: 'boolean', default: false },
  },
});

const RESULTS = fileURLToPath(new URL('./results/', import.meta.url));
/** A peer that is not done by then walks in circles. */
const LIMIT_MS = 60_000;
/** With circles most peers never end: that shows earlier. */
const CIRCLES_LIMIT_MS = 10_000;
async function compare(hasCircles: boolean): Promise<Contest[]> {
  const tree = plantTree({ circles: hasCircles });
  const settings = hasCircles
    ? { hasCircles, repeats: 1, limitMs: CIRCLES_LIMIT_MS }
    : { hasCircles, repeats: Number(values.repeats), limitMs: LIMIT_MS };
  const contests: Contest[] = [];
  try {
    for (const server of testServers) {
      if (values.only !== undefined && !values.only.split(',').includes(server.id)) continue;
      for (const variant of server.variants) {
        // Peers would have to be told about our certificates.
        if (!variant.shows || variant.id.includes('tls')) continue;
        const contest = await contestOf(server, variant, tree, settings);
        if (contest !== null) contests.push(contest);
      }
    }
  } finally {
    tree.remove();
  }
  return contests;
}

function markdown(straight: readonly Contest[], circles: readonly Contest[], load: string): string {
  const ids = PEERS.map(({ id }) => id);
  return `# Rowprint and its peers on real servers

Files found (distinct contents, byte for byte) and wall clock with the start of the process, medians of ${values.repeats} runs in turn; ${load}.
Target: no peer finds more, and none that finds as much is more than ${MOST_TIMES_SLOWER} times faster. The peers write to a disk, Rowprint hashes.

## Without circles

${contestTable(straight, ids)}

## With links that lead back

One run each; whoever is not done after ${CIRCLES_LIMIT_MS / 1000} s never ends.

${contestTable(circles, ids)}
`;
}

await bundleSweep();
const loadBefore = loadavg()[0]!;
const straight = await compare(false);
const circles = await compare(true);
const load = `load ${loadBefore.toFixed(1)} before, ${loadavg()[0]!.toFixed(1)} after`;
const text = markdown(straight, circles, load);
process.stdout.write(text);
if (values.write) {
  mkdirSync(RESULTS, { recursive: true });
  writeMeasures(`${RESULTS}servers.json`, { repeats: Number(values.repeats), load }, [], {
    straight,
    circles,
  });
  writeFileSync(`${RESULTS}servers.md`, text);
}
const isBad = (contest: Contest): boolean => {
  const { isComplete, timesFastest } = verdictOf(contest);
  return !isComplete || (values['enforce-times'] && (timesFastest ?? 0) > MOST_TIMES_SLOWER);
};
process.exitCode = [...straight, ...circles].some(isBad) ? 1 : 0;
