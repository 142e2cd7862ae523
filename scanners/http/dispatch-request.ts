import type { Client, Dispatcher } from 'undici';

/** What is sent: the method, the path with its query as it goes over the wire, the header fields. */
export type SentRequest = Required<Pick<Dispatcher.RequestOptions, 'path'>> & {
  readonly method: Dispatcher.HttpMethod;
  readonly headers: Readonly<Record<string, string>>;
};

/** A reply whose head has come. */
export interface ReceivedReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: ReplyBody;
}

/** Chunks of a body, once. Whoever leaves before its end gives the connection up with it. */
export interface ReplyBody extends AsyncIterableIterator<Uint8Array> {
  /** Leave it. Nothing is lost where all has come. */
  destroy(): void;
}

/** Who may end it from outside, and who is told of replies with 1xx. */
export interface RequestWatch {
  readonly signal: AbortSignal;
  readonly onInformational: () => void;
}

/**
 * Send a request; the reply is there once its head is. As `Client.request`, for a third of its time: a sweep of small
 * files is little else than requests. @throws what undici fails with, the signal's reason
 */
export function dispatchRequest(
  client: Client,
  request: SentRequest,
  watch: RequestWatch,
): Promise<ReceivedReply> {
  return new Promise((resolve, reject) => {
    client.dispatch(request, new ReplyHandler(watch, { resolve, reject }));
  });
}

/** Bytes that nobody asked for yet before the server is made to wait. */
const MOST_WAITING_BYTES = 64 * 1024;
const DONE = { done: true, value: undefined } as const;

/** How the reply ended, once it has. */
type End = 'whole' | { readonly failure: unknown };
type Reader = Settling<IteratorResult<Uint8Array>>;

interface Settling<T> {
  resolve(value: T): void;
  reject(failure: unknown): void;
}

/** Takes what undici tells of one reply, and is its body. */
class ReplyHandler implements Dispatcher.DispatchHandler, ReplyBody {
  readonly #watch: RequestWatch;
  readonly #head: Settling<ReceivedReply>;
  #controller: Dispatcher.DispatchController | null = null;
  #chunks: Uint8Array[] = [];
  #waitingBytes = 0;
  #reader: Reader | null = null;
  #end: End | null = null;

  constructor(watch: RequestWatch, head: Settling<ReceivedReply>) {
    this.#watch = watch;
    this.#head = head;
    if (watch.signal.aborted) this.#abort();
    else watch.signal.addEventListener('abort', this.#abort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Given up while it waited for its connection.
    if (this.#end !== null && this.#end !== 'whole') controller.abort(this.#end.failure as Error);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: ReceivedReply['headers']): void {
    if (status < 200) this.#watch.onInformational();
    else this.#head.resolve({ status, headers, body: this });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    if (this.#reader !== null) {
      this.#takeReader()?.resolve({ done: false, value: chunk });
      return;
    }
    this.#chunks.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes >= MOST_WAITING_BYTES) controller.pause();
  }

  onResponseEnd(): void {
    this.#settle('whole');
    this.#takeReader()?.resolve(DONE);
  }

  onResponseError(_: Dispatcher.DispatchController, failure: unknown): void {
    this.#fail(failure);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** What came before a failure is given before it: a transfer can be gone on with from there. */
  next(): Promise<IteratorResult<Uint8Array>> {
    const chunk = this.#chunks.shift();
    if (chunk !== undefined) {
      this.#waitingBytes -= chunk.length;
      this.#goOn();
      return Promise.resolve({ done: false, value: chunk });
    }
    if (this.#end === 'whole') return Promise.resolve(DONE);
    if (this.#end !== null) return Promise.reject(this.#end.failure as Error);
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
      this.#goOn();
    });
  }

  return(): Promise<IteratorResult<Uint8Array>> {
    this.destroy();
    return Promise.resolve(DONE);
  }

  destroy(): void {
    this.#drop();
    if (this.#end !== null) return;
    this.#settle('whole');
    this.#takeReader()?.resolve(DONE);
    this.#controller?.abort(new Error('the reply was left'));
  }

  readonly #abort = (): void => {
    const { reason } = this.#watch.signal;
    this.#drop();
    this.#fail(reason);
    this.#controller?.abort(reason as Error);
  };

  #fail(failure: unknown): void {
    if (this.#end !== null) return;
    this.#settle({ failure });
    this.#head.reject(failure);
    this.#takeReader()?.reject(failure);
  }

  #settle(end: End): void {
    this.#end = end;
    this.#watch.signal.removeEventListener('abort', this.#abort);
  }

  #takeReader(): Reader | null {
    const reader = this.#reader;
    this.#reader = null;
    return reader;
  }

  #drop(): void {
    this.#chunks = [];
    this.#waitingBytes = 0;
  }

  #goOn(): void {
    if (this.#controller?.paused === true && this.#waitingBytes < MOST_WAITING_BYTES / 2)
      this.#controller.resume();
  }
}
