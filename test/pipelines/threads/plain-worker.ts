import { serveTasks } from '../../../src/pipelines/threads/serve-tasks.ts';

serveTasks<number, number>((value) => ({ result: 2 * value }));
