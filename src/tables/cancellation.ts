import { throwIfCancelled } from '../core/errors.ts';

/**
 * Settle with the work, or reject with CancelledError the moment the signal fires, whatever the work still does:
 * a server that does not answer must not hold up a cancel. @throws {CancelledError}
 */
export async function orCancelled<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  work.catch(() => undefined);
  throwIfCancelled(signal);
  const { promise, stop } = untilCancelled(signal);
  try {
    return await Promise.race([work, promise]);
  } finally {
    stop();
  }
}

function untilCancelled(signal: AbortSignal): { promise: Promise<never>; stop: () => void } {
  let onAbort: () => void = () => undefined;
  const promise = new Promise<never>((_, reject) => {
    onAbort = () => {
      try {
        throwIfCancelled(signal);
      } catch (error) {
        reject(error as Error);
      }
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
  return { promise, stop: () => signal.removeEventListener('abort', onAbort) };
}
