import type { Duplex } from 'node:stream';

/** What a wait for bytes came to: the bytes, the end, a broken connection, or nothing within the limit. */
export type Received = Uint8Array | 'ended' | 'broken' | 'late';

/** Pulls bytes from a socket: what nobody asks for stays with the server, so that no flood fills the memory. */
export interface SocketReader {
  /** The next bytes, waited for at most that long. @throws the signal's reason, and the socket is closed then */
  next(waitMs: number, signal: AbortSignal): Promise<Received>;
  /** What has already come, without waiting. */
  now(): Uint8Array | null;
  /** Whether the other side has said its last. */
  isOver(): boolean;
  /** Why it is 'broken', where that is known. */
  failure(): Error | null;
  /** Leave the socket to another reader, as for TLS. */
  detach(): void;
}

/** Read a socket from now on. Its errors are taken by the reader: they show as 'broken'. */
export function createSocketReader(socket: Duplex): SocketReader {
  let end: 'ended' | 'broken' | null = null;
  let wake = (): void => {};
  const finish = (how: 'ended' | 'broken'): void => {
    end ??= how;
    wake();
  };
  const onReadable = (): void => wake();
  const onEnd = (): void => finish('ended');
  let failure: Error | null = null;
  const onError = (cause: Error): void => {
    failure ??= cause;
    finish('broken');
  };
  socket.on('readable', onReadable).on('end', onEnd).on('close', onEnd).on('error', onError);
  const now = (): Uint8Array | null => socket.read() as Uint8Array | null;

  return {
    now,
    failure: () => failure,
    isOver: () => end !== null || socket.destroyed,
    async next(waitMs, signal) {
      const endsAtMs = performance.now() + waitMs;
      for (;;) {
        throwIfEnded(socket, signal);
        const chunk = now();
        if (chunk !== null) return chunk;
        if (end !== null) return end;
        const leftMs = endsAtMs - performance.now();
        if (leftMs <= 0) return 'late';
        await woken((done) => (wake = done), leftMs, signal);
      }
    },
    detach() {
      socket.off('readable', onReadable).off('end', onEnd).off('close', onEnd).off('error', onError);
      // Between two readers an error would have no listener, which ends the process.
      socket.on('error', () => {});
    },
  };
}

function throwIfEnded(socket: Duplex, signal: AbortSignal): void {
  if (!signal.aborted) return;
  socket.destroy();
  throw signal.reason;
}

/** Until something happened, the time is over or the signal fires: who waits looks which. */
function woken(subscribe: (done: () => void) => void, leftMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((settle) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      subscribe(() => {});
      settle();
    };
    const timer = setTimeout(done, leftMs);
    signal.addEventListener('abort', done, { once: true });
    subscribe(done);
  });
}
