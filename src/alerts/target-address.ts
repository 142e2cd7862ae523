import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { AlertFailedError, failureOnTheWay } from './alert-failed-error.ts';

/** An address that a connection is made to, and no other: the name is not asked for a second time. */
export interface TargetAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Looks a name up; the tests have another. */
export type LookUp = (host: string) => Promise<readonly TargetAddress[]>;

/**
 * Where no alert goes, whoever asks: this network, link-local (the metadata of clouds), multicast, broadcast, and metadata
 * services elsewhere. Private addresses are where most receivers are. Sources: RFC 6890; the manuals of AWS, Azure, Alibaba.
 */
const REFUSED = blockList([
  ['0.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['100.100.100.200', 32, 'ipv4'],
  ['168.63.129.16', 32, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fd00:ec2::254', 128, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
  // Addresses of IPv4 within IPv6 (NAT64, 6to4, Teredo): nobody needs them here, and they hide the ones above.
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['2001::', 32, 'ipv6'],
  ['::', 96, 'ipv6'],
]);
const LOOPBACK = blockList([
  ['127.0.0.0', 8, 'ipv4'],
  ['::1', 128, 'ipv6'],
]);

/** The name of the host in a URL, without the brackets of an IPv6 address. */
export function hostIn(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

/** Whether a host is this machine by its very name or address. */
export function isLoopback(host: string): boolean {
  const family = isIP(host);
  if (family === 0) return host === 'localhost';
  return isIn(LOOPBACK, { address: host, family: family === 4 ? 4 : 6 });
}

/**
 * The one address that an alert for this host is sent to. All addresses of a name have to be allowed: who controls the name
 * would else choose the moment. @param trusted hosts that may be anywhere @throws {AlertFailedError}
 */
export async function addressOf(
  host: string,
  trusted: readonly string[],
  lookUp: LookUp = lookUpAll,
): Promise<TargetAddress> {
  const addresses = await lookUp(host).catch((cause: unknown) => {
    throw failureOnTheWay(cause, host);
  });
  if (addresses.length === 0) throw new AlertFailedError(`${host}: its name has no address`);
  if (!trusted.includes(host) && addresses.some((address) => isRefused(host, address)))
    throw new AlertFailedError(
      `${host}: alerts are not sent to link-local, metadata or multicast addresses; ` +
        'name the host in ROWPRINT_ALERT_TRUSTED_HOSTS where it is meant',
      { isLasting: true },
    );
  return addresses[0]!;
}

/** A name that leads to this machine without saying so is somebody's trick. */
function isRefused(host: string, address: TargetAddress): boolean {
  if (isIn(LOOPBACK, address)) return !isLoopback(host);
  return isIn(REFUSED, address);
}

async function lookUpAll(host: string): Promise<readonly TargetAddress[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}

function isIn(list: BlockList, { address, family }: TargetAddress): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return list.check(mapped, 'ipv4');
  return list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

function blockList(subnets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix, family] of subnets) list.addSubnet(network, prefix, family);
  return list;
}
