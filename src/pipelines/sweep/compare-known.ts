import { linkPrints } from '../../../fingerprints/overlap/link-prints.ts';
import { packMembers } from '../../../fingerprints/overlap/packed-bits.ts';
import { createBits } from '../../../fingerprints/overlap/tally.ts';
import { type Print, personOfRow } from '../../../fingerprints/print/print.ts';
import { throwIfCancelled } from '../../core/errors.ts';
import type { RunOptions } from '../../reports/requests.ts';
import type { AssetComparison, AssetFacts } from '../../reports/sweep.ts';
import type { ComparisonRecord, VersionRecord } from '../../store/watched.ts';
import type { Comparison } from '../compare-file.ts';
import { type LoadedPrint, readPrint, type StoredPrintMeta } from '../load-prints.ts';
import type { WatchContext } from './watch-context.ts';

/**
 * Compare assets that were read in earlier sweeps with prints that came since (a new table, a fresh snapshot, a suspect
 * that was kept): print beside print, nothing is downloaded. Weaker than reading the file: no near agreement.
 */
export async function compareKnownAssets(
  context: WatchContext,
  endpointId: string,
  openComparison: () => Promise<Comparison>,
  run: RunOptions,
): Promise<void> {
  for await (const { version, printIds } of openPairs(context, endpointId)) {
    throwIfCancelled(run.signal);
    const comparison = await openComparison();
    const own = await printsOf(context, version);
    for (const print of comparison.prints)
      if (printIds.includes(print.reference.id))
        await context.store.assets.noteComparison(comparePrints(context, version, own, print));
  }
}

async function printsOf({ store }: WatchContext, { printIds }: VersionRecord): Promise<Print[]> {
  const own: Print[] = [];
  for (const record of await store.prints.list({ ids: printIds }))
    own.push(await readPrint(store, record, (record.meta as StoredPrintMeta).print));
  return own;
}

interface OpenPair {
  readonly version: VersionRecord;
  /** Prints that it was not compared with yet. */
  readonly printIds: readonly string[];
}

/** One at a time: a new table makes one of every file. */
async function* openPairs({ store }: WatchContext, endpointId: string): AsyncGenerator<OpenPair> {
  const latest = await store.prints.list({ kind: ['table', 'suspect'], latestOnly: true });
  for await (const { asset, version, comparisons } of store.assets.eachKnown(endpointId)) {
    if (asset.goneAt !== null || version === null || version.printIds.length === 0) continue;
    const { comparedWith } = version.facts as AssetFacts;
    const done = new Set([...comparedWith, ...comparisons.map(({ printId }) => printId)]);
    const printIds = latest.map(({ id }) => id).filter((id) => !done.has(id));
    if (printIds.length > 0) yield { version, printIds };
  }
}

function comparePrints(
  { tokeniser }: WatchContext,
  version: VersionRecord,
  own: readonly Print[],
  { print, reference }: LoadedPrint,
): ComparisonRecord {
  const foundRows = createBits(print.meta.rows);
  const foundPersons = createBits(print.meta.persons);
  let present = 0;
  for (const asset of own) {
    const all = createBits(asset.meta.rows);
    for (let row = 0; row < asset.meta.rows; row++) all.add(row);
    for (const { rowB } of linkPrints(asset, all, print, tokeniser)) {
      present++;
      foundRows.add(rowB);
      foundPersons.add(personOfRow(print, rowB));
    }
  }
  const result: AssetComparison = {
    rows: { total: (version.facts as AssetFacts).rows ?? 0, present, household: 0 },
    reverse: { total: print.meta.rows, present: foundRows.count() },
    persons: foundPersons.count(),
    expectedByChance: present * CHANCE_SHARE,
    columns: [],
    undeclaredColumns: [],
    method: 'prints',
  };
  const isFound = foundRows.count() > 0;
  return {
    versionId: version.id,
    printId: reference.id,
    result,
    foundRows: isFound ? packMembers(foundRows.members(), print.meta.rows) : null,
    foundPersons: isFound ? packMembers(foundPersons.members(), print.meta.persons) : null,
  };
}

/** What linkPrints holds the share of chance matches under. */
const CHANCE_SHARE = 0.001;
