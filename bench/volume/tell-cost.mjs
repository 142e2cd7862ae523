import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Loaded into a measured process (`node --import`): writes its processor time in ms and its peak resident memory in
 * bytes to the file that ROWPRINT_BENCH_COST names, when it ends. VmHWM is read where there is one, because ru_maxrss may still hold the
 * memory of the process that started this one (vfork, then exec).
 */
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const cost = { processorMs: (user + system) / 1000, peakBytes: peakBytes() };
  writeFileSync(process.env.ROWPRINT_BENCH_COST, JSON.stringify(cost));
});

function peakBytes() {
  try {
    return 1024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))[1]);
  } catch {
    return 1024 * process.resourceUsage().maxRSS;
  }
}
