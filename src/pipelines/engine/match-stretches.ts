import type { RecordMatcher } from '../../../fingerprints/overlap/section-matcher.ts';
import type { PlaceLender, RecordBlock } from '../../core/record-scanner.ts';
import type { Row } from '../../core/row.ts';
import type { Stretch } from '../../formats/file-format.ts';
import { openThreadPool } from '../threads/thread-pool.ts';
import { createBlockMatcher } from './block-matcher.ts';
import type { MatchStart } from './match-start.ts';

/** Rows of a suspect that were matched, in file order. */
export interface MatchedStretch {
  readonly section: number;
  /** Records of the verdict log by print. */
  readonly records: readonly Uint32Array[];
  readonly rows: number;
}

/** Blocks that wait in order, for each thread: the next is read while one is matched. */
const BLOCKS_A_THREAD = 2;

/** The module of threads that match. */
export const MATCH_WORKER = new URL('./match-worker.ts', import.meta.url);

/** Places that are needed so that no thread waits for the reader. */
export function placesFor(threads: number): number {
  return Math.max(1, threads * BLOCKS_A_THREAD) + 1;
}

/** Matches blocks, in this thread or in others. */
interface BlockRunner {
  run(block: RecordBlock): Promise<readonly Uint32Array[]>;
  close(): Promise<void>;
}

/** What matching needs to know of a suspect. */
export interface MatchingParts {
  /** Asked for with the first block. */
  readonly start: () => MatchStart;
  /** Threads that match; 0: this one does. */
  readonly threads: number;
  /** The module of the threads. */
  readonly workerUrl: URL;
  /** Takes the places of the blocks back; null where none come. */
  readonly lender: PlaceLender | null;
  /** Matches rows that come as text. */
  readonly rowsMatcher: (section: number) => RecordMatcher;
  readonly signal: AbortSignal | undefined;
}

/**
 * Match the stretches of a file. Results come in file order, whatever the number of threads; at most as many blocks are
 * under way as the lender has places.
 * @throws {WorkerCrashedError} @throws {CancelledError}
 */
export async function* matchStretches(
  stretches: AsyncIterable<Stretch>,
  parts: MatchingParts,
): AsyncGenerator<MatchedStretch> {
  let runner: BlockRunner | null = null;
  const underWay: Promise<readonly MatchedStretch[]>[] = [];
  const most = placesFor(parts.threads) - 1;
  try {
    for await (const stretch of stretches) {
      if (stretch.kind === 'rows') underWay.push(Promise.resolve(matchRows(stretch.rows, parts)));
      else {
        runner ??= await openRunner(parts);
        underWay.push(matchBlock(stretch.block, runner, parts));
      }
      while (underWay.length >= most) yield* await underWay.shift()!;
    }
    for (const matched of underWay) yield* await matched;
  } finally {
    await runner?.close();
  }
}

async function openRunner({ start, threads, workerUrl, signal }: MatchingParts): Promise<BlockRunner> {
  if (threads === 0) {
    const match = await createBlockMatcher(start());
    return { run: async (block) => match(block), close: async () => {} };
  }
  return openThreadPool<MatchStart, RecordBlock, readonly Uint32Array[]>({
    threads,
    workerUrl,
    start: start(),
    step: 'matching rows',
    signal,
  });
}

function matchBlock(
  block: RecordBlock,
  runner: BlockRunner,
  { lender }: MatchingParts,
): Promise<MatchedStretch[]> {
  const matched = runner.run(block).then((records) => {
    lender!.takeBack(block.place);
    return [{ section: block.section, records, rows: block.rowCount }];
  });
  // Whoever waits for an earlier block fails with it; this one must not fail unseen.
  matched.catch(() => {});
  return matched;
}

function matchRows(rows: readonly Row[], { rowsMatcher }: MatchingParts): MatchedStretch[] {
  const matched: MatchedStretch[] = [];
  for (let from = 0; from < rows.length; ) {
    const { section } = rows[from]!;
    let to = from + 1;
    while (to < rows.length && rows[to]!.section === section) to++;
    matched.push({ section, records: rowsMatcher(section)(rows.slice(from, to)), rows: to - from });
    from = to;
  }
  return matched;
}
