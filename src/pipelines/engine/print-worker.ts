import { type CountedTokens, countColumn } from '../../../fingerprints/print/count-column.ts';
import { readStart, serveTasks } from '../threads/serve-tasks.ts';
import { createBlockTokeniser, type TokenStart } from './block-tokeniser.ts';
import type { PrintResult, PrintTask } from './print-threads.ts';

const tokenising = createBlockTokeniser(readStart<TokenStart>());

serveTasks<PrintTask, PrintResult>(async (task) => {
  if (task.kind === 'tokenise') return { result: (await tokenising)(task) };
  const counted = countColumn(task.tokens);
  return { result: counted, transfer: buffersOf(counted) };
});

function buffersOf({ grouped, frequencies, agreeing, spelling }: CountedTokens): ArrayBuffer[] {
  const arrays: ArrayBufferView[] = [agreeing];
  if (grouped !== null) arrays.push(grouped.index.starts, grouped.index.entries, grouped.groups);
  if (frequencies !== null) arrays.push(frequencies.tokens, frequencies.counts);
  if (spelling !== null) arrays.push(spelling.blurred, spelling.values);
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}
