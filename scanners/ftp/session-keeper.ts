import { RowprintError } from '../../src/core/errors.ts';
import { ServerBusyError } from '../errors.ts';
import type { Identity } from './log-in.ts';
import { openSession } from './open-session.ts';
import type { Session } from './session.ts';
import type { VisitContext } from './visit-context.ts';

/** Has one session open at a time, and opens it again when it was lost. */
export interface SessionKeeper {
  readonly identity: Identity;
  /**
   * Do something in the session. Where it is lost the work is done once more in a new one, so it has to begin anew each
   * time. @throws what the work throws, and what opening throws: then `isOver`
   */
  use<Result>(work: (session: Session) => Promise<Result>): Promise<Result>;
  /** The server cannot be visited any more: what was thrown last ends the visit. */
  isOver(): boolean;
  /** The session that is open, null where none is. */
  current(): Session | null;
  close(): Promise<void>;
}

/** So often in a row a session may be lost without anything that was done in it. */
const MOST_LOSSES = 3;

/** Keep the session of one identity. Nothing is opened before the first use. */
export function createSessionKeeper(visit: VisitContext, identity: Identity): SessionKeeper {
  const { tools } = visit;
  let session: Session | null = null;
  let losses = 0;
  let isOver = false;

  const ready = async (): Promise<Session> => {
    if (session !== null) await session.transfer?.abandon();
    if (session?.control.isOpen() !== true) session = null;
    session ??= await open(visit, identity);
    return session;
  };
  return {
    identity,
    isOver: () => isOver,
    current: () => (session?.control.isOpen() === true ? session : null),
    async use(work) {
      for (let isSecond = false; ; isSecond = true) {
        let opened: Session;
        try {
          opened = await ready();
        } catch (failure) {
          isOver = true;
          throw failure;
        }
        try {
          const result = await work(opened);
          losses = 0;
          return result;
        } catch (failure) {
          tools.signal.throwIfAborted();
          if (opened.control.isOpen() || !(failure instanceof RowprintError)) {
            losses = 0;
            throw failure;
          }
          if (!opened.hasServed) losses++;
          if (losses >= MOST_LOSSES) isOver = true;
          if (isOver || isSecond) throw failure;
          if (failure instanceof ServerBusyError)
            await tools.pace.backOff(failure.retryAfterMs, tools.signal);
        }
      }
    },
    async close() {
      session?.transfer?.abandon().catch(() => {});
      await session?.leave();
      session = null;
    },
  };
}

/** Open a session: once more where the server is busy, or where TLS broke and nothing secret is to be sent. */
async function open(visit: VisitContext, identity: Identity): Promise<Session> {
  const { pace, signal } = visit.tools;
  const brokeOnTls = visit.habits.breaksOnTls;
  try {
    return await openSession(visit, identity);
  } catch (failure) {
    signal.throwIfAborted();
    if (visit.habits.breaksOnTls !== brokeOnTls) return await openSession(visit, identity);
    if (!(failure instanceof ServerBusyError)) throw failure;
    await pace.backOff(failure.retryAfterMs, signal);
    return await openSession(visit, identity);
  }
}
