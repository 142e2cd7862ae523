import { type IncomingMessage, request as requestInClear } from 'node:http';
import { request as requestByTls } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { TargetAddress } from '../target-address.ts';

/** More of an answer is not read: nothing in it is of use. */
const MOST_ANSWER_BYTES = 64 * 1024;

/** What a server answered to a POST. */
export interface PostAnswer {
  readonly status: number;
  /** Seconds that it asks to wait; null where it says nothing. */
  readonly retryAfterSeconds: number | null;
}

/** What is sent, and to which address. */
export interface PostOrder {
  readonly url: URL;
  readonly address: TargetAddress;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
}

/**
 * POST to one address, whatever the name of the host says meanwhile. Follows no redirect, keeps no connection, ends at the
 * time-out, and reads little of the answer.
 */
export function postJson({ url, address, headers, body, timeoutMs }: PostOrder): Promise<PostAnswer> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestByTls : requestInClear;
    const request = send(
      url,
      {
        method: 'POST',
        agent: false,
        lookup: pinnedTo(address),
        maxHeaderSize: MOST_ANSWER_BYTES,
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'rowprint',
        },
      },
      (response) => readAnswer(response).then(resolve, reject),
    );
    request.on('error', reject);
    request.end(body);
  });
}

function pinnedTo({ address, family }: TargetAddress): LookupFunction {
  return (_host, options, done) => {
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
}

function readAnswer(response: IncomingMessage): Promise<PostAnswer> {
  const answer = { status: response.statusCode ?? 0, retryAfterSeconds: retryAfter(response) };
  return new Promise((resolve, reject) => {
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MOST_ANSWER_BYTES) return;
      resolve(answer);
      response.destroy();
    });
    response.on('end', () => resolve(answer));
    response.on('error', reject);
    // Cut before its end: the status had come, and it is what counts.
    response.on('close', () => resolve(answer));
  });
}

function retryAfter({ headers }: IncomingMessage): number | null {
  const text = headers['retry-after'] ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
