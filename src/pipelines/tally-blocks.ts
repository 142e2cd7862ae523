import type { SampledBlock } from '../../fingerprints/estimate/block-sampling.ts';
import { judge } from '../../fingerprints/estimate/false-discovery.ts';
import { unpackVerdicts, wholeRecords } from '../../fingerprints/overlap/verdict-log.ts';
import type { ComparedFile, VerdictSpool } from './compare-file.ts';
import type { LoadedPrint } from './load-prints.ts';
import type { RowsOfBlock } from './sample-source.ts';
import { verdictPart } from './verdict-part.ts';

/** The blocks of a sample as the estimates need them. */
export interface BlockTallies {
  /** By print: the blocks with their rows present in it. */
  readonly byPrint: readonly (readonly SampledBlock[])[];
  /** The blocks with their rows present in any table or asset. */
  readonly explained: readonly SampledBlock[];
}

/** Count by block what a comparison of a sample found. */
export async function tallyBlocks(
  blocks: readonly RowsOfBlock[],
  prints: readonly LoadedPrint[],
  compared: ComparedFile,
  spool: VerdictSpool,
): Promise<BlockTallies> {
  const blockOf = new Map(blocks.flatMap(({ rows }, at) => rows.map(({ number }) => [number, at] as const)));
  const counted = (present: Iterable<number>): SampledBlock[] => {
    const counts = new Uint32Array(blocks.length);
    for (const row of present) counts[blockOf.get(row)!]!++;
    return blocks.map(({ rows }, at) => ({ rows: rows.length, present: counts[at]! }));
  };
  const byPrint: SampledBlock[][] = [];
  const explained = new Set<number>();
  for (const [print, { kind }] of prints.entries()) {
    const present = await presentRows(print, compared, spool);
    byPrint.push(counted(present));
    if (kind !== 'suspect') for (const row of present) explained.add(row);
  }
  return { byPrint, explained: counted(explained) };
}

/** Numbers of the rows that are present in a print. */
async function presentRows(
  print: number,
  { plans, conclusion }: ComparedFile,
  spool: VerdictSpool,
): Promise<number[]> {
  const present: number[] = [];
  const rule = conclusion.rules[print]!;
  for (const [section, { correspondences }] of plans.entries()) {
    const comparisons = correspondences[print]!.comparisons.length;
    for await (const chunk of wholeRecords(spool.readBack(verdictPart(section, print)), comparisons))
      for (const { row, sameBits, relativeBits } of unpackVerdicts(chunk, comparisons))
        if (judge(sameBits, relativeBits, rule) === 'present') present.push(row);
  }
  return present;
}
