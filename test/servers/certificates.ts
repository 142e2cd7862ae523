import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files of a certificate for 127.0.0.1. */
export interface Certificate {
  readonly certificatePath: string;
  readonly keyPath: string;
  /** Key and certificate in one file, as lighttpd and Pure-FTPd want them. */
  readonly bothPath: string;
}

/** What is wrong with a certificate, if anything. */
export type CertificateKind = 'good' | 'expired' | 'wrong-host';

/** Dates as `openssl ca` takes them: YYMMDDHHMMSSZ. `openssl x509` makes none that has ended. */
const ENDS = { good: '491231000000Z', 'wrong-host': '491231000000Z', expired: '200201000000Z' } as const;
const START = '200101000000Z';
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/**
 * Have openssl make a certificate in a folder, signed by the authority of ROWPRINT_TEST_AUTHORITY (a folder: who starts a
 * process that is to trust it names it there and in NODE_EXTRA_CA_CERTS), else by one that nobody knows.
 * @throws {Error} with what openssl said
 */
export function makeCertificate(folder: string, kind: CertificateKind): Certificate {
  const authority = makeAuthority(process.env.ROWPRINT_TEST_AUTHORITY ?? join(folder, 'authority'));
  const [certificatePath, keyPath, bothPath, request, configuration] = [
    'certificate.pem',
    'key.pem',
    'both.pem',
    'request.pem',
    'openssl.cnf',
  ].map((name) => join(folder, name)) as [string, string, string, string, string];
  writeFileSync(configuration, configurationOf(folder, kind));
  writeFileSync(join(folder, 'index.txt'), '');
  writeFileSync(join(folder, 'serial'), '1000\n');
  openssl(['req', '-new', ...NEW_KEY, '-keyout', keyPath, '-out', request, '-subj', '/CN=127.0.0.1']);
  const ca = ['ca', '-batch', '-notext', '-config', configuration, '-in', request, '-out', certificatePath];
  const signing = ['-cert', authority.certificatePath, '-keyfile', authority.keyPath];
  const period = ['-startdate', START, '-enddate', ENDS[kind], '-extensions', 'server'];
  openssl([...ca, ...signing, ...period]);
  writeFileSync(bothPath, [keyPath, certificatePath].map((path) => readFileSync(path, 'utf8')).join(''));
  return { certificatePath, keyPath, bothPath };
}

/** An authority that signs for tests. */
export interface Authority {
  readonly certificatePath: string;
  readonly keyPath: string;
}

/** The authority kept in a folder, made there where none is. @throws {Error} with what openssl said */
export function makeAuthority(folder: string): Authority {
  mkdirSync(folder, { recursive: true });
  const authority = { certificatePath: join(folder, 'ca.pem'), keyPath: join(folder, 'ca-key.pem') };
  const files = ['-keyout', authority.keyPath, '-out', authority.certificatePath];
  if (!existsSync(authority.certificatePath))
    openssl(['req', '-x509', ...NEW_KEY, ...files, '-days', '3650', '-subj', '/CN=Rowprint test authority']);
  return authority;
}

function configurationOf(folder: string, kind: CertificateKind): string {
  const address = kind === 'wrong-host' ? 'DNS:elsewhere.example' : 'IP:127.0.0.1';
  return `[ca]
default_ca = tests
[tests]
database = ${folder}/index.txt
serial = ${folder}/serial
new_certs_dir = ${folder}
default_md = sha256
policy = any
[any]
commonName = supplied
[server]
subjectAltName = ${address}
extendedKeyUsage = serverAuth
`;
}

function openssl(args: readonly string[]): void {
  const { status, stderr, error } = spawnSync('openssl', args, { encoding: 'utf8' });
  if (error !== undefined || status !== 0)
    throw new Error(`openssl ${args[0]}: ${error?.message ?? stderr.trim().slice(-500)}`);
}
