import type { SecureVersion } from 'node:tls';
import { RowprintError } from '../../src/core/errors.ts';
import { OutOfScopeError } from '../errors.ts';
import type { ScanTools } from '../scanner.ts';
import { dial, hostOf } from './connection.ts';
import { shakeHands } from './tls-handshake.ts';

/** Versions before TLS 1.2 (RFC 8996 forbids them). Node knows no older ones. */
const OUTDATED: readonly SecureVersion[] = ['TLSv1', 'TLSv1.1'];

/**
 * Which outdated versions a server accepts: one connection for each, closed after the handshake, no request. A handshake
 * that fails is a no. @throws {OutOfScopeError} {BudgetSpentError} the signal's reason
 */
export async function outdatedTls(url: URL, tools: ScanTools): Promise<readonly SecureVersion[]> {
  const accepted: SecureVersion[] = [];
  for (const version of OUTDATED) {
    await tools.pace.next(tools.signal);
    tools.budget.countRequest();
    tools.transcript.sent(`handshake with ${version} only`);
    const isAccepted = await accepts(url, version, tools);
    tools.transcript.received(isAccepted ? 'accepted' : 'refused');
    if (isAccepted) accepted.push(version);
  }
  return accepted;
}

async function accepts(url: URL, version: SecureVersion, tools: ScanTools): Promise<boolean> {
  try {
    const secured = await shakeHands(await dial(url, tools), {
      host: hostOf(url),
      timeoutMs: tools.budget.limits.idleMs,
      signal: tools.signal,
      minVersion: version,
      maxVersion: version,
    });
    secured.on('error', () => {}).destroy();
    return true;
  } catch (failure) {
    tools.signal.throwIfAborted();
    if (!(failure instanceof RowprintError) || failure instanceof OutOfScopeError) throw failure;
    return false;
  }
}
