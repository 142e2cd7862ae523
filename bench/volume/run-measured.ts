import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const TELL_COST = new URL('./tell-cost.mjs', import.meta.url).href;

/** What one run of a program took. */
export interface MeasuredRun {
  readonly output: string;
  /** Wall clock, with the start of the process. */
  readonly elapsedMs: number;
  /** Processor time of all threads: tells on a busy machine what the wall clock does not. */
  readonly processorMs: number;
  /** Most resident memory at any time. */
  readonly peakBytes: number;
}

/** What a process said, and how long it took from its start to its end. */
export type TimedRun = Pick<MeasuredRun, 'output' | 'elapsedMs'>;

type Cost = Pick<MeasuredRun, 'processorMs' | 'peakBytes'>;

/**
 * Run a script of node as a process of its own, with nothing of the caller's environment but PATH.
 * @param command what stands after `node`
 * @param costFile written and read on the way; the caller removes it with its folder
 * @throws {Error} with what the process said, when it ends with a code that is not among `expectedCodes`
 */
export async function runNode(
  command: readonly string[],
  costFile: string,
  expectedCodes: readonly number[],
): Promise<MeasuredRun> {
  const run = await runTimed(process.execPath, ['--import', TELL_COST, ...command], expectedCodes, {
    ROWPRINT_BENCH_COST: costFile,
  });
  const { processorMs, peakBytes } = JSON.parse(readFileSync(costFile, 'utf8')) as Cost;
  return { ...run, processorMs, peakBytes };
}

/** Run any program as `runNode` does; its processor time and memory are not known. */
export async function runTimed(
  program: string,
  command: readonly string[],
  expectedCodes: readonly number[],
  environment: Readonly<Record<string, string>> = {},
): Promise<TimedRun> {
  const startedMs = performance.now();
  const child = spawn(program, command, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { output: '', problems: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.problems = (said.problems + text).slice(-4000);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  const elapsedMs = performance.now() - startedMs;
  if (code === null || !expectedCodes.includes(code))
    throw new Error(`${command.at(-1)} ended with ${code ?? 'a signal'}: ${said.problems}`);
  return { output: said.output, elapsedMs };
}
