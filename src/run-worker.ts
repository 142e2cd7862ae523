import { readStart } from './pipelines/threads/serve-tasks.ts';
