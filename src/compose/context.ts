import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createTokeniser } from '../../fingerprints/engine/tokeniser.ts';
import { KeyRing } from '../../fingerprints/keys.ts';
import type { BudgetLimits } from '../../scanners/budget.ts';
import { loadContentId } from '../../scanners/content-id.ts';
import { hostOf, portOf } from '../../scanners/endpoint-address.ts';
import { detectors } from '../../scanners/exposures/registry.ts';
import { scanners } from '../../scanners/registry.ts';
import { createBudget } from '../../scanners/shared/budget.ts';
import { combineSeverity } from '../../scanners/shared/combine-severity.ts';
import { createDialer } from '../../scanners/shared/dialer.ts';
import { createPace } from '../../scanners/shared/pace.ts';
import { createScope, type Scope } from '../../scanners/shared/scope.ts';
import { createTranscript } from '../../scanners/shared/transcript.ts';
import { readLoginFile } from '../config/login-file.ts';
import { loadMasterKey, type Settings } from '../config/settings.ts';
import { systemClock } from '../core/clock.ts';
import { UsageError } from '../core/errors.ts';
import { csvFormat } from '../formats/csv/csv-format.ts';
import { openLocalFile } from '../formats/local-file.ts';
import type { PipelineContext } from '../pipelines/context.ts';
import { loadKernel } from '../pipelines/engine/load-kernel.ts';
import type { WatchContext } from '../pipelines/sweep/watch-context.ts';
import { databasePath, openStore } from '../store/home.ts';
import type { Store } from '../store/store.ts';
import { tableSources } from '../tables/registry.ts';

/** What the pipelines work with, for a home that is there. @throws {UsageError} it is not */
export async function openContext(settings: Settings): Promise<WatchContext> {
  if (!existsSync(databasePath(settings.home)))
    throw new UsageError(
      `there is no home at ${settings.home}: run \`rowprint init\`, or name another one with --home`,
    );
  return contextOf(settings, settings.home, new KeyRing(await loadMasterKey(settings)));
}

/** What the pipelines work with, for this home and this key. */
export async function contextOf(settings: Settings, home: string, keys: KeyRing): Promise<WatchContext> {
  const password = settings.sourcePassword?.reveal();
  const store = await openStore(home, keys.keyId);
  return {
    ...(await watchPartsOf(settings, home, store)),
    store,
    keyId: keys.keyId,
    tokeniser: await createTokeniser(keys),
    keyRing: keys,
    engine: { module: loadKernel(), threads: settings.threads, keys },
    clock: systemClock,
    formats: [csvFormat],
    tableSources: tableSources({ csvFormat, openFile: openLocalFile }),
    openFile: openLocalFile,
    readingDefaults: {
      country: settings.defaultCountry,
      currentYear: new Date(systemClock.nowMs()).getUTCFullYear(),
    },
    extractLimits: {
      maxCellChars: settings.maxCellChars,
      maxColumns: settings.maxColumns,
      maxBytes: settings.maxFileBytes,
      maxRatio: settings.maxRatio,
    },
    tableOptions: {
      statementTimeoutMs: settings.statementTimeoutMs,
      connectTimeoutMs: settings.connectTimeoutMs,
      ...(password === undefined ? {} : { password }),
    },
    falseDiscovery: { maxFalseShare: settings.maxFalseShare, maxFalseRows: Number.POSITIVE_INFINITY },
    estimateFromBytes: settings.estimateFromBytes,
  };
}

/** What the sweeps of exposed servers work with. */
async function watchPartsOf(
  settings: Settings,
  home: string,
  store: Store,
): Promise<Omit<WatchContext, keyof PipelineContext>> {
  const limits = budgetLimitsOf(settings);
  const scopeFor = async (url: URL): Promise<Scope> =>
    createScope(await store.mandates.list(), systemClock, [hostOf(url)]);
  return {
    scanners,
    detectors,
    combineSeverity,
    contentId: await loadContentId(),
    async requireInScope(url) {
      (await scopeFor(url)).requireHost(hostOf(url), portOf(url), 'control');
    },
    async openTools(signal, url) {
      const scope = await scopeFor(url);
      return {
        dialer: createDialer(scope),
        budget: createBudget(limits, systemClock),
        pace: createPace(limits, Math.random),
        transcript: createTranscript(systemClock),
        clock: systemClock,
        signal,
      };
    },
    readLogin: readLoginFile,
    spoolFolder: join(home, 'spool'),
    sweepSettings: {
      contact: settings.scanContact,
      staleAfterDays: settings.staleAfterDays,
      certificateWarningDays: settings.certificateWarningDays,
      estimateBytes: settings.scanEstimateBytes,
    },
  };
}

function budgetLimitsOf(settings: Settings): BudgetLimits {
  return {
    maxEntries: settings.scanMaxEntries,
    maxDepth: settings.scanMaxDepth,
    maxAssetBytes: settings.scanMaxAssetBytes,
    maxSweepBytes: settings.scanMaxBytes,
    maxListingBytes: settings.scanMaxListingBytes,
    idleMs: settings.scanIdleMs,
    operationMs: settings.scanOperationMs,
    maxSweepMs: settings.scanMaxMs,
    leastBytesPerSecond: settings.scanLeastBytesPerSecond,
    paceMs: settings.scanPaceMs,
  };
}
