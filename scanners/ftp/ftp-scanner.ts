import { RowprintError } from '../../src/core/errors.ts';
import { AccessRefusedError } from '../errors.ts';
import type {
  Fetched,
  FetchRequest,
  ListedFile,
  ListingGap,
  Scanner,
  ScanTools,
  Target,
  Visit,
} from '../scanner.ts';
import { fetchFile } from './fetch-file.ts';
import { probeStranger } from './probe-stranger.ts';
import { requireSendable } from './remote-name.ts';
import { createRequestCap } from './request-cap.ts';
import { createServerHabits } from './server-habits.ts';
import { createSessionKeeper, type SessionKeeper } from './session-keeper.ts';
import { startPath } from './start-path.ts';
import type { VisitContext } from './visit-context.ts';
import { createVisitRecord } from './visit-record.ts';
import { walkTree } from './walk-tree.ts';

const DEFAULT_PORTS = { 'ftp:': 21, 'ftps:': 990 };
/** What the contract of a visit allows a probe. */
const MOST_PROBE_REQUESTS = 20;

/**
 * FTP (RFC 959, 2428, 3659), with TLS after AUTH (RFC 4217) for 'ftp:' and from the first byte for 'ftps:'. One control
 * connection at a time and one data connection; it only lists and reads.
 */
export const ftpScanner: Scanner = { id: 'ftp', schemes: ['ftp:', 'ftps:'], open: openVisit };

function openVisit(target: Target, tools: ScanTools): Visit {
  const cap = createRequestCap(tools.budget);
  const visit = contextOf(target, { ...tools, budget: cap.budget });
  const { record } = visit;
  const keeper = createSessionKeeper(visit, target.login === null ? 'stranger' : 'user');
  return {
    list: () => list(visit, keeper),
    fetch: (request) => fetch(request, visit, keeper),
    async probe() {
      cap.limit(MOST_PROBE_REQUESTS);
      try {
        await probeStranger(visit, keeper);
      } finally {
        cap.limit(Number.POSITIVE_INFINITY);
      }
    },
    observations: () => record.observations(),
    close: () => keeper.close(),
  };
}

function contextOf(target: Target, tools: ScanTools): VisitContext {
  const { protocol, hostname, port } = target.url;
  const isImplicit = protocol === 'ftps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const portNumber = port === '' ? DEFAULT_PORTS[isImplicit ? 'ftps:' : 'ftp:'] : Number(port);
  return {
    target,
    tools,
    host,
    port: portNumber,
    place: `${hostname}:${portNumber}`,
    isImplicit,
    habits: createServerHabits(),
    record: createVisitRecord(target),
  };
}

async function* list(visit: VisitContext, keeper: SessionKeeper): AsyncGenerator<ListedFile | ListingGap> {
  try {
    const root = await keeper.use((session) => Promise.resolve(session.root));
    yield* walkTree(startPath(root, visit.target.url), keeper, visit);
  } catch (failure) {
    noteEnd(failure, visit, keeper);
    throw failure;
  }
}

async function fetch(request: FetchRequest, visit: VisitContext, keeper: SessionKeeper): Promise<Fetched> {
  requireSendable(request.ref);
  await visit.tools.pace.next(visit.tools.signal);
  try {
    return await keeper.use((session) => fetchFile(session, request));
  } catch (failure) {
    if (failure instanceof AccessRefusedError && keeper.current()?.identity === 'stranger')
      visit.record.ftp.anonymousReadRefused++;
    noteEnd(failure, visit, keeper);
    throw failure;
  }
}

/** What ended the visit stands in its observations; what one file or folder failed with does not. */
function noteEnd(failure: unknown, { record }: VisitContext, keeper: SessionKeeper): void {
  if (!(failure instanceof RowprintError) || !keeper.isOver()) return;
  record.failure = { code: failure.code, message: failure.message };
}
