import { RowprintError } from '../../src/core/errors.ts';
import {
  BudgetSpentError,
  ServerBusyError,
  ServerMisbehavedError,
  TlsNotTrustedError,
  TransferBrokenError,
  UnreachableError,
} from '../errors.ts';
import type { ScanTools, Target } from '../scanner.ts';
import { type Connection, createConnection } from './connection.ts';
import { dispatchRequest } from './dispatch-request.ts';
import type { HttpRequest } from './http-request.ts';
import type { HttpSightings } from './http-sightings.ts';
import { createReply, type HttpReply } from './reply.ts';
import { loginHeaders, plainHeaders } from './request-headers.ts';
import { retryAfterMs } from './retry-after.ts';
import { shownTarget } from './shown-target.ts';
import { isLostConnection, typedFailure } from './typed-failure.ts';

/** Requests and replies, one at a time, within budget and pace. */
export interface Exchange {
  /**
   * Send it; the reply is there once its head is. What was not read of the reply before is left. A server that is busy is
   * asked once more. @throws {UnreachableError} {OutOfScopeError} {TlsNotTrustedError} {ServerBusyError}
   * {ServerMisbehavedError} {TransferBrokenError} {BudgetSpentError} the signal's reason
   */
  send(request: HttpRequest): Promise<HttpReply>;
  close(): Promise<void>;
}

/** Longest that a busy server is waited for; one that asks for more is left alone at once. As long as pace waits at most. */
const MOST_PATIENCE_MS = 60_000;
/** Replies with 1xx before the real one: 103 comes once or twice, more only from who wants us to wait. */
const MOST_INFORMATIONAL = 16;
const BUSY = new Set([429, 503]);

/** Make the exchange of a visit. No I/O. */
export function createExchange(target: Target, tools: ScanTools, sightings: HttpSightings): Exchange {
  const connection = createConnection(tools, sightings.sawHandshake);
  const state: State = { target, tools, sightings, connection, last: null, hasAnswered: false };
  return {
    async send(request) {
      const reply = await sendPatiently(state, request);
      if (!BUSY.has(reply.status)) return reply;
      const waitMs = retryAfterMs(reply.header('retry-after'), tools.clock.nowMs());
      await reply.leave();
      if ((waitMs ?? 0) > Math.min(MOST_PATIENCE_MS, tools.budget.remainingMs())) throw busy(reply, waitMs);
      await tools.pace.backOff(waitMs, tools.signal);
      const again = await sendPatiently(state, request);
      if (!BUSY.has(again.status)) return again;
      await again.leave();
      throw busy(again, retryAfterMs(again.header('retry-after'), tools.clock.nowMs()));
    },
    async close() {
      await state.last?.leave();
      await connection.close();
    },
  };
}

interface State {
  readonly target: Target;
  readonly tools: ScanTools;
  readonly sightings: HttpSightings;
  readonly connection: Connection;
  last: HttpReply | null;
  hasAnswered: boolean;
}

function busy({ resource, status }: HttpReply, waitMs: number | null): ServerBusyError {
  const asked = waitMs === null ? '' : ` and asks to be left alone for ${Math.ceil(waitMs / 1_000)} s`;
  return new ServerBusyError(
    `${resource.origin} is busy (${status})${asked}: sweep it later, or slower by paceMs`,
    waitMs,
  );
}

/** A kept connection may have been closed by the server just now: that is asked again on a new one, nothing else is. */
async function sendPatiently(state: State, request: HttpRequest): Promise<HttpReply> {
  await state.last?.leave();
  state.last = null;
  const openedBefore = state.connection.opened();
  try {
    return await sendOnce(state, request);
  } catch (failure) {
    const wasKept = openedBefore > 0 && state.connection.opened() === openedBefore;
    if (!(failure instanceof TransferBrokenError && isLostConnection(failure.cause) && wasKept))
      throw failure;
    await state.connection.close();
    return sendOnce(state, request);
  }
}

async function sendOnce(state: State, request: HttpRequest): Promise<HttpReply> {
  const { tools, sightings } = state;
  const { resource, method } = request;
  const { origin, target } = resource;
  const login = loginFor(state, request);
  await tools.pace.next(tools.signal);
  tools.budget.countRequest();
  tools.transcript.sent(
    `${method} ${origin === state.target.url.origin ? '' : origin}${shownTarget(target)}`,
  );
  const what = `${method} ${origin}${shownTarget(target)}`;
  const limit = new AbortController();
  const timer = startTimer(limit, tools, what);
  try {
    const client = await state.connection.client({ origin, trust: login === null ? null : state.target });
    const headers = { ...plainHeaders(state.target), ...request.headers, ...login };
    const watch = { signal: limit.signal, onInformational: countInformational(limit, what) };
    const response = await dispatchRequest(client, { method, path: target, headers }, watch);
    state.hasAnswered = true;
    timer.stopClock();
    const reply = createReply(response, { request, what, tools, release: timer.release });
    state.last = reply;
    sightings.sawReply(reply);
    return reply;
  } catch (failure) {
    timer.release();
    tools.signal.throwIfAborted();
    const typed = firstContact(state, typedFailure(failure, what, 'head'), origin);
    tools.transcript.received(typed instanceof RowprintError ? typed.code : 'failed');
    throw typed;
  }
}

/** Who resets or closes the very first connection has not been reached. */
function firstContact({ hasAnswered }: State, failure: unknown, origin: string): unknown {
  if (hasAnswered || !(failure instanceof TransferBrokenError) || !isLostConnection(failure.cause)) {
    return failure;
  }
  return new UnreachableError(`${origin} closed the connection without a reply`, { cause: failure.cause });
}

/** The login's header where it may go: to the target's own origin, and in clear text only where the user allows that. */
function loginFor({ target }: State, request: HttpRequest): Record<string, string> | null {
  const { login, url, allowsClearTextLogin } = target;
  if (login === null || request.asStranger === true || request.resource.origin !== url.origin) return null;
  if (url.protocol !== 'https:' && !allowsClearTextLogin) {
    throw new TlsNotTrustedError(
      `${url.host} is visited without TLS, so the login was not sent: use https, or allow the login in clear text`,
    );
  }
  return loginHeaders(login);
}

function countInformational(limit: AbortController, what: string): () => void {
  let count = 0;
  return () => {
    if (++count > MOST_INFORMATIONAL) {
      limit.abort(
        new ServerMisbehavedError(`${what}: more than ${MOST_INFORMATIONAL} replies before the reply`),
      );
    }
  };
}

/** End the operation by its limit or by the visit's signal, until released. */
function startTimer(limit: AbortController, { budget, signal }: ScanTools, what: string) {
  const remainingMs = budget.remainingMs();
  const { operationMs, maxSweepMs } = budget.limits;
  const onAbort = (): void => limit.abort(signal.reason);
  const timer = setTimeout(
    () =>
      limit.abort(
        remainingMs < operationMs
          ? new BudgetSpentError(`${what}: the sweep took longer than ${maxSweepMs} ms`, 'maxSweepMs')
          : new TransferBrokenError(`${what}: took longer than ${operationMs} ms; raise operationMs`),
      ),
    Math.min(operationMs, remainingMs),
  );
  signal.addEventListener('abort', onAbort, { once: true });
  const stopClock = (): void => clearTimeout(timer);
  return {
    stopClock,
    release: (): void => {
      stopClock();
      signal.removeEventListener('abort', onAbort);
    },
  };
}
