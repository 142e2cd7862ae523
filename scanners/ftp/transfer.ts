import type { Duplex } from 'node:stream';
import { RowprintError } from '../../src/core/errors.ts';
import { ServerMisbehavedError, TransferBrokenError } from '../errors.ts';
import type { OpenTransfer } from './open-transfer.ts';
import { openDataConnection } from './passive-connection.ts';
import { isDone, replyFailure } from './reply-failure.ts';
import type { Reply } from './reply-parser.ts';
import type { Session } from './session.ts';
import { createSocketReader, type Received, type SocketReader } from './socket-reader.ts';

/** How a transfer is asked for. */
export interface TransferRequest {
  readonly verb: 'MLSD' | 'LIST' | 'RETR';
  /** Bytes as latin1; null: none. */
  readonly argument: string | null;
  /** 'the folder /a', for messages. */
  readonly what: string;
  /** Asked for with the data connection open, right before the transfer: REST has to be (RFC 959, section 4.1.3). */
  readonly before?: () => Promise<void>;
}

/** After we close a data connection the server says 426 or 226 at once; what comes later would answer something else. */
const RESYNC_MS = 2_000;

/** Open a data connection and ask for a transfer. @throws {AccessRefusedError} 5xx {TransferBrokenError} 4xx, and others */
export async function startTransfer(session: Session, request: TransferRequest): Promise<OpenTransfer> {
  const { control, visit } = session;
  const socket = await openDataConnection(session);
  const reader = createSocketReader(socket);
  const { verb, argument } = request;
  if (verb === 'RETR') session.hasServed = true;
  try {
    await request.before?.();
    const first = argument === null ? await control.command(verb) : await session.askFor(verb, argument);
    if (first.code >= 300) throw replyFailure(first, request.what, visit.place);
    if (!session.isProtected) visit.record.ftp.acceptsClearTextData = true;
    session.transfer = createTransfer(session, { socket, reader, first, what: request.what });
    return session.transfer;
  } catch (failure) {
    socket.destroy();
    throw failure;
  }
}

interface Started {
  readonly socket: Duplex;
  readonly reader: SocketReader;
  readonly first: Reply;
  readonly what: string;
}

function createTransfer(session: Session, { socket, reader, first, what }: Started): OpenTransfer {
  const { visit, control } = session;
  const { budget, signal } = visit.tools;
  const { idleMs } = budget.limits;
  const pulse = createPulse(idleMs, budget.limits.leastBytesPerSecond);
  let ending: Received | null = null;
  let bytes = 0;

  const abandon = async (): Promise<void> => {
    socket.destroy();
    if (session.transfer === null) return;
    session.transfer = null;
    if (first.code < 200 && control.isOpen()) await resync(session);
  };
  const fail = async (why: string): Promise<never> => {
    await abandon();
    throw new TransferBrokenError(`${visit.place}: ${what} came only in part (${why})`);
  };
  return {
    abandon,
    async next() {
      if (ending !== null) return null;
      const askedAtMs = performance.now();
      const came = await reader.next(Math.min(idleMs, budget.remainingMs()), signal);
      if (typeof came !== 'string') {
        bytes += came.length;
        await orAbandon(abandon, () => budget.countBytes(came.length));
        if (!pulse.beat(performance.now() - askedAtMs, came.length)) await fail('too slow');
        return came;
      }
      // The end of the sweep looks like a server that is late.
      await orAbandon(abandon, () => budget.remainingMs());
      // Some servers say that they are done and leave the data connection open.
      if (came === 'late' && !control.hasReply()) return await fail(`nothing came for ${idleMs} ms`);
      const foreseen = reader.failure();
      if (foreseen instanceof RowprintError) await abandon().then(() => Promise.reject(foreseen));
      ending = came;
      socket.destroy();
      return null;
    },
    async confirm() {
      session.transfer = null;
      const last = first.code >= 200 ? first : await lastReply(session);
      visit.tools.transcript.received(`${last?.code ?? 'no reply'}, ${bytes} bytes`);
      if (last !== null && !isDone(last)) throw replyBroken(last, what, visit.place);
      // A reset may have swallowed bytes that the server believes to have sent. Nothing at all is no TLS handshake.
      if (ending === 'broken' && bytes > 0)
        throw new TransferBrokenError(`${visit.place}: the data connection of ${what} broke`);
      return last !== null;
    },
  };
}

/** The reply after the data; null where none comes: the control connection is out of step then, and is closed. */
async function lastReply({ control, visit }: Session): Promise<Reply | null> {
  try {
    return await control.reply();
  } catch (failure) {
    visit.tools.signal.throwIfAborted();
    if (failure instanceof TransferBrokenError || failure instanceof ServerMisbehavedError) return null;
    throw failure;
  }
}

async function resync({ control, visit }: Session): Promise<void> {
  try {
    await control.reply(RESYNC_MS);
  } catch {
    // It is closed now, and opened again by whoever needs it.
    visit.tools.signal.throwIfAborted();
  }
}

function replyBroken(reply: Reply, what: string, place: string): Error {
  return new TransferBrokenError(`${place}: ${what} came only in part`, {
    cause: replyFailure(reply, what, place),
  });
}

async function orAbandon(abandon: () => Promise<void>, work: () => unknown): Promise<void> {
  try {
    work();
  } catch (failure) {
    await abandon();
    throw failure;
  }
}

/** Whether bytes come fast enough, averaged over `idleMs` of waiting: the time that we take ourselves does not count. */
function createPulse(idleMs: number, leastBytesPerSecond: number) {
  let waitedMs = 0;
  let bytes = 0;
  return {
    beat(waitMs: number, received: number): boolean {
      waitedMs += waitMs;
      bytes += received;
      if (waitedMs < idleMs) return true;
      const isAlive = bytes * 1_000 >= leastBytesPerSecond * waitedMs;
      waitedMs = 0;
      bytes = 0;
      return isAlive;
    },
  };
}
