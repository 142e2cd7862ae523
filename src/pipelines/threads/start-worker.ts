import { type ResourceLimits, Worker } from 'node:worker_threads';

/** Start a thread on a module with an environment of its own, which is empty: ours may hold the key. */
export function startWorker(moduleUrl: URL, start: unknown, resourceLimits: ResourceLimits): Worker {
  const url = asThisModuleIs(moduleUrl);
  return new Worker(url, {
    workerData: start,
    env: {},
    resourceLimits,
    execArgv: isTypeScript(url) ? ['--import', typeScriptLoader()] : [],
  });
}

/**
 * A worker is named as imports are, with the ending `.ts`; the compiler, which renames those, does not know it. Once
 * this module is compiled, so is the worker.
 */
function asThisModuleIs(url: URL): URL {
  if (!isTypeScript(url) || import.meta.url.endsWith('.ts')) return url;
  return new URL(url.href.replace(/[.]ts$/, '.js'));
}

/** Only in development. Threads do not inherit this loader, and `--import tsx` does nothing outside the main thread. */
function typeScriptLoader(): string {
  const api = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  return `data:text/javascript,${encodeURIComponent(`import { register } from ${api}; register();`)}`;
}

function isTypeScript(url: URL): boolean {
  return url.pathname.endsWith('.ts');
}
