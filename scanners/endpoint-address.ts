/** Ports where a URL names none. */
const PORTS: Readonly<Record<string, number>> = { 'ftp:': 21, 'ftps:': 990, 'http:': 80, 'https:': 443 };

/** The host of a URL as it is dialled: without the brackets of IPv6. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** The port of a URL, also where it is the scheme's own. */
export function portOf({ port, protocol }: URL): number {
  return port === '' ? PORTS[protocol]! : Number(port);
}
