import { RowprintError } from '../../src/core/errors.ts';
import { OutOfScopeError, ServerBusyError, TlsNotTrustedError, UnreachableError } from '../errors.ts';
import type { Scanner, ScanTools, Target, Visit } from '../scanner.ts';
import { createExchange } from './exchange.ts';
import { fetchFile } from './fetch-file.ts';
import { createHttpSightings } from './http-sightings.ts';
import { probeStranger } from './probe-stranger.ts';
import { walk } from './walk.ts';

/** Servers of files over HTTP/1.1: listings of web servers, WebDAV, buckets, or one file. */
export const httpScanner: Scanner = { id: 'http', schemes: ['http:', 'https:'], open: openVisit };

function openVisit(target: Target, tools: ScanTools): Visit {
  const sightings = createHttpSightings(target);
  const exchange = createExchange(target, tools, sightings);
  const found = { sample: null, suspects: [], traversals: [], start: null };
  const session = { target, tools, exchange, sightings, found };
  const noting = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (failure) {
      if (ENDS.some((end) => failure instanceof end)) sightings.failed(failure);
      throw failure;
    }
  };
  return {
    list: () => walk(session),
    fetch: (request) => noting(fetchFile(session, request)),
    probe: () => noting(probeStranger(session)),
    observations: () => sightings.observations(),
    close: () => exchange.close().catch(ignoreKnown),
  };
}

/** Failures after which nothing more is to be had from the server. */
const ENDS = [OutOfScopeError, ServerBusyError, TlsNotTrustedError, UnreachableError];

function ignoreKnown(failure: unknown): void {
  if (!(failure instanceof RowprintError)) throw failure;
}
