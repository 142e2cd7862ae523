import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { RowprintError } from '../../src/core/errors.ts';
import {
  AccessRefusedError,
  ServerBusyError,
  ServerMisbehavedError,
  TransferBrokenError,
} from '../errors.ts';
import { shownPath } from './remote-name.ts';
import { createReplyParser, type Reply } from './reply-parser.ts';
import { createSocketReader, type SocketReader } from './socket-reader.ts';
import { handshake, startTls, type TlsVersions } from './start-tls.ts';
import type { VisitContext } from './visit-context.ts';

/**
 * The connection for commands and replies, one at a time.
 *
 * It is our own and not basic-ftp's (6.2.3) FTPContext, which opens its own sockets, drops replies that come while no
 * task runs (so a late 226 is lost or answers the next command), and limits only silence: a byte a second holds it for ever.
 */
export interface ControlConnection {
  /** False once it was closed, broke, was not understood, or said 421: nothing more can be asked on it. */
  isOpen(): boolean;
  /** Address that was dialled in the end. */
  readonly address: string;
  /** Null before TLS. */
  tlsSocket(): TLSSocket | null;
  /**
   * Send a command and wait for its first reply, whatever its code. `shown` stands in the transcript instead.
   * @throws {AccessRefusedError} a line end or NUL in it {TransferBrokenError} {ServerMisbehavedError} {BudgetSpentError}
   */
  ask(command: string, shown?: string, limitMs?: number): Promise<Reply>;
  /** As `ask`. @throws {ServerBusyError} on 421, too */
  command(command: string, shown?: string): Promise<Reply>;
  /** Wait for one more reply. */
  reply(limitMs?: number): Promise<Reply>;
  /** Whether a further reply lies ready, unread. */
  hasReply(): boolean;
  /** Go over to TLS. @throws {ServerMisbehavedError} the handshake fails, or clear text lies before it */
  secure(versions?: TlsVersions): Promise<TLSSocket>;
  /** The last TLS session that the server handed out, to be resumed by data connections. */
  tlsSession(): Buffer | null;
  /** End it now. What is asked afterwards fails with this reason, or with an earlier one, which is returned. */
  lose(reason: RowprintError): RowprintError;
}

/** Take over a fresh socket. */
export function createControlConnection(socket: Socket, visit: VisitContext): ControlConnection {
  const { tools, place } = visit;
  const { limits } = tools.budget;
  const parser = createReplyParser(place);
  let reader: SocketReader = createSocketReader(socket);
  let tls: TLSSocket | null = null;
  let session: Buffer | null = null;
  let lost: RowprintError | null = null;
  let ready: Reply | null = null;

  const lose = (reason: RowprintError): RowprintError => {
    lost ??= reason;
    (tls ?? socket).destroy();
    socket.destroy();
    return lost;
  };
  const losing = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (failure) {
      lose(failure as RowprintError);
      throw failure;
    }
  };
  const noted = (reply: Reply): Reply => {
    tools.transcript.received(visit.record.hide(shownPath(`${reply.code} ${reply.lines[0]}`)));
    if (reply.code === 421) lose(busy(place));
    return reply;
  };
  const reply = async (limitMs = limits.operationMs): Promise<Reply> => {
    const endsAtMs = performance.now() + Math.min(limitMs, limits.operationMs);
    for (;;) {
      const whole = ready ?? losing(() => parser.take());
      ready = null;
      if (whole !== null) return noted(whole);
      if (lost !== null) throw lost;
      const waitMs = Math.min(limits.idleMs, endsAtMs - performance.now(), tools.budget.remainingMs());
      const came = waitMs > 0 ? await reader.next(waitMs, tools.signal) : 'late';
      if (typeof came === 'string') {
        // The end of the sweep looks like a server that is late.
        losing(() => tools.budget.remainingMs());
        throw lose(silence(place, came, limits.idleMs));
      }
      parser.push(came);
    }
  };
  const dropStale = (): void => {
    ready = null;
    for (let chunk = reader.now(); chunk !== null; chunk = reader.now()) {
      parser.push(chunk);
      // What nobody asked for is read and dropped, or it would answer the next command.
      for (let stale = losing(() => parser.take()); stale !== null; stale = losing(() => parser.take()))
        noted(stale);
    }
  };
  const ask = async (command: string, shown = command, limitMs?: number): Promise<Reply> => {
    if (/[\n\0]/.test(command)) throw new AccessRefusedError(UNSENDABLE);
    dropStale();
    tools.signal.throwIfAborted();
    if (reader.isOver() && lost === null) lose(silence(place, 'ended', limits.idleMs));
    if (lost !== null) throw lost;
    tools.budget.countRequest();
    tools.transcript.sent(visit.record.hide(shownPath(shown)));
    const bytes = visit.habits.doublesTelnetByte ? command.replaceAll('\xff', '\xff\xff') : command;
    (tls ?? socket).write(`${bytes.replaceAll('\r', CARRIAGE_RETURN)}\r\n`, 'latin1');
    return await reply(limitMs);
  };

  return {
    address: socket.remoteAddress ?? visit.host,
    isOpen: () => lost === null && !reader.isOver(),
    tlsSocket: () => tls,
    tlsSession: () => session,
    ask,
    reply,
    lose,
    async command(command, shown) {
      const answer = await ask(command, shown);
      if (answer.code === 421) throw lose(busy(place));
      return answer;
    },
    hasReply() {
      const chunk = reader.now();
      if (chunk !== null) parser.push(chunk);
      ready ??= losing(() => parser.take());
      return ready !== null;
    },
    async secure(versions) {
      // Clear text after the answer to AUTH TLS would be read as if it had come protected.
      if (reader.now() !== null || parser.hasRest()) {
        throw lose(new ServerMisbehavedError(`${place} sent clear text into the TLS handshake`));
      }
      reader.detach();
      tls = startTls(socket, { host: visit.host, versions: versions ?? null, session: null });
      tls.on('session', (latest: Buffer) => (session = latest));
      try {
        await handshake(tls, place, Math.min(limits.operationMs, tools.budget.remainingMs()), tools.signal);
      } catch (failure) {
        lose(failure as RowprintError);
        throw failure;
      }
      reader = createSocketReader(tls);
      return tls;
    },
  };
}

/** Without the command: it may be a login. */
/** RFC 2640, section 3.1: never bare, or a server that ends lines at it would take the rest of a name for a command. */
const CARRIAGE_RETURN = '\r\0';
const UNSENDABLE = 'a line end or NUL cannot be sent in an FTP command: nothing was sent';

function busy(place: string): ServerBusyError {
  return new ServerBusyError(`${place} ended the connection (421)`, null);
}

function silence(place: string, came: 'ended' | 'broken' | 'late', idleMs: number): TransferBrokenError {
  if (came === 'late') return new TransferBrokenError(`${place} did not answer in time (${idleMs} ms)`);
  return new TransferBrokenError(
    `${place} closed the control connection${came === 'broken' ? ' with an error' : ''}`,
  );
}
