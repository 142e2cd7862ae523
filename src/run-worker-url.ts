/** The module that does runs in a thread. Named from beside it: in the bundle all modules are in one folder. */
export const RUN_WORKER = new URL('./run-worker.ts', import.meta.url);
