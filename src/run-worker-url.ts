/**
 * The module of a thread that does runs. Named from beside it, as the other workers are: the bundle puts all of them, and
 * whoever names them, into one folder.
 */
export const RUN_WORKER = new URL('./run-worker.ts', import.meta.url);
