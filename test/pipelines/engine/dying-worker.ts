import type { RecordBlock } from '../../../src/core/record-scanner.ts';
import { serveTasks } from '../../../src/pipelines/threads/serve-tasks.ts';

// Dies with the block that holds a row in the middle of the file, while other blocks are under way.
serveTasks<RecordBlock, readonly Uint32Array[]>(({ firstRow }) => {
  if (firstRow > 600) process.exit(7);
  return { result: [new Uint32Array(0)] };
});
