import { createHash } from 'node:crypto';
import * as tus from 'tus-js-client';

/** What a test wants of an upload besides. */
export interface TusWishes {
  readonly user?: string;
  readonly metadata?: Record<string, string>;
  readonly chunkSize?: number;
  /** Go on with this one. */
  readonly uploadUrl?: string;
  /** Cut the connection once so many bytes were sent. */
  readonly cutAt?: number;
}

/** Upload with the client that the pages use. Returns the address of the upload. */
export function upload(url: string, bytes: Buffer, wishes: TusWishes = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const running = new tus.Upload(bytes, {
      endpoint: `${url}/uploads`,
      headers: { 'x-test-user': wishes.user ?? 'anna' },
      metadata: wishes.metadata ?? { filename: 'leak.txt' },
      retryDelays: Array<number>(30).fill(50),
      onShouldRetry: (failure) => [0, 409, 423, 429].includes(failure.originalResponse?.getStatus() ?? 0),
      ...(wishes.chunkSize === undefined ? {} : { chunkSize: wishes.chunkSize }),
      ...(wishes.uploadUrl === undefined ? {} : { uploadUrl: wishes.uploadUrl }),
      onProgress: (sent) => {
        if (wishes.cutAt !== undefined && sent >= wishes.cutAt)
          void running.abort().then(() => resolve(running.url!));
      },
      onError: reject,
      onSuccess: () => resolve(running.url!),
    });
    running.start();
  });
}

/** Id of an upload by its address. */
export function idOf(address: string): string {
  return address.split('/').at(-1)!;
}

/** Lower-case hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
