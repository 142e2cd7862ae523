import type { RecordBlock } from '../../../src/core/record-scanner.ts';
import { serveTasks } from '../../../src/pipelines/threads/serve-tasks.ts';

serveTasks<RecordBlock, never>(() => {
  for (;;);
});
