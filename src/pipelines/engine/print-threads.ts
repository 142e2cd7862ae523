import {
  type ColumnTokens,
  type CountedTokens,
  countColumn,
} from '../../../fingerprints/print/count-column.ts';
import { openThreadPool, type ThreadPool } from '../threads/thread-pool.ts';
import { createBlockTokeniser, type TokenStart, type TokenTask } from './block-tokeniser.ts';

/** What the threads that make a print are asked for. */
export type PrintTask =
  | ({ readonly kind: 'tokenise' } & TokenTask)
  | { readonly kind: 'count'; readonly tokens: ColumnTokens };

/** By slot how many cells cannot be read; or what was counted. */
export type PrintResult = readonly number[] | CountedTokens;

/** Makes the parts of a print that can be made beside each other, in this thread or in others. */
export interface PrintThreads {
  /** Write the tokens of a block. Gives by slot how many cells cannot be read. */
  tokenise(task: TokenTask): Promise<readonly number[]>;
  count(columns: readonly ColumnTokens[]): Promise<readonly CountedTokens[]>;
  /** Let the threads start now, as there will be work. */
  warmUp(): void;
  close(): Promise<void>;
}

/** Threads that start with the first work there is. Without any, this one does it. */
export function createPrintThreads(
  start: TokenStart,
  threads: number,
  signal: AbortSignal | undefined,
): PrintThreads {
  if (threads === 0) return createOwnThread(start);
  let pool: ThreadPool<PrintTask, PrintResult> | null = null;
  const opened = (): ThreadPool<PrintTask, PrintResult> => {
    pool ??= openThreadPool<TokenStart, PrintTask, PrintResult>({
      threads,
      workerUrl: new URL('./print-worker.ts', import.meta.url),
      start,
      step: 'fingerprinting rows',
      signal,
    });
    return pool;
  };
  const run = (task: PrintTask): Promise<PrintResult> => opened().run(task);
  return {
    tokenise: (task) => run({ kind: 'tokenise', ...task }) as Promise<readonly number[]>,
    count: (columns) =>
      Promise.all(columns.map((tokens) => run({ kind: 'count', tokens }) as Promise<CountedTokens>)),
    warmUp: () => void opened(),
    close: async () => pool?.close(),
  };
}

function createOwnThread(start: TokenStart): PrintThreads {
  const tokenising = createBlockTokeniser(start);
  // Nobody may come to ask for it.
  tokenising.catch(() => {});
  return {
    tokenise: async (task) => (await tokenising)(task),
    count: async (columns) => columns.map(countColumn),
    warmUp: () => {},
    close: async () => {},
  };
}
