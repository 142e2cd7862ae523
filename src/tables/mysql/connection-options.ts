import type { ConnectionOptions } from 'mysql2';
import { UsageError } from '../../core/errors.ts';
import type { DatabaseAddress } from '../connection-string.ts';
import type { TableOpenOptions } from '../table-source.ts';
import { tlsOptions } from './tls-options.ts';

const PARAMETERS = ['ssl', 'sslca', 'sslcert', 'sslkey', 'socketPath', 'password'];

/**
 * What the driver is told. Parameters it knows beside these are refused: among them are ones that print every packet
 * or let the server ask for local files. @throws {UsageError} unknown parameter, missing database
 */
export async function connectionOptions(
  address: DatabaseAddress,
  options: TableOpenOptions,
): Promise<ConnectionOptions> {
  const { url } = address;
  const unknown = [...url.searchParams.keys()].find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `${address.server} takes no parameter "${unknown}": it takes ${PARAMETERS.join(', ')}`,
    );
  }
  const database = decodeURIComponent(url.pathname.slice(1));
  if (database === '') {
    throw new UsageError(`${address.server} names no database: write it after the host, before #`);
  }
  const ssl = await tlsOptions(url.searchParams);
  const socketPath = url.searchParams.get('socketPath');
  const password =
    decodeURIComponent(url.password) || url.searchParams.get('password') || options.password || undefined;
  return {
    host: decodeURIComponent(url.hostname).replace(/^\[(.+)\]$/, '$1'),
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    ...(url.username === '' ? {} : { user: decodeURIComponent(url.username) }),
    ...(password === undefined ? {} : { password }),
    ...(socketPath === null ? {} : { socketPath }),
    ...(ssl === undefined ? {} : { ssl }),
    database,
    connectTimeout: options.connectTimeoutMs,
    charset: 'UTF8MB4_UNICODE_CI',
    // A hostile server could ask the client for its files.
    flags: ['-LOCAL_FILES'],
  };
}
