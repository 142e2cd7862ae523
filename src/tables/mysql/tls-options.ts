import { readFile } from 'node:fs/promises';
import type { SslOptions } from 'mysql2';
import { UsageError } from '../../core/errors.ts';

/** Files of PEM text, by the parameter that names them. */
const FILES = { sslca: 'ca', sslcert: 'cert', sslkey: 'key' } as const;
const ACCEPTED_IN_JSON = new Set([
  'rejectUnauthorized',
  'verifyIdentity',
  'minVersion',
  'maxVersion',
  'ciphers',
]);

/**
 * TLS as the parameters of a connection string ask for it: `ssl=true` (certificate and host name are checked),
 * `ssl={"rejectUnauthorized":false}` (the driver's own object), `ssl=Amazon RDS` (a profile of the driver), with
 * `sslca=FILE`, `sslcert=FILE`, `sslkey=FILE`. Undefined stands for no TLS. Unlike the driver's default the host name
 * is checked unless `"verifyIdentity":false` says otherwise. @throws {UsageError}
 */
export async function tlsOptions(parameters: URLSearchParams): Promise<SslOptions | string | undefined> {
  const wanted = parameters.get('ssl');
  const files = await certificateFiles(parameters);
  const hasFiles = Object.keys(files).length > 0;
  if (wanted === 'false' || wanted === '0') {
    if (hasFiles) throw new UsageError('ssl=false and certificate files contradict each other: take one out');
    return undefined;
  }
  if (wanted === null && !hasFiles) return undefined;
  if (wanted === null || wanted === 'true' || wanted === '1') return { verifyIdentity: true, ...files };
  if (wanted.startsWith('{')) return { verifyIdentity: true, ...fromJson(wanted), ...files };
  return wanted;
}

function fromJson(text: string): SslOptions {
  let options: object;
  try {
    options = JSON.parse(text);
  } catch {
    throw new UsageError(
      'the parameter ssl is no valid JSON: write ssl=true or ssl={"rejectUnauthorized":true}',
    );
  }
  const foreign = Object.keys(options).find((key) => !ACCEPTED_IN_JSON.has(key));
  // Keys and passphrases would be kept with SOURCE: they belong in a file.
  if (foreign !== undefined) {
    throw new UsageError(
      `the parameter ssl takes ${[...ACCEPTED_IN_JSON].join(', ')}; name certificates as sslca=FILE, sslcert=FILE, sslkey=FILE`,
    );
  }
  return options;
}

async function certificateFiles(parameters: URLSearchParams): Promise<SslOptions> {
  const files: SslOptions = {};
  for (const [parameter, option] of Object.entries(FILES)) {
    const path = parameters.get(parameter);
    if (path === null) continue;
    try {
      files[option] = await readFile(path, 'utf8');
    } catch {
      throw new UsageError(`the file of ${parameter} cannot be read: check ${path}`);
    }
  }
  return files;
}
