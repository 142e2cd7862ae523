import { createHash } from 'node:crypto';
import type { BudgetLimits } from '../../scanners/budget.ts';
import type { ServerObservations } from '../../scanners/observations.ts';
import type { ListedFile, ListingGap, Scanner, Visit } from '../../scanners/scanner.ts';
import { type Budget, createBudget } from '../../scanners/shared/budget.ts';
import { createDialer, type DialRequest } from '../../scanners/shared/dialer.ts';
import { createPace } from '../../scanners/shared/pace.ts';
import { createScope } from '../../scanners/shared/scope.ts';
import { createTranscript } from '../../scanners/shared/transcript.ts';
import { systemClock } from '../../src/core/clock.ts';
import { RowprintError } from '../../src/core/errors.ts';

/** What our scanner brought home from a server. */
export interface Sweep {
  readonly files: readonly ListedFile[];
  readonly gaps: readonly ListingGap[];
  /** The code of what ended the listing; null where it came to its end. */
  readonly failure: string | null;
  /** SHA-256 of what came for each path, lower-case hex; else the code of the failure. */
  readonly contents: ReadonlyMap<string, string>;
  readonly observations: ServerObservations;
  /** Every connection that was asked for. */
  readonly dials: readonly Pick<DialRequest, 'host' | 'port' | 'purpose'>[];
  readonly requests: number;
  readonly listMs: number;
  readonly fetchMs: number;
}

/** What is done besides listing. */
export interface SweepOptions {
  readonly fetches: boolean;
  readonly probes: boolean;
}

/** Ample for a tree of 1,240 files with circles, and short enough that a hang is a failed test. */
const LIMITS: BudgetLimits = {
  maxEntries: 200_000,
  maxDepth: 40,
  maxAssetBytes: 64 * 1024 * 1024,
  maxSweepBytes: 1024 * 1024 * 1024,
  maxListingBytes: 64 * 1024 * 1024,
  // Pure-FTPd lets whoever is refused wait for seconds.
  idleMs: 15_000,
  operationMs: 30_000,
  maxSweepMs: 120_000,
  leastBytesPerSecond: 1,
  paceMs: 0,
};

/** Visit a server on loopback as a stranger with a mandate for it alone. */
export async function sweepServer(scanner: Scanner, url: URL, options: SweepOptions): Promise<Sweep> {
  const { visit, budget, dials } = openVisit(scanner, url);
  try {
    const startedMs = performance.now();
    const { files, gaps, failure } = await listAll(visit);
    const listedMs = performance.now();
    const contents = new Map<string, string>();
    if (options.fetches) for (const file of files) contents.set(file.path, await contentOf(visit, file));
    const fetchedMs = performance.now();
    if (options.probes) await visit.probe();
    return {
      files,
      gaps,
      failure,
      contents,
      observations: visit.observations(),
      dials,
      requests: budget.spent().requests,
      listMs: listedMs - startedMs,
      fetchMs: fetchedMs - listedMs,
    };
  } finally {
    await visit.close();
  }
}

/** A visit that has begun, what it may use up, and every connection that it asks for. */
export interface OpenVisit {
  readonly visit: Visit;
  readonly budget: Budget;
  readonly dials: readonly DialRequest[];
}

/** Prepare a visit of a server on loopback. The caller closes it. */
export function openVisit(scanner: Scanner, url: URL): OpenVisit {
  const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const mandate = { target: `127.0.0.1:${url.port}`, owner: 'tests', reference: 'loopback', until };
  const { dial } = createDialer(createScope([mandate], systemClock));
  const dials: DialRequest[] = [];
  const budget = createBudget(LIMITS, systemClock);
  const visit = scanner.open(
    { url, login: null, allowsClearTextLogin: false, acceptedCertificate: null, contact: CONTACT },
    {
      dialer: {
        dial(request) {
          dials.push(request);
          return dial(request);
        },
      },
      budget,
      pace: createPace(LIMITS, () => 0),
      transcript: createTranscript(systemClock),
      clock: systemClock,
      signal: new AbortController().signal,
    },
  );
  return { visit, budget, dials };
}

const CONTACT = 'tests@rowprint.example';

async function listAll(visit: Visit): Promise<Pick<Sweep, 'files' | 'gaps' | 'failure'>> {
  const files: ListedFile[] = [];
  const gaps: ListingGap[] = [];
  try {
    for await (const entry of visit.list()) {
      if (entry.kind === 'file') files.push(entry);
      else gaps.push(entry);
    }
  } catch (failure) {
    if (!(failure instanceof RowprintError)) throw failure;
    return { files, gaps, failure: failure.code };
  }
  return { files, gaps, failure: null };
}

async function contentOf(visit: Visit, { path, ref, bytes, modifiedAt }: ListedFile): Promise<string> {
  try {
    const fetched = await visit.fetch({
      path,
      ref,
      start: 0,
      length: null,
      listed: { bytes, modifiedAt },
      known: null,
    });
    if (fetched.kind === 'unchanged') return fetched.kind;
    const hash = createHash('sha256');
    for await (const chunk of fetched.chunks) hash.update(chunk);
    return hash.digest('hex');
  } catch (failure) {
    if (failure instanceof RowprintError) return failure.code;
    throw failure;
  }
}
