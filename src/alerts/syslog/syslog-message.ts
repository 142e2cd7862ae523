import { severityRank } from '../../core/severity.ts';
import type { AlertMessage } from '../outgoing-alert.ts';
import { ocsfFinding } from './ocsf-finding.ts';

/** What every receiver of datagrams should take (RFC 5426, section 3.2). */
export const MOST_DATAGRAM_BYTES = 2048;
/** 'local0': what nothing else of a system uses. */
const FACILITY = 16;
/** By our severities from 'info' to 'critical': informational, notice, warning, error, critical. */
const SYSLOG_SEVERITIES = [6, 5, 4, 3, 2] as const;
const NILVALUE = '-';

/** Who sends. */
export interface SyslogOrigin {
  /** Name of this machine. */
  readonly host: string;
  readonly pid: number;
  /** Of the product. */
  readonly version: string;
}

/**
 * An alert as RFC 5424 has it, the finding in JSON as its text. All of it is ASCII (JSON escapes the rest), so that it
 * needs no mark of an encoding and no sign can be cut in two.
 */
export function syslogMessage(message: AlertMessage, origin: SyslogOrigin): string {
  return headerOf(message, origin) + asciiJson(ocsfFinding(message, origin.version));
}

/**
 * The same for a datagram, which receivers may cut: what is told twice goes first, then long texts are shortened, so that it
 * stays JSON.
 */
export function syslogDatagram(message: AlertMessage, origin: SyslogOrigin): string {
  const whole = syslogMessage(message, origin);
  if (whole.length <= MOST_DATAGRAM_BYTES) return whole;
  const { unmapped: _unmapped, ...finding } = ocsfFinding(message, origin.version);
  const header = headerOf(message, origin);
  for (const mostChars of [200, 60, 20]) {
    const shorter = header + asciiJson(withShortTexts(finding, mostChars));
    if (shorter.length <= MOST_DATAGRAM_BYTES) return shorter;
  }
  return header + asciiJson({ class_uid: 2006, metadata: { uid: message.id } });
}

/** A message within a stream: its length in octets, a blank, itself (RFC 6587, section 3.4.1). */
export function countedOctets(message: string): string {
  return `${Buffer.byteLength(message)} ${message}`;
}

function headerOf({ raisedAt, severity, alert }: AlertMessage, { host, pid }: SyslogOrigin): string {
  const priority = FACILITY * 8 + SYSLOG_SEVERITIES[Math.max(0, severityRank(severity))]!;
  const hostName = host.replace(/[^\x21-\x7e]/g, '').slice(0, 255) || NILVALUE;
  return `<${priority}>1 ${raisedAt} ${hostName} rowprint ${pid} ${alert.event} ${NILVALUE} `;
}

function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function withShortTexts(value: unknown, mostChars: number): unknown {
  if (typeof value === 'string') return [...value].slice(0, mostChars).join('');
  if (Array.isArray(value)) return value.map((one) => withShortTexts(one, mostChars));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, withShortTexts(part, mostChars)]),
  );
}
