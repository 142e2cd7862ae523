import { severityRank } from '../core/severity.ts';
import type { EndpointSummary } from '../reports/endpoint.ts';
import type { ExposureReport } from '../reports/exposure.ts';
import type { EndpointRecord } from '../store/watched.ts';
import { NotFoundError } from './api-errors.ts';
import type { ApiParts } from './api-parts.ts';
import type { Sight } from './sight.ts';
import { createUnchanged, type Unchanged } from './unchanged.ts';
import {
  type Holdings,
  holdingsOf,
  pathsSeen,
  visibleEndpoint,
  visibleExposures,
} from './visible-servers.ts';

/** The watched servers as somebody sees them. A server that holds nothing of theirs does not exist for who is limited. */
export interface SeenServers {
  readonly unchanged: Unchanged;
  endpoints(sight: Sight): Promise<readonly EndpointSummary[]>;
  /** @throws {NotFoundError} */
  endpoint(name: string, sight: Sight): Promise<EndpointSummary>;
  /** @throws {NotFoundError} */
  record(name: string, sight: Sight): Promise<EndpointRecord>;
  /** Worst first, then oldest first. */
  exposures(sight: Sight): Promise<readonly ExposureReport[]>;
  /** What files of an endpoint hold, for who is limited; null: all is seen. */
  holdings(endpointId: string, sight: Sight): Promise<Holdings | null>;
}

/** Look at the watched servers with somebody's eyes. */
export function createSeenServers({ watch, servers }: Pick<ApiParts, 'watch' | 'servers'>): SeenServers {
  const { store } = watch;
  const unchanged = createUnchanged(store);
  const records = () => unchanged('records', () => store.endpoints.list());
  const allExposures = () =>
    unchanged('exposures', async () => [...(await servers.listExposures())].sort(worst));

  const seen: SeenServers = {
    unchanged,
    holdings: async (endpointId, sight) =>
      sight.isLimited ? holdingsOf(watch, unchanged, endpointId) : null,

    async endpoints(sight) {
      const all = await unchanged('endpoints', () => servers.listEndpoints());
      if (!sight.isLimited) return all;
      const found: EndpointSummary[] = [];
      for (const record of await records()) {
        const holdings = await holdingsOf(watch, unchanged, record.id);
        const summary = all.find(({ name }) => name === record.name);
        if (summary === undefined || pathsSeen(holdings, sight).size === 0) continue;
        const exposures = (await allExposures()).filter(({ endpoint }) => endpoint === record.name);
        const visible = visibleExposures(exposures, holdings, sight);
        found.push(visibleEndpoint(summary, holdings, sight, visible));
      }
      return found;
    },

    async endpoint(name, sight) {
      const found = (await seen.endpoints(sight)).find((endpoint) => endpoint.name === name.normalize('NFC'));
      return found ?? unknown();
    },

    async record(name, sight) {
      const record = (await records()).find((one) => one.name === name.normalize('NFC'));
      if (record === undefined) return unknown();
      if (!sight.isLimited) return record;
      return pathsSeen(await holdingsOf(watch, unchanged, record.id), sight).size > 0 ? record : unknown();
    },

    async exposures(sight) {
      const all = await allExposures();
      if (!sight.isLimited) return all;
      const found: ExposureReport[] = [];
      for (const { id, name } of await records()) {
        const holdings = await holdingsOf(watch, unchanged, id);
        const own = all.filter(({ endpoint }) => endpoint === name);
        found.push(...visibleExposures(own, holdings, sight));
      }
      return found.sort(worst);
    },
  };
  return seen;
}

/** A text that sorts exposures: the worst first, then the oldest. */
export function exposureKey({ severity, firstSeenAt, id }: ExposureReport): string {
  return `${9 - severityRank(severity)} ${firstSeenAt} ${id}`;
}

function worst(a: ExposureReport, b: ExposureReport): number {
  const [first, second] = [exposureKey(a), exposureKey(b)];
  return first < second ? -1 : Number(first > second);
}

function unknown(): never {
  throw new NotFoundError('there is no endpoint of that name');
}
