import type { Coverage } from '../core/row.ts';
import { overlapsOfOurs, type Report } from '../reports/report.ts';
import type { SweepReport } from '../reports/sweep.ts';

/** What the process ends with. Scripts rely on the numbers. */
export const EXIT = {
  /** Read whole, nothing of ours. */
  clean: 0,
  /** A bug in Rowprint. */
  bug: 1,
  /** Wrong usage or configuration. */
  usage: 2,
  /** Something of ours was found; read whole. */
  found: 10,
  /** Something could not be read, found or not. */
  incomplete: 20,
  /** Ended by Ctrl-C: 128 + SIGINT. */
  cancelled: 130,
} as const;

/** From what matters least to what must not be overlooked. */
const BY_WEIGHT: readonly number[] = [
  EXIT.clean,
  EXIT.found,
  EXIT.incomplete,
  EXIT.usage,
  EXIT.bug,
  EXIT.cancelled,
];

/** The code of one report. Incomplete comes before found: what was not read may be worse than what was found. */
export function exitCodeOfReport(report: Report): number {
  if (!report.coverage.complete) return EXIT.incomplete;
  return overlapsOfOurs(report).length > 0 ? EXIT.found : EXIT.clean;
}

/** The code of one sweep. */
export function exitCodeOfSweep({ coverage, overlaps }: SweepReport): number {
  if (!coverage.complete) return EXIT.incomplete;
  const isOurs = overlaps.some(({ print, rows }) => print.kind === 'table' && rows.present > 0);
  return isOurs ? EXIT.found : EXIT.clean;
}

/** The code of a table that was read. */
export function exitCodeOfCoverage(coverage: Coverage): number {
  return coverage.complete ? EXIT.clean : EXIT.incomplete;
}

/** The code of several outcomes: the one that must not be overlooked (1 over 2 over 20 over 10 over 0). */
export function worstExitCode(codes: readonly number[]): number {
  return codes.reduce(
    (worst, code) => (BY_WEIGHT.indexOf(code) > BY_WEIGHT.indexOf(worst) ? code : worst),
    EXIT.clean,
  );
}
