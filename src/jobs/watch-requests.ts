import type { Login } from '../../scanners/scanner.ts';
import { UsageError } from '../core/errors.ts';
import { Secret } from '../core/secret.ts';
import {
  lastSweep,
  lastTranscript,
  listEndpoints,
  listExposures,
  listMandates,
  summarise,
} from '../pipelines/sweep/list-endpoints.ts';
import { endpointOf, parseEndpointUrl, requireDay } from '../pipelines/sweep/register-endpoint.ts';
import { sweepEndpoint } from '../pipelines/sweep/sweep-endpoint.ts';
import type { WatchContext } from '../pipelines/sweep/watch-context.ts';
import type { EndpointSummary, ForgottenEndpoint, MandateSummary } from '../reports/endpoint.ts';
import type { ExposureReport } from '../reports/exposure.ts';
import type { AddEndpointRequest, AddMandateRequest, RunOptions, ScanRequest } from '../reports/requests.ts';
import type { SweepReport } from '../reports/sweep.ts';
import type { EndpointRecord, NewEndpoint } from '../store/watched.ts';
import { nextRunMs, requireSchedule } from './next-run.ts';
import { type DueOutcome, type DueParts, sweepDue, sweepNow } from './sweep-due.ts';

/** What asks to watch servers needs besides the pipelines. */
export interface WatchParts {
  /** Opens the home with the first request. */
  readonly open: () => Promise<WatchContext>;
  /** Refuses what is no target of a mandate. @throws {UsageError} */
  readonly requireTarget: (target: string) => void;
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
}

/** Everything that the command line asks about servers that are watched. */
export interface WatchRequests {
  addMandate(request: AddMandateRequest): Promise<void>;
  listMandates(): Promise<readonly MandateSummary[]>;
  removeMandate(target: string): Promise<void>;
  addEndpoint(request: AddEndpointRequest): Promise<EndpointSummary>;
  listEndpoints(): Promise<readonly EndpointSummary[]>;
  lastSweep(name: string): Promise<SweepReport>;
  transcript(name: string): Promise<readonly string[]>;
  forgetEndpoint(name: string): Promise<ForgottenEndpoint>;
  scan(request: ScanRequest, run: RunOptions): Promise<SweepReport>;
  sweepDue(run: RunOptions, onOutcome: (outcome: DueOutcome) => Promise<void>): Promise<void>;
  listExposures(endpoint?: string): Promise<readonly ExposureReport[]>;
}

/** Answer the requests about servers that are watched. */
export function watchRequests({ open, requireTarget, random }: WatchParts): WatchRequests {
  return {
    async addMandate(request) {
      requireTarget(request.target);
      requireDay(request.until);
      for (const text of [request.owner, request.reference])
        if (text.trim() === '')
          throw new UsageError('a mandate has an owner and a reference: neither may be empty');
      const target = request.target.trim().toLowerCase();
      await (await open()).store.mandates.put({ ...request, target });
    },
    listMandates: async () => listMandates(await open()),
    removeMandate: async (target) => (await open()).store.mandates.remove(target.trim().toLowerCase()),
    async addEndpoint(request) {
      const context = await open();
      const endpoint = endpointOf(context, request);
      if (endpoint.options.loginFile !== null) await context.readLogin(endpoint.options.loginFile);
      return summarise(context, await register(context, endpoint, random));
    },
    listEndpoints: async () => listEndpoints(await open()),
    lastSweep: async (name) => lastSweep(await open(), name),
    transcript: async (name) => lastTranscript(await open(), name),
    async forgetEndpoint(name) {
      const { erasedPrints } = await (await open()).store.endpoints.forget(name);
      return { name, prints: erasedPrints };
    },
    async scan({ endpoint }, run) {
      const context = await open();
      const { record, login } = await endpointToScan(context, endpoint, random);
      const parts = partsOf(context, random, (one) => sweepEndpoint(context, one, login, run));
      return (await sweepNow(parts, record)).report;
    },
    async sweepDue(run, onOutcome) {
      const context = await open();
      const parts = partsOf(context, random, (one) => sweepEndpoint(context, one, null, run));
      for await (const outcome of sweepDue({ ...parts, signal: run.signal })) await onOutcome(outcome);
    },
    listExposures: async (name) => listExposures(await open(), name),
  };
}

function partsOf(
  { store, clock }: WatchContext,
  random: () => number,
  sweep: DueParts['sweep'],
): Omit<DueParts, 'signal'> {
  return { endpoints: store.endpoints, clock, random, sweep };
}

async function register(
  { store, clock }: WatchContext,
  endpoint: NewEndpoint,
  random: () => number,
): Promise<EndpointRecord> {
  const { schedule } = endpoint.options;
  if (schedule === null) return store.endpoints.add(endpoint, null);
  requireSchedule(schedule);
  const next = nextRunMs(schedule, clock.nowMs(), random());
  return store.endpoints.add(endpoint, next === null ? null : new Date(next).toISOString());
}

/** An endpoint by its name, or by its URL, which is registered where it is not yet. A login in the URL is used and not kept. */
async function endpointToScan(
  context: WatchContext,
  nameOrUrl: string,
  random: () => number,
): Promise<{ record: EndpointRecord; login: Login | null }> {
  if (!nameOrUrl.includes('://'))
    return { record: await context.store.endpoints.get(nameOrUrl), login: null };
  const url = parseEndpointUrl(nameOrUrl, context.scanners);
  const login = loginOf(url);
  url.username = '';
  url.password = '';
  const known = await context.store.endpoints.findByUrl(url.href);
  if (known !== null) return { record: known, login };
  await context.requireInScope(url);
  const name = await freeName(context, url);
  const request = { name, url: url.href, allowsClearTextLogin: false, listsOnly: false };
  return { record: await register(context, endpointOf(context, request), random), login };
}

function loginOf({ username, password }: URL): Login | null {
  if (username === '' && password === '') return null;
  return {
    kind: 'password',
    user: new Secret(decoded(username)),
    password: new Secret(decoded(password)),
  };
}

/** @throws {UsageError} never quoting it */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new UsageError('the login in the URL is not encoded as URLs are: write % as %25', { cause });
  }
}

/** 'ftp.example.org', then 'ftp.example.org 2': a server may be watched in several places. */
async function freeName({ store }: WatchContext, { host }: URL): Promise<string> {
  const base = host.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[^\p{L}\p{N}]+/u, '') || 'server';
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base} ${count}`;
    const isTaken = await Promise.all([
      store.endpoints.find(name),
      store.tables.find(name),
      store.suspects.find(name),
    ]);
    if (isTaken.every((one) => one === null)) return name;
  }
}
