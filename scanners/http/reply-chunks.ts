import { TransferBrokenError } from '../errors.ts';
import type { Budget } from '../shared/budget.ts';

/**
 * The chunks of a reply, each counted. The time that the server takes is measured, not the reader's: whoever sends less
 * than the least rate over idleMs is left. @throws {TransferBrokenError} {BudgetSpentError} what the body throws
 */
export async function* countedChunks(
  body: AsyncIterable<Uint8Array>,
  budget: Budget,
  { what, isTimed }: { readonly what: string; readonly isTimed: boolean },
): AsyncGenerator<Uint8Array> {
  const { idleMs, leastBytesPerSecond, operationMs } = budget.limits;
  const leastBytes = (leastBytesPerSecond * idleMs) / 1_000;
  const iterator = body[Symbol.asyncIterator]();
  let totalWaitMs = 0;
  let waitedMs = 0;
  let bytes = 0;
  try {
    for (;;) {
      const askedAt = performance.now();
      const next = await iterator.next();
      const tookMs = performance.now() - askedAt;
      waitedMs += tookMs;
      totalWaitMs += tookMs;
      if (next.done === true) return;
      bytes += next.value.length;
      budget.countBytes(next.value.length);
      budget.remainingMs();
      yield next.value;
      if (isTimed && totalWaitMs > operationMs) {
        throw new TransferBrokenError(`${what}: took longer than ${operationMs} ms; raise operationMs`);
      }
      if (waitedMs < idleMs) continue;
      if (bytes < leastBytes) {
        throw new TransferBrokenError(
          `${what}: less than ${leastBytesPerSecond} bytes per second; try again, or lower leastBytesPerSecond`,
        );
      }
      waitedMs = 0;
      bytes = 0;
    }
  } finally {
    await iterator.return?.();
  }
}
