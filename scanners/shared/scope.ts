import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import type { Clock } from '../../src/core/clock.ts';
import { UsageError } from '../../src/core/errors.ts';
import { OutOfScopeError } from '../errors.ts';
import type { Mandate } from '../mandate.ts';
import { type Address, innerAddresses, isSameAddress, parseAddress, rangeOf } from './address.ts';

/** What a connection is for: 'data' is the second connection of FTP, at a port that the server named. */
export type Purpose = 'control' | 'data';

/** What may be contacted. Asked before every connection, with the address that it goes to. */
export interface Scope {
  /** Whether some mandate covers the name and port: only then is the name even looked up. @throws {OutOfScopeError} */
  requireHost(host: string, port: number, purpose: Purpose): void;
  /**
   * Whether a connection to this address may be made on behalf of that name. For data also ports from 1024 that are not
   * listed. @throws {OutOfScopeError}
   */
  requireAddress(host: string, address: string, port: number, purpose: Purpose): void;
}

/** A mandate's target, taken apart. */
export interface Place {
  readonly host: string | null;
  readonly range: readonly [Address, number] | null;
  readonly port: number | null;
}

/** Ranges that no mandate opens: they are nobody's, everybody's, or a cloud's keys (169.254.169.254). */
const NEVER = new Set([
  'unspecified',
  'broadcast',
  'multicast',
  'linkLocal',
  'reserved',
  'as112',
  'as112v6',
  'amt',
  'discard',
]);
/** Where clouds hand out keys, outside of the link-local range: AWS, Google, Alibaba, Oracle, Azure. */
const METADATA = ['fd00:ec2::254', 'fd20:ce::254', '100.100.100.200', '192.0.0.192', '168.63.129.16'].map(
  (address) => ipaddr.process(address),
);
const MS_PER_DAY = 86_400_000;

/** Below it are the services that a lying server would have us speak to. */
const LEAST_DATA_PORT = 1024;

/**
 * The scope of the mandates that hold now. None: nothing may be contacted.
 * @param typedHosts names that the user typed: where only a range is listed no others are looked up, as a name that a
 * server invents would carry what it likes to its owner's name server. Null: all names.
 */
export function createScope(
  mandates: readonly Mandate[],
  clock: Clock,
  typedHosts: readonly string[] | null = null,
): Scope {
  const isTyped = (host: string): boolean =>
    typedHosts === null || typedHosts.some((typed) => nameOf(typed) === nameOf(host));
  const places = (): Place[] =>
    mandates.filter((mandate) => holds(mandate, clock)).map(({ target }) => parseTarget(target));
  return {
    requireHost(host, port, purpose) {
      const literal = literalOf(host);
      const covers = places().some(
        (place) =>
          mayUse(place, port, purpose) &&
          (literal === null
            ? place.host === nameOf(host) || (place.range !== null && isTyped(host))
            : covered(place, literal)),
      );
      if (!covers) throw outOfScope(host, null, port);
    },
    requireAddress(host, address, port, purpose) {
      const target = parseAddress(address);
      const reached = target === null ? [] : [target, ...innerAddresses(target)];
      if (target === null || reached.some(isNever))
        throw outOfScope(host, address, port, 'no mandate can open such an address');
      const listed = places().filter((place) => mayUse(place, port, purpose));
      const isListed = (one: Address): boolean => listed.some((place) => covered(place, one));
      const [, ...inner] = reached;
      if (isListed(target) && inner.every((one) => rangeOf(one) === 'unicast' || isListed(one))) return;
      const isNamed = listed.some(({ host: named }) => named !== null && named === nameOf(host));
      if (isNamed && reached.every((one) => rangeOf(one) === 'unicast') && literalOf(host) === null) return;
      if (isNamed && nameOf(host) === 'localhost' && reached.every((one) => rangeOf(one) === 'loopback'))
        return;
      throw outOfScope(
        host,
        address,
        port,
        isNamed ? `${address} is not a public address: it has to be listed itself` : undefined,
      );
    },
  };
}

/** @throws {UsageError} a target that is not a host, a host with a port, or a range */
export function parseTarget(target: string): Place {
  const cidr = /^\[?([0-9a-f.:]+)\]?\/(\d{1,3})$/i.exec(target);
  // ipaddr.js alone would read '010.1/8' in octal.
  if (cidr !== null && isIP(cidr[1]!) !== 0 && ipaddr.isValidCIDR(`${cidr[1]}/${cidr[2]}`)) {
    const range = ipaddr.parseCIDR(`${cidr[1]}/${cidr[2]}`);
    return { host: null, range, port: null };
  }
  const found = /^(\[[0-9a-f.:]+\]|[^:/\s]+)(?::(\d{1,5}))?$/i.exec(target);
  const bare = isIP(target) === 6 ? target : nameOf((found?.[1] ?? '').replace(/^\[|\]$/g, ''));
  const port = isIP(target) === 6 || found?.[2] === undefined ? null : Number(found[2]);
  const literal = parseAddress(bare);
  if (port !== null && (port < 1 || port > 65_535)) throw badTarget(target);
  if (literal !== null) return { host: null, range: [literal, literal.kind() === 'ipv4' ? 32 : 128], port };
  if (found === null || !HOST_NAME.test(bare) || /^[\d.]+$/.test(bare)) throw badTarget(target);
  return { host: bare, range: null, port };
}

const HOST_NAME =
  /^(?=.{1,253}\.?$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.?$/i;

function badTarget(target: string): UsageError {
  return new UsageError(
    `'${target}' is not a host, a host with a port, or a range of addresses: write ftp.example.org, ftp.example.org:21 or 192.0.2.0/24`,
  );
}

function holds({ until }: Mandate, clock: Clock): boolean {
  const lastDay = new Date(`${until}T00:00:00.000Z`);
  // A day that is in no calendar (the 31st of February) is no day to rely on.
  if (Number.isNaN(lastDay.getTime()) || lastDay.toISOString().slice(0, 10) !== until) return false;
  return clock.nowMs() < lastDay.getTime() + MS_PER_DAY;
}

function mayUse(place: Place, port: number, purpose: Purpose): boolean {
  if (purpose === 'data') return place.port === port || port >= LEAST_DATA_PORT;
  return place.port === null || place.port === port;
}

/** The one spelling of a name: lower case, international names as they stand in DNS ('xn--…'), no dot at the end. */
function nameOf(host: string): string {
  const ascii = /^[\0-\x7f]*$/.test(host) ? host.toLowerCase() : domainToASCII(host);
  return ascii.replace(/\.$/, '');
}

/** An address written as a host, with or without brackets; null for a name. */
function literalOf(host: string): Address | null {
  return parseAddress(host.replace(/^\[|\]$/g, ''));
}

function isNever(address: Address): boolean {
  return NEVER.has(rangeOf(address)) || METADATA.some((one) => isSameAddress(one, address));
}

/**
 * Whether a place holds an address. One that is not public only in a range that is wholly of its kind: 0.0.0.0/0 lists
 * no private network and no loopback.
 */
function covered({ range }: Place, address: Address): boolean {
  if (range === null || range[0].kind() !== address.kind()) return false;
  if (!address.match(range as [ipaddr.IPv4, number])) return false;
  const kind = rangeOf(address);
  return kind === 'unicast' || endsOf(range).every((end) => rangeOf(end) === kind);
}

function endsOf([address, bits]: readonly [Address, number]): readonly Address[] {
  const cidr = `${address.toString()}/${bits}`;
  return address.kind() === 'ipv4'
    ? [ipaddr.IPv4.networkAddressFromCIDR(cidr), ipaddr.IPv4.broadcastAddressFromCIDR(cidr)]
    : [ipaddr.IPv6.networkAddressFromCIDR(cidr), ipaddr.IPv6.broadcastAddressFromCIDR(cidr)];
}

function outOfScope(host: string, address: string | null, port: number, why?: string): OutOfScopeError {
  const where = address === null || address === host ? `${host}:${port}` : `${host}:${port} (${address})`;
  return new OutOfScopeError(
    `${where} is in no mandate that holds${why === undefined ? '' : `: ${why}`}; nothing was sent. ` +
      '`rowprint scope add` lists what may be contacted, `rowprint scope list` shows it',
  );
}
