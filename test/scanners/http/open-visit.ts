import type { BudgetLimits } from '../../../scanners/budget.ts';
import { httpScanner } from '../../../scanners/http/http-scanner.ts';
import type { ListedFile, ListingGap, ScanTools, Target, Visit } from '../../../scanners/scanner.ts';
import { createBudget } from '../../../scanners/shared/budget.ts';
import { createDialer, type Lookup } from '../../../scanners/shared/dialer.ts';
import type { Pace } from '../../../scanners/shared/pace.ts';
import { createScope } from '../../../scanners/shared/scope.ts';
import { createTranscript } from '../../../scanners/shared/transcript.ts';
import { systemClock } from '../../../src/core/clock.ts';

/** Small, so that a server that makes us wait does so for a moment. */
export const LIMITS: BudgetLimits = {
  maxEntries: 5_000,
  maxDepth: 20,
  maxAssetBytes: 1_000_000,
  maxSweepBytes: 500_000_000,
  maxListingBytes: 2_000_000,
  idleMs: 200,
  operationMs: 600,
  maxSweepMs: 20_000,
  leastBytesPerSecond: 100,
  paceMs: 0,
};

/** What a test may want otherwise. */
export interface VisitOptions {
  readonly limits?: Partial<BudgetLimits>;
  readonly target?: Partial<Target>;
  /** Of the mandates; 127.0.0.1 alone unless given. */
  readonly scope?: readonly string[];
  readonly lookup?: Lookup;
  readonly pace?: Pace;
  readonly signal?: AbortSignal;
}

/** A visit, with what it was given. */
export interface TestVisit {
  readonly visit: Visit;
  readonly tools: ScanTools;
}

const NO_PACE: Pace = { next: async () => {}, backOff: async () => {} };
/** No name is looked up in earnest; this address is for documentation (RFC 5737). */
const nowhere: Lookup = async () => ['203.0.113.7'];
const opened: Visit[] = [];

/** Close all visits that were opened. For afterEach. */
export async function closeVisits(): Promise<void> {
  await Promise.all(opened.splice(0).map((visit) => visit.close()));
}

/** Open a visit to a server of the test, as a stranger unless told otherwise. */
export function openVisit(url: URL | string, options: VisitOptions = {}): TestVisit {
  const mandates = (options.scope ?? ['127.0.0.1']).map((target) => ({
    target,
    owner: 'owner',
    reference: 'reference',
    until: '2999-12-31',
  }));
  const tools: ScanTools = {
    dialer: createDialer(createScope(mandates, systemClock), options.lookup ?? nowhere),
    budget: createBudget({ ...LIMITS, ...options.limits }, systemClock),
    pace: options.pace ?? NO_PACE,
    transcript: createTranscript(systemClock),
    clock: systemClock,
    signal: options.signal ?? new AbortController().signal,
  };
  const target: Target = {
    url: new URL(url),
    login: null,
    allowsClearTextLogin: false,
    acceptedCertificate: null,
    contact: 'security@example.org',
    ...options.target,
  };
  const visit = httpScanner.open(target, tools);
  opened.push(visit);
  return { visit, tools };
}

/** What a listing came to: files and gaps by path, and what it threw in the end. */
export interface Listed {
  readonly files: readonly ListedFile[];
  readonly gaps: readonly ListingGap[];
  /** In the order in which they were told. */
  readonly paths: readonly string[];
  readonly failure: unknown;
}

/** List everything; never throws. */
export async function listAll(visit: Visit): Promise<Listed> {
  const files: ListedFile[] = [];
  const gaps: ListingGap[] = [];
  let failure: unknown = null;
  try {
    for await (const listed of visit.list()) {
      if (listed.kind === 'file') files.push(listed);
      else gaps.push(listed);
    }
  } catch (thrown) {
    failure = thrown;
  }
  return { files, gaps, paths: files.map(({ path }) => path), failure };
}

/** What a transfer came to. */
export interface Transfer {
  readonly kind: 'bytes' | 'unchanged' | 'failed';
  readonly text: string;
  readonly start: number | null;
  readonly totalBytes: number | null;
  readonly isConfirmed: boolean;
  /** The code of the failure, or the failure where it has none: a bug. */
  readonly failure: unknown;
}

/** Fetch a path as it is, to its end; never throws. */
export async function fetchAll(
  visit: Visit,
  path: string,
  part: Partial<Parameters<Visit['fetch']>[0]> = {},
): Promise<Transfer> {
  const chunks: Uint8Array[] = [];
  const text = (): string => Buffer.concat(chunks).toString('latin1');
  const none = { start: null, totalBytes: null, isConfirmed: false };
  try {
    const fetched = await visit.fetch({ path, ref: path, start: 0, length: null, known: null, ...part });
    if (fetched.kind === 'unchanged') return { kind: 'unchanged', text: '', ...none, failure: null };
    for await (const chunk of fetched.chunks) chunks.push(chunk);
    const { start, totalBytes } = fetched;
    return {
      kind: 'bytes',
      text: text(),
      start,
      totalBytes,
      isConfirmed: fetched.isConfirmed(),
      failure: null,
    };
  } catch (failure) {
    return { kind: 'failed', text: text(), ...none, failure: codeOf(failure) };
  }
}

/** The stable code of a foreseen failure; anything else as it is. */
export function codeOf(failure: unknown): unknown {
  const { code } = (failure ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' && code.startsWith('RP_') ? code : failure;
}
