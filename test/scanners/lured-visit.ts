import { ftpScanner } from '../../scanners/ftp/ftp-scanner.ts';
import { httpScanner } from '../../scanners/http/http-scanner.ts';
import type { Login, Visit } from '../../scanners/scanner.ts';
import { createBudget } from '../../scanners/shared/budget.ts';
import { createDialer, type Lookup } from '../../scanners/shared/dialer.ts';
import { createScope } from '../../scanners/shared/scope.ts';
import { createTranscript } from '../../scanners/shared/transcript.ts';
import { type Clock, systemClock } from '../../src/core/clock.ts';

/** What a test may want otherwise. */
export interface LuredOptions {
  /** Targets of the mandates; the host and port of the URL alone unless given. */
  readonly scope?: readonly string[];
  readonly lookup?: Lookup;
  /** Of the mandates, which end with the year 2998. */
  readonly clock?: Clock;
  readonly login?: Login;
}

/** What came of a whole visit. */
export interface Lured {
  readonly paths: readonly string[];
  readonly texts: readonly string[];
  /** Of gaps and failures: error codes, 'loop', or, for a bug, what was thrown. */
  readonly outcomes: readonly unknown[];
  /** Those of them that are bugs. */
  readonly untyped: readonly unknown[];
}

/** Last day on which the mandates hold. */
export const LAST_DAY = '2998-12-31';

/** Small, so that a server that makes us wait does so for a moment. */
const LIMITS = {
  maxEntries: 200,
  maxDepth: 8,
  maxAssetBytes: 1e6,
  maxSweepBytes: 1e7,
  maxListingBytes: 1e6,
  idleMs: 150,
  operationMs: 400,
  maxSweepMs: 6_000,
  leastBytesPerSecond: 50,
  paceMs: 0,
};

/** Nothing is looked up in earnest; the address is for documentation (RFC 5737). */
const nowhere: Lookup = async (host) => [host === 'localhost' ? '127.0.0.1' : '203.0.113.7'];

/** Visit a server as a sweep does: list it, read what it named, look at what a stranger gets. Never throws. */
export async function visitLured(url: URL, options: LuredOptions = {}): Promise<Lured> {
  const visit = open(url, options);
  const paths: string[] = [];
  const texts: string[] = [];
  const outcomes: unknown[] = [];
  const refs: { path: string; ref: string }[] = [];
  await noting(outcomes, async () => {
    for await (const found of visit.list()) {
      if (found.kind === 'gap') outcomes.push(found.reason);
      else refs.push(found);
    }
  });
  for (const { path, ref } of [...refs, { path: '/lure.csv', ref: '/lure.csv' }]) {
    paths.push(path);
    await noting(outcomes, async () => {
      const fetched = await visit.fetch({ path, ref, start: 0, length: null, known: null });
      if (fetched.kind !== 'bytes') return;
      for await (const chunk of fetched.chunks) texts.push(Buffer.from(chunk).toString('latin1'));
    });
  }
  await noting(outcomes, () => visit.probe());
  await visit.close();
  const untyped = outcomes.filter((one) => !(typeof one === 'string' && /^(RP_.+|loop)$/.test(one)));
  return { paths, texts, outcomes, untyped };
}

function open(
  url: URL,
  { scope = [url.host], lookup = nowhere, clock = systemClock, login }: LuredOptions,
): Visit {
  const mandates = scope.map((target) => ({ target, owner: 'us', reference: 'test', until: LAST_DAY }));
  const scanner = url.protocol.startsWith('ftp') ? ftpScanner : httpScanner;
  return scanner.open(
    {
      url,
      login: login ?? null,
      allowsClearTextLogin: true,
      acceptedCertificate: null,
      contact: 'sweep@example.org',
    },
    {
      dialer: createDialer(createScope(mandates, clock), lookup),
      budget: createBudget(LIMITS, systemClock),
      pace: { next: async () => {}, backOff: async () => {} },
      transcript: createTranscript(systemClock),
      clock,
      signal: new AbortController().signal,
    },
  );
}

async function noting(outcomes: unknown[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (failure) {
    const { code } = failure as { readonly code?: unknown };
    outcomes.push(typeof code === 'string' && code.startsWith('RP_') ? code : failure);
  }
}
