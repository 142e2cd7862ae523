/**
 * What this process has computed since `since`, in milliseconds of processor time: unlike the clock's, it is the same
 * while other tests keep the machine busy. It counts the threads of the process too.
 */
export function processorMs(since?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
}
