import { DetailedError, Upload } from 'tus-js-client';
import { csrfHeaders, UPLOADS } from './ask-api.ts';

/** What is told while a file is sent. */
export interface SendListener {
  /** It exists, with this id: its check may begin. */
  readonly onBegun: (suspect: string) => void;
  readonly onSent: (bytes: number) => void;
  /** The connection was lost, and is tried again. */
  readonly onLost: () => void;
}

/** Minutes of patience: a train leaves its tunnel. After each byte that comes it begins anew. */
const RETRY_DELAYS_MS = [500, 1000, 2000, 3000, 5000, 5000, 10_000, 10_000, 20_000, 30_000, 30_000, 60_000];
/** Somebody else writes, or it is not our turn: both pass. */
const PASSING = [408, 409, 423, 429];

/** Send a file, going on where an earlier attempt of this browser stopped. Rejects with what tus says. */
export async function sendFile(
  file: File,
  sha256: string | null,
  signal: AbortSignal,
  { onBegun, onSent, onLost }: SendListener,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: UPLOADS,
      headers: csrfHeaders(),
      metadata: { filename: file.name, ...(sha256 === null ? {} : { sha256 }) },
      retryDelays: RETRY_DELAYS_MS,
      removeFingerprintOnSuccess: true,
      // Names of suspects stay out of the browser's storage where they can.
      fingerprint: () =>
        Promise.resolve(`rowprint-${sha256 ?? `${file.name}-${file.size}-${file.lastModified}`}`),
      onShouldRetry(failure) {
        const status = statusOf(failure);
        const isPassing = status === 0 || status >= 500 || PASSING.includes(status);
        if (isPassing) onLost();
        return isPassing;
      },
      onUploadUrlAvailable: () => onBegun(upload.url!.split('/').at(-1)!),
      onProgress: onSent,
      onError: reject,
      onSuccess: () => resolve(),
    });
    // With its bytes on the service: nobody goes on with what a person ended.
    signal.addEventListener('abort', () => {
      void upload.abort(true).catch(() => undefined);
      reject(signal.reason as Error);
    });
    void upload.findPreviousUploads().then(([previous]) => {
      if (signal.aborted) return;
      if (previous !== undefined) upload.resumeFromPreviousUpload(previous);
      upload.start();
    }, reject);
  });
}

/** The status of a refusal; 0 where none came. */
export function statusOf(failure: unknown): number {
  return failure instanceof DetailedError ? (failure.originalResponse?.getStatus() ?? 0) : 0;
}
