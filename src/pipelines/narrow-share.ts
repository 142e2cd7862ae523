import { judge } from '../../fingerprints/estimate/false-discovery.ts';
import { type CombinedShare, combineWithRead } from '../../fingerprints/estimate/read-and-sampled.ts';
import type { SectionPlan } from '../../fingerprints/overlap/section-matcher.ts';
import { unpackVerdicts } from '../../fingerprints/overlap/verdict-log.ts';
import type { Progress } from '../core/progress.ts';
import type { RunOptions } from '../reports/requests.ts';
import type { MatchListener } from './compare-file.ts';
import type { MatchedStretch } from './engine/match-stretches.ts';
import type { ComparedSample } from './estimate-overlap.ts';
import type { LoadedPrint } from './load-prints.ts';

/** What a comparison runs with, so that its progress says how much is ours. */
export interface EarlyEstimate {
  readonly run: RunOptions;
  readonly onMatched: MatchListener;
}

/** Parts of the file after each of which the range is computed anew: nobody sees more. */
const STEPS = 200;

/**
 * Tell with the progress of a comparison between which shares the rows of the file are in a table or asset: what the
 * sample says, then what was matched and the sample of the rest. Rows are judged by the rules of the sample, as those of
 * the whole are not known before its end; the report has the last word. Of a file that is everywhere alike the range
 * hardly narrows before the end: what no block met may still stand in the rest (see combineWithRead).
 */
export function narrowShare(
  { sample, compared, tallies }: ComparedSample,
  prints: readonly LoadedPrint[],
  run: RunOptions,
): EarlyEstimate {
  const { rules } = compared.conclusion;
  const blocks = sample.blocks.map(({ offset, bytes }, at) => ({ offset, bytes, ...tallies.explained[at]! }));
  let present = 0;
  let rows = 0;
  let step = -1;
  let range: CombinedShare | null = null;
  const rangeAt = (progress: Progress): CombinedShare => {
    // By rows: bytes are read ahead of what is matched.
    const done01 = rows === 0 ? 0 : rows / (progress.rowsTotal ?? Number.POSITIVE_INFINITY);
    if (range === null || Math.floor(done01 * STEPS) !== step) {
      step = Math.floor(done01 * STEPS);
      const restBytes = sample.bytesTotal * (1 - done01);
      const rest = blocks.filter(({ offset }) => offset >= sample.bytesTotal - restBytes);
      range = narrowed(range, combineWithRead({ rows, present }, rest, restBytes));
    }
    return range;
  };
  return {
    onMatched(matched, plans) {
      rows += matched.rows;
      present += explainedRows(matched, plans, prints, rules);
    },
    run: {
      ...run,
      onProgress(progress) {
        const { low, high } = rangeAt(progress);
        run.onProgress({ ...progress, share: { low01: low, high01: high } });
      },
    },
  };
}

/** What was excluded stays excluded: fewer blocks are left with each step, and one by itself may know less. */
function narrowed(before: CombinedShare | null, now: CombinedShare): CombinedShare {
  const low = Math.max(now.low, before?.low ?? 0);
  const high = Math.min(now.high, before?.high ?? 1);
  return low <= high ? { ...now, low, high } : now;
}

/** Rows that a table or an asset has; each counts once. */
function explainedRows(
  { section, records }: MatchedStretch,
  plans: readonly SectionPlan[],
  prints: readonly LoadedPrint[],
  rules: ComparedSample['compared']['conclusion']['rules'],
): number {
  const found = new Set<number>();
  for (const [at, { kind }] of prints.entries()) {
    if (kind === 'suspect') continue;
    const { comparisons } = plans[section]!.correspondences[at]!;
    for (const { row, sameBits, relativeBits } of unpackVerdicts(bytesOf(records[at]!), comparisons.length))
      if (judge(sameBits, relativeBits, rules[at]!) === 'present') found.add(row);
  }
  return found.size;
}

function bytesOf(records: Uint32Array): Uint8Array {
  return new Uint8Array(records.buffer, records.byteOffset, records.byteLength);
}
