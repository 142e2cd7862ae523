import { UsageError } from '../../core/errors.ts';
import { failureOnTheWay } from '../alert-failed-error.ts';
import type { AlertMessage, AlertSender } from '../outgoing-alert.ts';
import { addressOf, hostIn, type LookUp } from '../target-address.ts';
import { countedOctets, type SyslogOrigin, syslogDatagram, syslogMessage } from './syslog-message.ts';
import { sendDatagram, sendStream } from './transmit.ts';

/** What sending to syslog needs. */
export interface SyslogParts {
  readonly origin: SyslogOrigin;
  readonly timeoutMs: number;
  /** Hosts that may be at any address. */
  readonly trustedHosts: readonly string[];
  readonly lookUp?: LookUp;
}

type Transport = 'udp' | 'tcp' | 'tls';

interface SyslogTarget {
  readonly transport: Transport;
  readonly host: string;
  readonly port: number;
}

/** The ports that are registered for each (RFC 5426, 6587, 5425). */
const PORTS: Readonly<Record<Transport, number>> = { udp: 514, tcp: 601, tls: 6514 };

/** Syslog: OCSF findings by UDP, TCP or TLS. */
export function syslogSender(parts: SyslogParts): AlertSender {
  return {
    kind: 'syslog',
    newSecret: () => null,
    requireTarget({ target, secret }) {
      parseTarget(target);
      if (secret !== null) throw new UsageError('syslog is not signed: leave the secret out');
    },
    async send(message, { target }) {
      const place = parseTarget(target);
      try {
        await transmit(parts, place, message);
        return null;
      } catch (cause) {
        throw failureOnTheWay(cause, place.host);
      }
    },
  };
}

async function transmit(
  { origin, timeoutMs, trustedHosts, lookUp }: SyslogParts,
  { transport, host, port }: SyslogTarget,
  message: AlertMessage,
): Promise<void> {
  const address = await addressOf(host, trustedHosts, lookUp);
  if (transport === 'udp') return sendDatagram(address, port, syslogDatagram(message, origin));
  const tlsName = transport === 'tls' ? host : null;
  const text = countedOctets(syslogMessage(message, origin));
  return sendStream({ address, port, tlsName }, text, timeoutMs);
}

/** @throws {UsageError} */
function parseTarget(target: string): SyslogTarget {
  const parts =
    /^(udp|tcp|tls):\/\/(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9._-]{0,252}))(?::(\d{1,5}))?\/?$/i.exec(target);
  const transport = parts?.[1]?.toLowerCase() as Transport | undefined;
  const port = parts?.[3] === undefined ? PORTS[transport ?? 'udp'] : Number(parts[3]);
  if (parts === null || transport === undefined || port < 1 || port > 65_535)
    throw new UsageError('the target of syslog is udp://host:514, tcp://host:601 or tls://host:6514');
  return { transport, host: hostIn(new URL(`http://${parts[2]}`)), port };
}
