import type { BudgetLimits } from '../../../scanners/budget.ts';
import { ftpScanner } from '../../../scanners/ftp/ftp-scanner.ts';
import type { FetchRequest, ListedFile, ListingGap, Target, Visit } from '../../../scanners/scanner.ts';
import { type Budget, createBudget } from '../../../scanners/shared/budget.ts';
import { createDialer } from '../../../scanners/shared/dialer.ts';
import { createScope } from '../../../scanners/shared/scope.ts';
import { createTranscript, type Transcript } from '../../../scanners/shared/transcript.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { Secret } from '../../../src/core/secret.ts';

/** Small limits: a test waits for none of them longer than it has to. */
const TEST_LIMITS: BudgetLimits = {
  maxEntries: 1_000,
  maxDepth: 12,
  maxAssetBytes: 1e8,
  maxSweepBytes: 1e8,
  maxListingBytes: 1e6,
  idleMs: 200,
  operationMs: 600,
  maxSweepMs: 8_000,
  leastBytesPerSecond: 50,
  paceMs: 0,
};

/** A visit under way, with what it used. */
export interface TestVisit {
  readonly visit: Visit;
  readonly budget: Budget;
  readonly transcript: Transcript;
  readonly backOffs: (number | null)[];
}

/** How a test visits. */
export interface VisitOptions extends Partial<Omit<Target, 'url'>> {
  readonly limits?: Partial<BudgetLimits>;
  readonly signal?: AbortSignal;
}

/** The login of a generated person. */
export const TEST_LOGIN: Target['login'] = {
  kind: 'password',
  user: new Secret('depot-seven'),
  password: new Secret('correct-horse'),
};

/** Begin a visit within loopback. Waits of the pace are noted, not made. */
export function beginVisit(url: URL, options: VisitOptions = {}): TestVisit {
  const { limits, signal = new AbortController().signal, ...target } = options;
  const mandate = { target: '127.0.0.0/8', owner: 'us', reference: 'test', until: '2999-12-31' };
  const budget = createBudget({ ...TEST_LIMITS, ...limits }, systemClock);
  const transcript = createTranscript(systemClock);
  const backOffs: (number | null)[] = [];
  const visit = ftpScanner.open(
    {
      url,
      login: null,
      allowsClearTextLogin: false,
      acceptedCertificate: null,
      contact: 'sweep@example.org',
      ...target,
    },
    {
      dialer: createDialer(createScope([mandate], systemClock)),
      budget,
      transcript,
      pace: {
        next: () => Promise.resolve(),
        backOff: (retryAfterMs) => {
          backOffs.push(retryAfterMs);
          return Promise.resolve();
        },
      },
      clock: systemClock,
      signal,
    },
  );
  return { visit, budget, transcript, backOffs };
}

/** Everything that a listing yields; `failure` is what it threw. */
export async function listAll(visit: Visit): Promise<{
  readonly files: readonly ListedFile[];
  readonly paths: readonly string[];
  readonly gaps: readonly ListingGap[];
  readonly failure: unknown;
}> {
  const files: ListedFile[] = [];
  const gaps: ListingGap[] = [];
  let failure: unknown = null;
  try {
    for await (const found of visit.list()) (found.kind === 'file' ? files : gaps).push(found as never);
  } catch (thrown) {
    failure = thrown;
  }
  return { files, gaps, failure, paths: files.map(({ path }) => path) };
}

/** What came of a fetch; `code` is that of the failure, before or after the first byte. */
export async function fetchAll(
  visit: Visit,
  path: string,
  part: Partial<FetchRequest> = {},
): Promise<{
  readonly text: string;
  readonly code: string | null;
  readonly start: number | null;
  readonly totalBytes: number | null;
  readonly modifiedAt: string | null;
  readonly isConfirmed: boolean | null;
}> {
  let text = '';
  let facts = {
    start: null as number | null,
    totalBytes: null as number | null,
    modifiedAt: null as string | null,
  };
  try {
    const fetched = await visit.fetch({ path, ref: path, start: 0, length: null, known: null, ...part });
    if (fetched.kind === 'unchanged') return { ...facts, text: 'unchanged', code: null, isConfirmed: null };
    facts = fetched;
    for await (const chunk of fetched.chunks) text += Buffer.from(chunk).toString('latin1');
    return { ...pick(facts), text, code: null, isConfirmed: fetched.isConfirmed() };
  } catch (failure) {
    return { ...pick(facts), text, code: codeOf(failure), isConfirmed: null };
  }
}

/** The code of a foreseen failure; anything else shows as itself. */
export function codeOf(failure: unknown): string | null {
  if (failure === null) return null;
  return (failure as { code?: string }).code ?? (failure as Error).toString();
}

function pick({
  start,
  totalBytes,
  modifiedAt,
}: {
  readonly start: number | null;
  readonly totalBytes: number | null;
  readonly modifiedAt: string | null;
}) {
  return { start, totalBytes, modifiedAt };
}
