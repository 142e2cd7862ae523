import { isIPv6, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { ServerMisbehavedError, TransferBrokenError, UnreachableError } from '../errors.ts';
import { type PassiveAddress, parseExtendedPassive, parsePassive } from './passive-address.ts';
import { isDone, replyFailure } from './reply-failure.ts';
import type { Session } from './session.ts';
import { startTls } from './start-tls.ts';
import { sha256Of } from './tls-observed.ts';

/**
 * A second connection to the server, in passive mode: EPSV, and PASV where that leads nowhere. It goes to the address of
 * the control connection, whatever address the server names: another one would be somebody else's (a bounce) or an inner
 * one that is not reached. @throws {TransferBrokenError} {ServerMisbehavedError} {OutOfScopeError}
 */
export async function openDataConnection(session: Session): Promise<Duplex> {
  const { habits } = session.visit;
  const isExtended = habits.takesEpsv || isIPv6(session.control.address);
  const place = isExtended ? await askExtendedPassive(session) : await askPassive(session);
  if (place === null) return await openDataConnection(session);
  try {
    return protectedAs(session, await dialData(session, place.port));
  } catch (cause) {
    if (!(cause instanceof UnreachableError)) throw cause;
    // Some firewalls open the port that they read in the reply to PASV only.
    if (isExtended && forgetEpsv(session)) return await openDataConnection(session);
    throw new TransferBrokenError(`${session.visit.place} did not take the data connection it had offered`, {
      cause,
    });
  }
}

/** Ask where the data connection goes, and note an address that is not the one we came to. */
export async function askPassive({ control, visit }: Session): Promise<PassiveAddress> {
  const reply = await control.command('PASV');
  if (!isDone(reply)) throw replyFailure(reply, 'a data connection', visit.place);
  const place = reply.code === 227 ? parsePassive(reply.lines.join(' ')) : null;
  if (place === null)
    throw new ServerMisbehavedError(`${visit.place} named no place for the data connection (PASV)`);
  const { ftp } = visit.record;
  if (place.address !== control.address.replace(/^::ffff:/i, '')) ftp.announcedAddress = place.address;
  ftp.announcesDialledAddress = ftp.announcedAddress === null;
  return place;
}

/** Null: PASV is to be asked instead. */
async function askExtendedPassive(session: Session): Promise<PassiveAddress | null> {
  const { control, visit } = session;
  const reply = await control.command('EPSV');
  const place = reply.code === 229 ? parseExtendedPassive(reply.lines.join(' ')) : null;
  if (place !== null) return place;
  if (forgetEpsv(session)) return null;
  if (!isDone(reply)) throw replyFailure(reply, 'a data connection', visit.place);
  throw new ServerMisbehavedError(`${visit.place} named no place for the data connection (EPSV)`);
}

/** PASV has no room for an address of IPv6. Returns false there: nothing is left to try. */
function forgetEpsv({ control, visit }: Session): boolean {
  if (isIPv6(control.address) && !/^::ffff:/i.test(control.address)) return false;
  const isNew = visit.habits.takesEpsv;
  visit.habits.takesEpsv = false;
  return isNew;
}

function dialData({ control, visit }: Session, port: number): Promise<Socket> {
  const { dialer, budget, signal } = visit.tools;
  return dialer.dial({
    host: visit.host,
    address: control.address,
    port,
    purpose: 'data',
    timeoutMs: Math.min(budget.limits.idleMs, budget.remainingMs()),
    signal,
  });
}

/** The handshake goes on while the transfer is asked for: servers begin theirs only then. */
function protectedAs(session: Session, socket: Socket): Duplex {
  const { control, visit } = session;
  if (!session.isProtected) return socket;
  // Servers that want proof that both connections are one client's compare the sessions (vsftpd's require_ssl_reuse).
  const tls = startTls(socket, { host: visit.host, versions: null, session: control.tlsSession() });
  tls.once('secureConnect', () => requireSameServer(tls, control.tlsSocket()!, visit.place));
  return tls;
}

function requireSameServer(data: TLSSocket, control: TLSSocket, place: string): void {
  if (data.isSessionReused() || sha256Of(data) === sha256Of(control)) return;
  data.destroy(new ServerMisbehavedError(`${place} showed another certificate on the data connection`));
}
