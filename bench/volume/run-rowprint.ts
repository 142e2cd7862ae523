import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../bin/rowprint.js', import.meta.url));
const TELL_COST = new URL('./tell-cost.mjs', import.meta.url).href;

/** What one run of the built command line took. */
export interface MeasuredRun {
  readonly output: string;
  /** Wall clock, with the start of the process. */
  readonly elapsedMs: number;
  /** Processor time of all threads: tells on a busy machine what the wall clock does not. */
  readonly processorMs: number;
  /** Most resident memory at any time. */
  readonly peakBytes: number;
}

type Cost = Pick<MeasuredRun, 'processorMs' | 'peakBytes'>;

/** A home and a key of its own, in a folder that the caller removes. */
export interface BenchHome {
  readonly home: string;
  readonly keyFile: string;
}

/** A home that does not exist yet: `rowprint init` makes it. */
export function homeIn(folder: string, name: string): BenchHome {
  return { home: join(folder, name), keyFile: join(folder, `${name}.key`) };
}

/**
 * Run the built command line as a process of its own, with nothing of the caller's environment but PATH.
 * @throws {Error} with what the process said, when it ends with a code that is not among `expectedCodes`
 */
export async function runRowprint(
  { home, keyFile }: BenchHome,
  args: readonly string[],
  expectedCodes: readonly number[],
): Promise<MeasuredRun> {
  const costFile = `${home}.cost`;
  const command = ['--import', TELL_COST, PROGRAM, '--home', home, '--key-file', keyFile, ...args];
  const startedMs = performance.now();
  const child = spawn(process.execPath, command, {
    env: { PATH: process.env.PATH, ROWPRINT_BENCH_COST: costFile },
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
    throw new Error(`rowprint ${args[0]} ended with ${code ?? 'a signal'}: ${said.problems}`);
  const { processorMs, peakBytes } = JSON.parse(readFileSync(costFile, 'utf8')) as Cost;
  return { output: said.output, elapsedMs, processorMs, peakBytes };
}
