const MOST_RUNS = 5;

/**
 * Time on the processor that a piece of work takes: the least of a few runs, because other work on the machine and the
 * first run of code that is not compiled yet are not what is measured. Ends early at a run under `enoughMs`.
 */
export function leastProcessorMs(enoughMs: number, work: () => void): number {
  let leastMs = Number.POSITIVE_INFINITY;
  for (let run = 0; run < MOST_RUNS && leastMs >= enoughMs; run++) {
    const before = process.cpuUsage();
    work();
    leastMs = Math.min(leastMs, process.cpuUsage(before).user / 1000);
  }
  return leastMs;
}
