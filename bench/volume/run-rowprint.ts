import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type MeasuredRun, runNode } from './run-measured.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/rowprint.js', import.meta.url));

/** A home and a key of its own, in a folder that the caller removes. */
export interface BenchHome {
  readonly home: string;
  readonly keyFile: string;
}

/** Exit codes of a check that found something, and of a command that did what it was told. */
export const FOUND = [10];
export const DONE = [0];

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
  return runNode([PROGRAM, '--home', home, '--key-file', keyFile, ...args], `${home}.cost`, expectedCodes);
}
