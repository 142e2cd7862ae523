import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { EXPOSURE_CODES } from '../scanners/exposure.ts';
import { makeAuthority } from '../test/servers/certificates.ts';
import { NotInstallableError } from '../test/servers/install.ts';
import { testServers } from '../test/servers/registry.ts';
import type { TestServer, Variant } from '../test/servers/test-server.ts';
import { type PlantedTree, plantSmallTree } from '../test/servers/tree.ts';
import { NMAP_CODES, nmapFindings, nmapVersion } from './detectors/nmap.ts';
import { ourFindings } from './detectors/ours.ts';
import { type Judged, scoreOf, scoreTable } from './detectors/scoring.ts';
import { writeMeasures } from './volume/measures.ts';
import { say } from './volume/say.ts';

/**
 * Detectors of Rowprint and scripts of nmap on good and bad configurations of real servers, in the same run:
 * `npm run bench:detectors -- [--only nginx,vsftpd] [--no-peers] [--write]`
 *
 * `--write` keeps the figures in bench/results/detectors.json and detectors.md. Ends with 1 where ours misses an exposure
 * or sees one that is not there.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    'no-peers': { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

const RESULTS = fileURLToPath(new URL('./results/', import.meta.url));

/** This run again, in a process that trusts the authority of the good certificates. Its exit code. */
function runTrusting(): number {
  const folder = mkdtempSync(join(tmpdir(), 'rowprint-authority-'));
  try {
    const { certificatePath } = makeAuthority(folder);
    const { status } = spawnSync(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
      stdio: 'inherit',
      env: { ...process.env, ROWPRINT_TEST_AUTHORITY: folder, NODE_EXTRA_CA_CERTS: certificatePath },
    });
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function judgeAll(tree: PlantedTree, withPeers: boolean): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const server of testServers) {
    if (values.only !== undefined && !values.only.split(',').includes(server.id)) continue;
    for (const variant of server.variants) {
      say(`${server.id} ${variant.id}`);
      const one = await judge(server, variant, tree, withPeers);
      if (one !== null) judged.push(one);
    }
  }
  return judged;
}

async function judge(
  server: TestServer,
  variant: Variant,
  tree: PlantedTree,
  withPeers: boolean,
): Promise<Judged | null> {
  const { faults } = variant;
  try {
    const { url, stop } = await server.start(variant.id, tree);
    try {
      return {
        server: server.id,
        variant: variant.id,
        faults,
        rowprint: scoreOf(await ourFindings(url), faults, EXPOSURE_CODES),
        nmap: withPeers ? scoreOf(nmapFindings(url), faults, NMAP_CODES) : null,
      };
    } finally {
      await stop();
    }
  } catch (failure) {
    if (!(failure instanceof NotInstallableError)) throw failure;
    say(`${server.id} is left out: ${failure.message}`);
    return null;
  }
}

async function runBench(): Promise<number> {
  const version = values['no-peers'] ? null : nmapVersion();
  const tree = plantSmallTree();
  try {
    const judged = await judgeAll(tree, version !== null);
    const text = `# Detectors on good and bad configurations of real servers

nmap ${version ?? 'is not installed'}; its scripts are counted only on what they look for. No file was read: what is in them is another table.
\`ftp.claims-writable\` is what the server says: ProFTPD says it of a folder of mode 0777 even where its configuration denies writing.

${scoreTable(judged)}
`;
    process.stdout.write(text);
    if (values.write) {
      writeMeasures(`${RESULTS}detectors.json`, { nmap: version }, [], { judged });
      writeFileSync(`${RESULTS}detectors.md`, text);
    }
    return judged.every(({ rowprint }) => rowprint.missed.length + rowprint.wrong.length === 0) ? 0 : 1;
  } finally {
    tree.remove();
  }
}

process.exitCode = process.env.ROWPRINT_TEST_AUTHORITY === undefined ? runTrusting() : await runBench();
