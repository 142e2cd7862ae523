import type { ListedFile, ListingGap, Visit } from '../../../scanners/scanner.ts';
import { RowprintError, throwIfCancelled } from '../../core/errors.ts';
import type { Skipped } from '../../core/row.ts';
import type { RunOptions } from '../../reports/requests.ts';
import type { SweepStore } from '../../store/watched.ts';
import { isToRead } from './is-to-read.ts';

/** What listing a server came to. */
export interface Listing {
  /** Whether everything that the server names was listed. */
  readonly isComplete: boolean;
  /** What was not listed, and why. */
  readonly skipped: readonly Skipped[];
  /** What ended it, when nothing could be listed at all or it broke off. */
  readonly failure: RowprintError | null;
  readonly listed: number;
}

/** Files that are noted in one transaction. */
const NOTED_TOGETHER = 500;
/** Gaps that are named; more are counted. */
const MOST_NAMED_GAPS = 200;

/** List a server into the store. What fails is told in the result; @throws {CancelledError} */
export async function listAssets(
  visit: Visit,
  sweeps: SweepStore,
  sweepId: string,
  run: RunOptions,
): Promise<Listing> {
  const gaps = createGaps();
  let waiting: ListedFile[] = [];
  let listed = 0;
  const note = async (): Promise<void> => {
    if (waiting.length > 0) await sweeps.noteListed(sweepId, waiting, isToRead);
    waiting = [];
    run.onProgress({ step: 'listing', rowsDone: listed, bytesDone: 0, rowsTotal: null, bytesTotal: null });
  };
  let failure: RowprintError | null = null;
  try {
    for await (const entry of visit.list()) {
      throwIfCancelled(run.signal);
      if (entry.kind === 'gap') gaps.add(entry);
      else {
        waiting.push(entry);
        listed++;
        if (waiting.length === NOTED_TOGETHER) await note();
      }
    }
  } catch (thrown) {
    throwIfCancelled(run.signal);
    if (!(thrown instanceof RowprintError)) throw thrown;
    failure = thrown;
    gaps.add({ kind: 'gap', path: '/', reason: thrown.code, message: thrown.message });
  }
  await note();
  return { isComplete: gaps.isComplete(), skipped: gaps.skipped(), failure, listed };
}

/** Gathers what was not listed. */
function createGaps() {
  const named: Skipped[] = [];
  let more = 0;
  return {
    add({ path, reason, message }: ListingGap): void {
      // A loop that was cut hides nothing: its files were listed under another name.
      if (reason === 'loop') return;
      if (named.length < MOST_NAMED_GAPS) named.push({ what: path, reason: `${reason}: ${message}` });
      else more++;
    },
    isComplete: () => named.length === 0,
    skipped: (): Skipped[] =>
      more === 0 ? named : [...named, { what: `${more} more folders`, reason: 'could not be listed' }],
  };
}
