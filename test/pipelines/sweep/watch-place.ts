import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { BudgetLimits } from '../../../scanners/budget.ts';
import { loadContentId } from '../../../scanners/content-id.ts';
import { detectors } from '../../../scanners/exposures/registry.ts';
import { createBudget } from '../../../scanners/shared/budget.ts';
import { combineSeverity } from '../../../scanners/shared/combine-severity.ts';
import type { Dialer } from '../../../scanners/shared/dialer.ts';
import { createPace } from '../../../scanners/shared/pace.ts';
import { createTranscript } from '../../../scanners/shared/transcript.ts';
import { sweepEndpoint } from '../../../src/pipelines/sweep/sweep-endpoint.ts';
import type { WatchContext } from '../../../src/pipelines/sweep/watch-context.ts';
import type { RunOptions } from '../../../src/reports/requests.ts';
import type { SweepReport, SweptAsset } from '../../../src/reports/sweep.ts';
import { openStore } from '../../../src/store/home.ts';
import type { Store } from '../../../src/store/store.ts';
import type {
  AssetRecord,
  EndpointOptions,
  EndpointRecord,
  VersionRecord,
} from '../../../src/store/watched.ts';
import { DayClock } from '../../store/watched-samples.ts';
import { KEYS, QUIET, Workplace } from '../workplace.ts';
import { ScriptedServer } from './scripted-scanner.ts';

const LIMITS: BudgetLimits = {
  maxEntries: 100_000,
  maxDepth: 10,
  maxAssetBytes: 64 * 1024 * 1024,
  maxSweepBytes: 256 * 1024 * 1024,
  maxListingBytes: 1024 * 1024,
  idleMs: 200,
  operationMs: 1000,
  maxSweepMs: 3_600_000,
  leastBytesPerSecond: 1,
  paceMs: 0,
};

const NOBODY: Dialer = {
  dial: () => Promise.reject(new Error('the scripted server needs no connection')),
};

/** The options of an endpoint about which nothing was said. */
export const PLAIN_OPTIONS: EndpointOptions = {
  schedule: null,
  loginFile: null,
  allowsClearTextLogin: false,
  acceptedCertificate: null,
  listsOnly: false,
  extractsEndAt: null,
  staleAfterDays: null,
};

/** A workplace with a scripted server that sweeps visit; the clock stands on 15 January 2026 before each test. */
export class WatchPlace extends Workplace {
  server!: ScriptedServer;
  watch!: WatchContext;
  limits: BudgetLimits = LIMITS;
  readonly clock = new DayClock();

  constructor() {
    super();
    beforeEach(async () => {
      this.server = new ScriptedServer();
      this.limits = LIMITS;
      this.clock.set(15);
      await this.store.close();
      this.store = await openStore(this.home, KEYS.keyId, { clock: this.clock });
      this.context = { ...this.context, store: this.store, clock: this.clock };
      this.watch = {
        ...this.context,
        clock: this.clock,
        scanners: [this.server],
        detectors,
        combineSeverity,
        contentId: await loadContentId(),
        requireInScope: async () => {},
        openTools: async (signal) => ({
          dialer: NOBODY,
          budget: createBudget(this.limits, this.clock),
          pace: createPace(this.limits, () => 0),
          transcript: createTranscript(this.clock),
          clock: this.clock,
          signal,
        }),
        readLogin: () => Promise.reject(new Error('no login file is expected')),
        spoolFolder: join(this.folder, 'spool'),
        sweepSettings: {
          contact: 'security@example.org',
          staleAfterDays: 90,
          certificateWarningDays: 21,
          estimateBytes: 256 * 1024,
        },
      };
    });
    afterEach(() => rm(join(this.folder, 'spool'), { recursive: true, force: true }));
  }

  /** Sweep the server on its endpoint of that name, which is registered where it is not yet. */
  async sweep(
    wishes: {
      readonly run?: RunOptions;
      readonly name?: string;
      readonly options?: Partial<EndpointOptions>;
    } = {},
  ): Promise<SweepReport> {
    const { run = QUIET, name = 'server', options = {} } = wishes;
    return sweepEndpoint(this.watch, await this.endpoint(name, options), null, run);
  }

  /** Sweep so many days later. */
  async sweepLater(days: number): Promise<SweepReport> {
    this.clock.advance(days * 86_400_000);
    return this.sweep();
  }

  /** The same through another opened store. */
  async sweepIn(store: Store): Promise<SweepReport> {
    return sweepEndpoint({ ...this.watch, store }, await this.endpoint(), null, QUIET);
  }

  async endpoint(name = 'server', options: Partial<EndpointOptions> = {}): Promise<EndpointRecord> {
    const { endpoints } = this.store;
    const url = `ftp://${name}.example/pub/`;
    return (
      (await endpoints.find(name)) ??
      endpoints.add({ name, url, options: { ...PLAIN_OPTIONS, ...options } }, null)
    );
  }

  async assets(name = 'server'): Promise<AssetRecord[]> {
    const found: AssetRecord[] = [];
    for await (const asset of this.store.assets.each((await this.endpoint(name)).id)) found.push(asset);
    return found;
  }

  /** All versions of the file of that path. */
  async versions(path: string): Promise<readonly VersionRecord[]> {
    const asset = (await this.assets()).find((one) => one.path === path)!;
    return this.store.assets.versions(asset.id);
  }
}

/** A run that is cancelled when the server logs a line of that start. */
export function cancelledOn(server: ScriptedServer, start: string): RunOptions {
  const controller = new AbortController();
  server.onRequest = (line) => {
    if (line.startsWith(start)) controller.abort();
  };
  return { signal: controller.signal, onProgress: () => {} };
}

/** States by path, with their reasons. */
export function statesOf({ assets }: SweepReport): Record<string, string> {
  return Object.fromEntries(assets.map((asset: SweptAsset) => [asset.path, stateOf(asset)]));
}

function stateOf({ state, reason }: SweptAsset): string {
  return reason === null ? state : `${state}: ${reason}`;
}
