import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A self-signed certificate for localhost and 127.0.0.1, with its key. */
export interface TestCertificate {
  readonly key: string;
  readonly cert: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

const CONFIG = `
[ca]
default_ca = own
[own]
database = ./index.txt
new_certs_dir = .
serial = ./serial
default_md = sha256
policy = any
x509_extensions = names
[any]
commonName = supplied
[names]
subjectAltName = DNS:localhost, IP:127.0.0.1
`;

/** Make a certificate that holds from 2020 to that day ('20210101000000Z'). Needs openssl. */
export function makeCertificate(until: string): TestCertificate {
  const folder = mkdtempSync(join(tmpdir(), 'rowprint-certificate-'));
  const run = (...parameters: string[]): void => {
    execFileSync('openssl', parameters, { cwd: folder, stdio: 'pipe' });
  };
  try {
    writeFileSync(join(folder, 'ca.cnf'), CONFIG);
    writeFileSync(join(folder, 'index.txt'), '');
    writeFileSync(join(folder, 'serial'), '01\n');
    run(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'key.pem',
      '-out',
      'own.csr',
      '-subj',
      '/CN=localhost',
    );
    const paths = ['-config', 'ca.cnf', '-keyfile', 'key.pem', '-in', 'own.csr', '-out', 'own.pem'];
    run('ca', '-batch', '-selfsign', '-notext', ...paths, '-startdate', '20200101000000Z', '-enddate', until);
    const cert = readFileSync(join(folder, 'own.pem'), 'utf8');
    const sha256 = createHash('sha256').update(new X509Certificate(cert).raw).digest('hex');
    return { key: readFileSync(join(folder, 'key.pem'), 'utf8'), cert, sha256 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
