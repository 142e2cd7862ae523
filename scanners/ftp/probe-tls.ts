import { ServerMisbehavedError } from '../errors.ts';
import { createControlConnection } from './control-connection.ts';
import { dialControl, greetedConnection } from './open-session.ts';
import type { TlsVersions } from './start-tls.ts';
import type { VisitContext } from './visit-context.ts';

type Outdated = 'TLSv1' | 'TLSv1.1';

/**
 * Try handshakes with TLS 1.0 and 1.1 (deprecated by RFC 8996), each on a connection of its own that is closed at once,
 * and note which the server takes. Nothing where it has no TLS at all.
 */
export async function probeOutdatedTls(visit: VisitContext): Promise<void> {
  const { record } = visit;
  if (record.tls === null) return;
  const newest = await accepted(visit, 'TLSv1.1');
  const older = newest === 'TLSv1.1' ? await accepted(visit, 'TLSv1') : null;
  record.tls = {
    ...record.tls,
    outdatedAccepted: [older, newest].filter((version) => version !== null),
  };
}

/** The newest outdated version up to `most` that is taken; null: none. */
async function accepted(visit: VisitContext, most: Outdated): Promise<Outdated | null> {
  // Security level 0: OpenSSL would not even offer these versions.
  const versions: TlsVersions = { least: 'TLSv1', most, ciphers: 'DEFAULT@SECLEVEL=0' };
  const control = visit.isImplicit
    ? createControlConnection(await dialControl(visit), visit)
    : await greetedConnection(visit);
  try {
    if (!visit.isImplicit && (await control.command('AUTH TLS')).code >= 300) return null;
    const socket = await control.secure(versions);
    return socket.getProtocol() as Outdated;
  } catch (failure) {
    if (failure instanceof ServerMisbehavedError) return null;
    throw failure;
  } finally {
    control.lose(new ServerMisbehavedError('the try is over'));
  }
}
