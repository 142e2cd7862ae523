import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address of either kind. IPv4 within IPv6 (::ffff:a.b.c.d) is IPv4. */
export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * Read an address; null for anything else. Only the usual spelling: '0177.1' and '2130706433' are names, which no
 * mandate lists. A zone ('%eth0') is left out.
 */
export function parseAddress(text: string): Address | null {
  const address = text.replace(/%.*$/, '');
  return isIP(address) === 0 ? null : ipaddr.process(address);
}

/** What kind of address it is: 'unicast' for a public one, 'private', 'loopback', 'linkLocal', … */
export function rangeOf(address: Address): string {
  return address.range();
}

/** Whether two are the same, however they were written. */
export function isSameAddress(one: Address, other: Address): boolean {
  return one.kind() === other.kind() && one.toNormalizedString() === other.toNormalizedString();
}

/**
 * IPv4 addresses to which a gateway or tunnel would pass on what is sent to this IPv6 address. Sources: RFC 4291
 * (IPv4-compatible), 6052 and 8215 (NAT64), 6145 (SIIT), 3056 (6to4), 4380 (Teredo), 5214 (ISATAP).
 */
export function innerAddresses(address: Address): readonly Address[] {
  if (address.kind() === 'ipv4') return [];
  const bytes = address.toByteArray();
  const at = (start: number): ipaddr.IPv4 => new ipaddr.IPv4(bytes.slice(start, start + 4));
  const range = rangeOf(address);
  if (range === '6to4') return [at(2)];
  if (range === 'teredo') return [at(4), new ipaddr.IPv4(bytes.slice(12).map((byte) => byte ^ 0xff))];
  const isCompatible = range !== 'loopback' && bytes.slice(0, 12).every((byte) => byte === 0);
  const isIsatap = (bytes[8]! & 0xfd) === 0 && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe;
  return isCompatible || isIsatap || range === 'rfc6052' || range === 'rfc6145' ? [at(12)] : [];
}
