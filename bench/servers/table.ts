import type { Contest } from './contest.ts';

/** Ours may take that much longer than the fastest peer that found as much. */
export const MOST_TIMES_SLOWER = 1.2;

/** How a contest ended for ours. */
export interface Verdict {
  /** No peer found more. */
  readonly isComplete: boolean;
  /** Our time, in times of the fastest peer that ended by itself and found no less; null where there is none. */
  readonly timesFastest: number | null;
}

/** Judge one contest. */
export function verdictOf({ rowprint, peers }: Contest): Verdict {
  const rivals = peers.filter(
    ({ end, distinctFiles }) => end !== 'killed' && distinctFiles >= rowprint.distinctFiles,
  );
  const fastestMs = Math.min(...rivals.map(({ elapsedMs }) => elapsedMs));
  return {
    isComplete: peers.every(({ distinctFiles }) => distinctFiles <= rowprint.distinctFiles),
    timesFastest: rivals.length === 0 ? null : rowprint.elapsedMs / fastestMs,
  };
}

/** The contests as a table in Markdown: files found, of those that are to be found, and the time it took. */
export function contestTable(contests: readonly Contest[], peerIds: readonly string[]): string {
  const head = ['server', 'to find', 'Rowprint', 'requests', ...peerIds, 'targets'];
  const rows = contests.map((contest) => [
    `${contest.server} ${contest.variant}`,
    String(contest.toFind),
    cell(contest.rowprint, 'done'),
    String(contest.rowprint.requests),
    ...peerIds.map((id) => {
      const peer = contest.peers.find((one) => one.id === id);
      return peer === undefined ? '' : cell(peer, peer.end);
    }),
    targetCell(verdictOf(contest)),
  ]);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function cell(
  { distinctFiles, elapsedMs }: { readonly distinctFiles: number; readonly elapsedMs: number },
  end: string,
): string {
  const time = end === 'killed' ? 'never ends' : `${(elapsedMs / 1000).toFixed(2)} s`;
  return `${distinctFiles}, ${time}`;
}

function targetCell({ isComplete, timesFastest }: Verdict): string {
  const files = isComplete ? 'files met' : '**files missed**';
  if (timesFastest === null) return `${files}; no peer found as much`;
  const time = timesFastest <= MOST_TIMES_SLOWER ? 'time met' : '**time missed**';
  return `${files}; ${time} (${timesFastest.toFixed(2)}x)`;
}
