import { ServerMisbehavedError } from '../errors.ts';
import type { ScanTools } from '../scanner.ts';
import type { ReceivedReply } from './dispatch-request.ts';
import type { HttpRequest } from './http-request.ts';
import { countedChunks } from './reply-chunks.ts';
import type { Resource } from './resource.ts';
import { typedFailure } from './typed-failure.ts';

/** A reply whose head has come. */
export interface HttpReply {
  readonly status: number;
  readonly resource: Resource;
  /** By its lower-case name; several of the same name are joined by ', '. Null: there is none. */
  header(name: string): string | null;
  /** Bytes of the body as the head announces them; null where it does not. */
  readonly bytes: number | null;
  /** The body, once. @throws {TransferBrokenError} {ServerMisbehavedError} {BudgetSpentError} the signal's reason */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Whether the head said how the body's end is known: by its length or its chunks, not by the connection's end. */
  readonly tellsEnd: boolean;
  /** Done with it. A short rest is read, so that the connection can be used again; never throws. */
  leave(): Promise<void>;
}

/** Bodies of refusals and redirects: read to their end if it is near, else the connection is given up. */
const MOST_REST_BYTES = 64 * 1024;

/** Read a reply's head. `release` is called when its body is over. @throws {ServerMisbehavedError} it contradicts itself */
export function createReply(
  { status, headers, body }: ReceivedReply,
  given: {
    readonly request: HttpRequest;
    readonly what: string;
    readonly tools: ScanTools;
    readonly release: () => void;
  },
): HttpReply {
  const { request, what, tools } = given;
  const { isTimed = false } = request;
  const header = (name: string): string | null => [headers[name] ?? []].flat().join(', ') || null;
  let received = 0;
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    given.release();
    tools.transcript.received(`${status}, ${received} bytes`);
    body.destroy();
  };
  async function* read(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of countedChunks(body, tools.budget, { what, isTimed })) {
        received += chunk.length;
        yield chunk;
      }
    } catch (failure) {
      tools.signal.throwIfAborted();
      throw typedFailure(failure, what, 'body');
    } finally {
      end();
    }
  }
  const chunks = read();
  const hasBody = request.method !== 'HEAD' && status !== 204 && status !== 304;
  try {
    const bytes = announcedBytes(header, what);
    return {
      status,
      resource: request.resource,
      header,
      bytes: hasBody || request.method === 'HEAD' ? bytes : 0,
      chunks,
      tellsEnd: bytes !== null || header('transfer-encoding') !== null || !hasBody,
      leave: async () => {
        const isShort = !hasBody || (bytes === null ? status >= 300 : bytes <= MOST_REST_BYTES);
        if (!isOver && isShort) await drain(chunks);
        if (!isOver) await chunks.return(undefined);
        end();
      },
    };
  } catch (failure) {
    end();
    throw failure;
  }
}

async function drain(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  let left = MOST_REST_BYTES;
  try {
    for await (const chunk of chunks) {
      left -= chunk.length;
      if (left < 0) break;
    }
  } catch {
    // Nobody wants these bytes; what is wrong with the server is told by the next request.
  }
}

/** A reply with both of these headers does not come here: the parser refuses it. */
function announcedBytes(header: (name: string) => string | null, what: string): number | null {
  const length = header('content-length');
  const encoding = header('transfer-encoding');
  if (encoding !== null && encoding.toLowerCase() !== 'chunked') {
    throw new ServerMisbehavedError(`${what}: the reply has a Transfer-Encoding that was not asked for`);
  }
  if (length === null) return null;
  if (!/^\d+$/.test(length) || !Number.isSafeInteger(Number(length))) {
    throw new ServerMisbehavedError(`${what}: the Content-Length of the reply is no length`);
  }
  return Number(length);
}
