import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 20;
/** While the process that answers is killed again and again. */
const PATIENCE_MS = 300_000;
/** An answer that says: ask again. 409: the same request is still being answered, or was when its process died. */
const AGAIN = [409, 429, 503];

/** What is asked. */
export interface Asked {
  readonly method?: string;
  readonly json?: unknown;
  readonly body?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks the API as somebody who does not give up: whatever the answer was lost of is asked again. */
export class PatientClient {
  readonly #urls: () => readonly string[];
  readonly #token: string;
  #asked = 0;

  constructor(urls: () => readonly string[], token: string) {
    this.#urls = urls;
    this.#token = token;
  }

  /** The answer of one of the processes that are there. @throws it is a refusal */
  async ask(path: string, asked: Asked = {}): Promise<Response> {
    const endMs = performance.now() + PATIENCE_MS;
    for (;;) {
      const response = await this.tryOnce(path, asked);
      if (response?.ok) return response;
      if (response !== null && !AGAIN.includes(response.status))
        throw new Error(`${asked.method ?? 'GET'} ${path}: ${response.status} ${await response.text()}`);
      if (performance.now() > endMs) throw new Error(`${asked.method ?? 'GET'} ${path} is not answered`);
      await response?.arrayBuffer().catch(() => undefined);
      await sleep(PAUSE_MS);
    }
  }

  async read<T>(path: string, asked: Asked = {}): Promise<T> {
    for (;;) {
      const response = await this.ask(path, asked);
      try {
        return (await response.json()) as T;
      } catch {
        // Killed in the middle of its answer.
      }
    }
  }

  /** Null: the answer was lost, if there was one. */
  async tryOnce(path: string, { method = 'GET', json, body, headers = {} }: Asked): Promise<Response | null> {
    const urls = this.#urls();
    if (urls.length === 0) return null;
    const url = urls[this.#asked++ % urls.length]!;
    const content = json === undefined ? body : JSON.stringify(json);
    return fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content as BodyInit }),
    }).catch(() => null);
  }
}
