import type { RecordBlock } from '../../core/record-scanner.ts';
import { readStart, serveTasks } from '../threads/serve-tasks.ts';
import { createBlockMatcher } from './block-matcher.ts';
import type { MatchStart } from './match-start.ts';

const matching = createBlockMatcher(readStart<MatchStart>());

serveTasks<RecordBlock, readonly Uint32Array[]>(async (block) => {
  const result = (await matching)(block);
  return { result, transfer: result.map(({ buffer }) => buffer as ArrayBuffer) };
});
