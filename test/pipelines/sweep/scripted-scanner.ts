import {
  AccessRefusedError,
  ServerBusyError,
  TransferBrokenError,
  UnreachableError,
} from '../../../scanners/errors.ts';
import type { ServerObservations } from '../../../scanners/observations.ts';
import type {
  Fetched,
  FetchRequest,
  ListedFile,
  ListingGap,
  Scanner,
  ScanTools,
  Target,
  Visit,
} from '../../../scanners/scanner.ts';
import { ftpFacts } from '../../scanners/exposures/sample-observations.ts';

/** A file of a scripted server. */
export interface ScriptedFile {
  bytes: Uint8Array;
  modifiedAt: string | null;
  etag: string | null;
  /** What the listing leaves out, although answers to fetches tell it. */
  hides: readonly ('bytes' | 'modifiedAt' | 'etag')[];
}

/** What a server does on a request instead of what it should; each is used once, in order. */
export type Fault =
  | { readonly kind: 'break'; readonly after: number }
  | { readonly kind: 'refuse' | 'busy' | 'unreachable' | 'unconfirmed' | 'restart' | 'elsewhere' }
  /** Something happens once that many bytes were sent. */
  | { readonly kind: 'then'; readonly after: number; readonly run: () => void };

const CHUNK_BYTES = 16 * 1024;

/** A server in memory that speaks the contract of scanners, with faults on demand and a log of what was asked. */
export class ScriptedServer implements Scanner {
  readonly id = 'ftp';
  readonly schemes = ['ftp:', 'http:'];
  readonly files = new Map<string, ScriptedFile>();
  /** Files and gaps, as 'list', 'probe' and 'fetch /path start-length'. */
  readonly log: string[] = [];
  /** Faults of fetches, by path; '*' for any. */
  readonly faults = new Map<string, Fault[]>();
  /** Yielded by the listing, behind the files. */
  readonly gaps: ListingGap[] = [];
  /** The targets that visits were opened with. */
  readonly targets: Target[] = [];
  honoursStart = true;
  answersConditions = true;
  /** Thrown when a listing begins, or after so many files. */
  listingFault: { readonly error: Error; readonly after: number } | null = null;
  bytesSent = 0;
  observed: Partial<ServerObservations> = {};
  /** Called with each line of the log. */
  onRequest: (line: string) => void = () => {};

  put(path: string, content: string | Uint8Array, part: Partial<ScriptedFile> = {}): void {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    this.files.set(path, { bytes, modifiedAt: '2026-01-10T08:00:00.000Z', etag: null, hides: [], ...part });
  }

  fail(path: string, ...faults: readonly Fault[]): void {
    this.faults.set(path, [...(this.faults.get(path) ?? []), ...faults]);
  }

  /** The fetches that were asked for since the last time. */
  takeFetches(): string[] {
    return this.log.splice(0).filter((line) => line.startsWith('fetch'));
  }

  open(target: Target, tools: ScanTools): Visit {
    this.targets.push(target);
    return new ScriptedVisit(this, target, tools);
  }

  note(line: string, { budget, transcript, signal }: ScanTools): void {
    signal.throwIfAborted();
    this.log.push(line);
    transcript.sent(line);
    this.onRequest(line);
    signal.throwIfAborted();
    budget.countRequest();
  }
}

class ScriptedVisit implements Visit {
  readonly #server: ScriptedServer;
  readonly #target: Target;
  readonly #tools: ScanTools;
  #failure: ServerObservations['failure'] = null;

  constructor(server: ScriptedServer, target: Target, tools: ScanTools) {
    this.#server = server;
    this.#target = target;
    this.#tools = tools;
  }

  async *list(): AsyncGenerator<ListedFile | ListingGap> {
    this.#server.note('list', this.#tools);
    let count = 0;
    for (const [path, file] of this.#server.files) {
      this.#throwListingFault(count++);
      this.#tools.signal.throwIfAborted();
      this.#tools.budget.countEntry();
      const shown = (name: ScriptedFile['hides'][number]): boolean => !file.hides.includes(name);
      yield {
        kind: 'file',
        path,
        ref: `ref:${path}`,
        bytes: shown('bytes') ? file.bytes.length : null,
        modifiedAt: shown('modifiedAt') ? file.modifiedAt : null,
        etag: shown('etag') ? file.etag : null,
        linkTarget: null,
      };
    }
    this.#throwListingFault(count);
    yield* this.#server.gaps;
  }

  async fetch(request: FetchRequest): Promise<Fetched> {
    const { path, start, length, known } = request;
    this.#server.note(`fetch ${path} ${start}-${length ?? ''}`, this.#tools);
    const fault = this.#takeFault(path);
    if (fault?.kind === 'refuse') throw new AccessRefusedError(`${path} is refused`);
    if (fault?.kind === 'busy') throw this.#failed(new ServerBusyError('421', null));
    if (fault?.kind === 'unreachable') throw this.#failed(new UnreachableError('nobody answers'));
    const file = this.#server.files.get(path);
    if (request.ref !== `ref:${path}` || file === undefined)
      throw new AccessRefusedError(`${path} is not there`);
    if (this.#server.answersConditions && start === 0 && isAsKnown(file, known)) return { kind: 'unchanged' };
    const isAnew = !this.#server.honoursStart || fault?.kind === 'restart';
    const from = fault?.kind === 'elsewhere' ? start + 1 : isAnew ? 0 : start;
    return {
      kind: 'bytes',
      start: from,
      totalBytes: file.bytes.length,
      modifiedAt: file.modifiedAt,
      etag: file.etag,
      chunks: this.#send(path, from, length, fault),
      isConfirmed: () => fault?.kind !== 'unconfirmed',
    };
  }

  async probe(): Promise<void> {
    this.#server.note('probe', this.#tools);
  }

  observations(): ServerObservations {
    return {
      url: this.#target.url.href,
      protocol: 'ftp',
      login: this.#target.login === null ? 'none' : 'given',
      failure: this.#failure,
      software: 'scripted 1',
      tls: null,
      ftp: ftpFacts({ anonymousLogin: 'accepted', anonymousReplies: [331, 230] }),
      http: null,
      ...this.#server.observed,
    };
  }

  async close(): Promise<void> {}

  async *#send(
    path: string,
    start: number,
    length: number | null,
    fault: Fault | undefined,
  ): AsyncGenerator<Uint8Array> {
    const end = (): number => {
      const all = this.#server.files.get(path)!.bytes.length;
      return length === null ? all : Math.min(all, start + length);
    };
    const step = fault?.kind === 'break' || fault?.kind === 'then' ? fault.after : CHUNK_BYTES;
    for (let at = start; at < end(); ) {
      this.#tools.signal.throwIfAborted();
      const chunk = this.#server.files.get(path)!.bytes.slice(at, Math.min(end(), at + step));
      this.#tools.budget.countBytes(chunk.length);
      this.#server.bytesSent += chunk.length;
      yield chunk;
      at += chunk.length;
      if (fault?.kind === 'break') throw new TransferBrokenError(`${path} broke`);
      if (fault?.kind === 'then') fault.run();
    }
  }

  #takeFault(path: string): Fault | undefined {
    const { faults } = this.#server;
    return faults.get(path)?.shift() ?? faults.get('*')?.shift();
  }

  #throwListingFault(count: number): void {
    const fault = this.#server.listingFault;
    if (fault !== null && count >= fault.after) throw this.#failed(fault.error);
  }

  #failed(error: Error): Error {
    this.#failure = { code: (error as { code?: string }).code ?? '', message: error.message };
    return error;
  }
}

function isAsKnown({ etag, modifiedAt }: ScriptedFile, known: FetchRequest['known']): boolean {
  if (known === null) return false;
  if (etag !== null && known.etag !== null) return etag === known.etag;
  return modifiedAt !== null && known.modifiedAt === modifiedAt;
}
