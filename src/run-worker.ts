import { workerData } from 'node:worker_threads';
import { openRunWork, type RunWorkerStart } from './compose/run-work.ts';
import { serveRuns } from './jobs/serve-runs.ts';

// A thread of the service that does runs: put together as the process is, from what it was started with.
serveRuns(await openRunWork(workerData as RunWorkerStart));
