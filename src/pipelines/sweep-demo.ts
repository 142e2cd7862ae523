import { hostOf, portOf } from '../../scanners/endpoint-address.ts';
import type { RunOptions } from '../reports/requests.ts';
import type { SweepReport } from '../reports/sweep.ts';
import type { EndpointRecord } from '../store/watched.ts';
import { endpointOf } from './sweep/register-endpoint.ts';
import { sweepEndpoint } from './sweep/sweep-endpoint.ts';
import type { WatchContext } from './sweep/watch-context.ts';

/** A server of the demonstration that answers. */
export interface DemoServer {
  /** What the endpoint is called. */
  readonly name: string;
  readonly url: string;
  /** Whose it is, for the mandate. */
  readonly owner: string;
  /** Day on which the extracts were to be gone, 'YYYY-MM-DD'. */
  readonly extractsEndAt?: string;
}

/** The demonstration's servers. Nothing else is contacted. */
export interface DemoServers {
  start(): Promise<readonly DemoServer[]>;
  /** One extract is replaced by a new version, as on any server that lives. */
  change(): Promise<void>;
  /** May be called twice, and without start. */
  stop(): Promise<void>;
}

const DAY_MS = 86_400_000;

/** Sweep the servers before and after one of their files changes, then switch them off. */
export async function sweepDemo(
  context: WatchContext,
  servers: DemoServers,
  run: RunOptions,
): Promise<SweepReport[]> {
  try {
    const endpoints: EndpointRecord[] = [];
    for (const server of await servers.start()) endpoints.push(await register(context, server));
    const before = await sweepAll(context, endpoints, run);
    await servers.change();
    return [...before, ...(await sweepAll(context, endpoints, run))];
  } finally {
    await servers.stop();
  }
}

async function register(
  context: WatchContext,
  { name, url, owner, extractsEndAt }: DemoServer,
): Promise<EndpointRecord> {
  const address = new URL(url);
  await context.store.mandates.put({
    target: `${hostOf(address)}:${portOf(address)}`,
    owner,
    reference: 'the demonstration itself',
    // A run that goes past midnight is still within it.
    until: new Date(context.clock.nowMs() + DAY_MS).toISOString().slice(0, 10),
  });
  const request = { name, url, allowsClearTextLogin: false, listsOnly: false };
  const endpoint = endpointOf(context, {
    ...request,
    ...(extractsEndAt === undefined ? {} : { extractsEndAt }),
  });
  return context.store.endpoints.add(endpoint, null);
}

async function sweepAll(
  context: WatchContext,
  endpoints: readonly EndpointRecord[],
  run: RunOptions,
): Promise<SweepReport[]> {
  const reports: SweepReport[] = [];
  for (const endpoint of endpoints) reports.push(await sweepEndpoint(context, endpoint, null, run));
  return reports;
}
