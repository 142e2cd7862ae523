import type { Socket } from 'node:net';
import {
  AccessRefusedError,
  ServerMisbehavedError,
  TlsNotTrustedError,
  TransferBrokenError,
  UnreachableError,
} from '../errors.ts';
import { type ControlConnection, createControlConnection } from './control-connection.ts';
import { type Identity, logIn } from './log-in.ts';
import { quotedPath } from './quoted-path.ts';
import { isDone, replyFailure } from './reply-failure.ts';
import { askFeatures, chooseFacts, offersTls } from './server-features.ts';
import { createSession, type Session } from './session.ts';
import { tlsObserved } from './tls-observed.ts';
import type { VisitContext } from './visit-context.ts';

/**
 * Connect, go over to TLS where the server has it, log in and find out where we are.
 * @throws {UnreachableError} {OutOfScopeError} {ServerBusyError} {AccessRefusedError} {TlsNotTrustedError}
 * {ServerMisbehavedError} {TransferBrokenError} the connection broke after the greeting
 */
export async function openSession(visit: VisitContext, identity: Identity): Promise<Session> {
  const control = await greetedConnection(visit);
  try {
    if (!visit.isImplicit) await tryTls(control, identity, visit);
    if (identity === 'user') requireTrust(control, visit);
    if (identity === 'user' && control.tlsSocket() === null) await requireClearTextAllowed(control, visit);
    await logIn(control, identity, visit);
    await askFeatures(control, visit.habits);
    await chooseFacts(control, visit.habits);
    const isProtected = await protectData(control, identity, visit);
    return createSession(control, visit, { identity, isProtected, root: await workingFolder(control) });
  } catch (failure) {
    control.lose(new UnreachableError(`${visit.place}: the session was not opened`));
    throw failure;
  }
}

/** A connection whose server has greeted. @throws {UnreachableError} {ServerBusyError} {AccessRefusedError} */
export async function greetedConnection(visit: VisitContext): Promise<ControlConnection> {
  const { place } = visit;
  const control = createControlConnection(await dialControl(visit), visit);
  try {
    if (visit.isImplicit) await noteTls(control, visit);
    // 120: ready in some minutes. The limits hold over both.
    let banner = await control.reply();
    if (banner.code === 120) banner = await control.reply();
    if (!isDone(banner)) throw replyFailure(banner, 'the connection', place);
    if (banner.code !== 220)
      throw new ServerMisbehavedError(`${place} greeted with ${banner.code} instead of 220: this is not FTP`);
    visit.record.greeted(banner);
    return control;
  } catch (cause) {
    control.lose(new UnreachableError(`${place} did not greet`));
    if (!(cause instanceof TransferBrokenError)) throw cause;
    throw new UnreachableError(`${place} took the connection and did not greet: is it FTP?`, { cause });
  }
}

/** A connection on which nothing was said yet. @throws {UnreachableError} {OutOfScopeError} */
export async function dialControl({ tools, host, port }: VisitContext): Promise<Socket> {
  const { budget, dialer, pace, signal } = tools;
  await pace.next(signal);
  const timeoutMs = Math.min(budget.limits.idleMs, budget.remainingMs());
  return await dialer.dial({ host, port, purpose: 'control', timeoutMs, signal });
}

/** Ask for TLS. Where no login has to be protected, a server whose TLS is broken is visited without it. */
async function tryTls(control: ControlConnection, identity: Identity, visit: VisitContext): Promise<void> {
  if (identity === 'stranger' && visit.habits.breaksOnTls) return;
  try {
    const answer = await control.command('AUTH TLS');
    visit.record.ftp.offersTls = answer.code === 234 || answer.code === 334;
    if (visit.record.ftp.offersTls) await noteTls(control, visit);
  } catch (failure) {
    // The next connection is in clear text, if there is one: see the keeper of the session.
    if (!control.isOpen() && identity === 'stranger') visit.habits.breaksOnTls = true;
    throw failure;
  }
}

async function noteTls(control: ControlConnection, visit: VisitContext): Promise<void> {
  const socket = await control.secure();
  const { outdatedAccepted = null } = visit.record.tls ?? {};
  visit.record.tls = { ...tlsObserved(socket, visit.host), outdatedAccepted };
  if (visit.isImplicit) visit.record.ftp.offersTls = true;
}

/** @throws {TlsNotTrustedError} whoever is at the other end may not be who the login is for */
function requireTrust(control: ControlConnection, visit: VisitContext): void {
  const socket = control.tlsSocket();
  if (socket === null) return;
  const { problem, isForHost, sha256 } = tlsObserved(socket, visit.host);
  if ((problem === null && isForHost) || sha256 === visit.target.acceptedCertificate) return;
  throw new TlsNotTrustedError(
    `the certificate of ${visit.place} does not hold (${problem ?? 'it is for another name'}): no login was sent. ` +
      `If it is known to be right, accept it by its SHA-256 ${sha256}`,
  );
}

/** @throws {AccessRefusedError} {ServerMisbehavedError} the login would be readable on its way */
async function requireClearTextAllowed(control: ControlConnection, visit: VisitContext): Promise<void> {
  if (!visit.target.allowsClearTextLogin)
    throw new AccessRefusedError(
      `${visit.place} offers no TLS: the login was not sent. Allow clear text for this server to send it all the same`,
    );
  await askFeatures(control, visit.habits);
  if (!offersTls(visit.habits)) return;
  // Somebody between us and the server may have answered AUTH to get at the login.
  throw new ServerMisbehavedError(`${visit.place} says that it has TLS and refuses it: no login was sent`);
}

/** Whether data connections are protected. @throws {AccessRefusedError} what is read with a login would go in clear */
async function protectData(
  control: ControlConnection,
  identity: Identity,
  visit: VisitContext,
): Promise<boolean> {
  if (control.tlsSocket() === null) return false;
  await control.command('PBSZ 0');
  if (isDone(await control.command('PROT P'))) return true;
  if (identity === 'user' && !visit.target.allowsClearTextLogin)
    throw new AccessRefusedError(
      `${visit.place} refuses to protect what is transferred: allow clear text for this server to read it all the same`,
    );
  visit.record.ftp.acceptsClearTextData = true;
  return false;
}

/** The folder that a login leads to, in bytes as latin1: '/' where the server does not say. */
async function workingFolder(control: ControlConnection): Promise<string> {
  const { code, lines } = await control.command('PWD');
  return code === 257 ? (quotedPath(lines[0]!) ?? '/') : '/';
}
