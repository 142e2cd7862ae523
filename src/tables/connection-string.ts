import { UsageError } from '../core/errors.ts';

/** SOURCE of a database, taken apart. */
export interface DatabaseAddress {
  /** What goes to the driver: with user, password and parameters, without the table. Never printed. */
  readonly url: URL;
  /** The part after '#', decoded: 'patients', 'public.patients'. */
  readonly table: string;
  /** Scheme, host, port and database, for people: no user, no password, no parameters. */
  readonly server: string;
}

/** `postgres://user@/db?host=/run/postgresql` has no host, which the URL standard forbids beside a user. */
const MISSING_HOST = /^([a-z]+:\/\/[^/@]*@)\//i;
const STAND_IN_HOST = 'local-socket';
const SECRET_PARAMETERS = ['password', 'password1', 'password2', 'password3', 'passwordSha1', 'sslpassword'];

/**
 * Take `scheme://user:password@host:port/database?parameters#table` apart.
 * @throws {UsageError} when it is no such string or names no table; the string itself is never quoted.
 */
export function parseDatabaseAddress(source: string, example: string): DatabaseAddress {
  const url = toUrl(source);
  if (url === null) {
    throw new UsageError(
      `the connection string cannot be read: write ${example}, with %23 for #, %2F for /, %3F for ?, %40 for @ and %25 for % in passwords and names`,
    );
  }
  const table = decoded(url.hash.slice(1));
  if (table === '') throw new UsageError(`the connection string names no table: write ${example}`);
  url.hash = '';
  return { url, table, server: serverOf(url) };
}

/** The connection string for a driver that does not know the stand-in for a missing host. */
export function driverUrl(url: URL): string {
  return url.hostname === STAND_IN_HOST ? url.href.replace(`@${STAND_IN_HOST}`, '@') : url.href;
}

/**
 * SOURCE as it may be kept: the password is gone, the user stays because a refresh needs it. Files come back as they
 * are; a connection string that cannot be read comes back as its scheme alone.
 */
export function withoutCredentials(source: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(source)?.[0];
  if (scheme === undefined) return source;
  const url = toUrl(source);
  if (url === null) return scheme;
  url.password = '';
  for (const name of SECRET_PARAMETERS) if (url.searchParams.has(name)) url.searchParams.delete(name);
  return driverUrl(url);
}

function toUrl(source: string): URL | null {
  const withHost = source.replace(MISSING_HOST, `$1${STAND_IN_HOST}/`);
  if (!URL.canParse(withHost)) return null;
  const url = new URL(withHost);
  // In user:12#34@host a raw # makes "12" a port and "34@host" a table: a piece of the password would be shown.
  return (url.pathname + url.search + url.hash).includes('@') ? null : url;
}

function serverOf(url: URL): string {
  const socket = url.searchParams.get('host') ?? url.searchParams.get('socketPath');
  const host = socket ?? (url.hostname === STAND_IN_HOST ? '' : decoded(url.host));
  return `${url.protocol}//${host}${decoded(url.pathname)}`;
}

/** Percent signs that encode nothing are meant literally. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
