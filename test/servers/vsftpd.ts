import { mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from './certificates.ts';
import { firstLine, folderOf, hasLineBreak } from './hidden-names.ts';
import { findProgram } from './install.ts';
import { pretendHome } from './pretend-home.ts';
import { IS_ROOT, runServer, SERVICE_USER, type Site } from './run-server.ts';
import type { TestServer } from './test-server.ts';
import { ANONYMOUS, GOOD, IN_THE_CLEAR } from './variants.ts';

/** vsftpd: no MLSD, `LIST` as ls writes it. */
export const vsftpd: TestServer = {
  id: 'vsftpd',
  protocol: 'ftp',
  variants: [
    { ...GOOD, shows: false },
    { id: 'anonymous', faults: [...ANONYMOUS, ...IN_THE_CLEAR], shows: true },
    {
      id: 'internal-address',
      faults: [...ANONYMOUS, ...IN_THE_CLEAR, 'ftp.announces-internal-address'],
      shows: false,
    },
    { id: 'expired-certificate', faults: [...ANONYMOUS, ...IN_THE_CLEAR, 'tls.certificate'], shows: false },
    { id: 'tls-only-anonymous', faults: ANONYMOUS, shows: true },
  ],
  hides: (name) => hasLineBreak(folderOf(name)),
  refuses: hasLineBreak,
  disguise: firstLine,
  async start(variant, { root }) {
    const { path, environment } = findProgram('vsftpd', ['vsftpd']);
    const running = await runServer((site) => {
      const configuration = join(site.folder, 'vsftpd.conf');
      writeFileSync(configuration, configurationOf(variant, root, site));
      const home = IS_ROOT ? pretendHome(site.folder, 'ftp', root) : {};
      return { path, args: [configuration], environment: { ...environment, ...home } };
    });
    return { ...running, url: new URL(`ftp://127.0.0.1:${running.port}/`) };
  },
};

function configurationOf(variant: string, root: string, site: Site): string {
  const empty = join(site.folder, 'empty');
  mkdirSync(empty);
  const isAnonymous = variant !== 'good';
  const settings: Record<string, string | number | boolean> = {
    listen: true,
    background: false,
    listen_address: '127.0.0.1',
    listen_port: site.port,
    anonymous_enable: isAnonymous,
    local_enable: !isAnonymous,
    anon_root: root,
    secure_chroot_dir: empty,
    // Containers allow neither.
    seccomp_sandbox: false,
    isolate: false,
    isolate_network: false,
    vsftpd_log_file: join(site.folder, 'vsftpd.log'),
    ...(IS_ROOT
      ? { ftp_username: 'ftp', nopriv_user: SERVICE_USER }
      : { ftp_username: userInfo().username, run_as_launching_user: true }),
    ...(variant === 'internal-address' ? { pasv_address: '127.0.0.2' } : {}),
    ...tlsSettings(variant, site),
  };
  const text = (value: string | number | boolean): string =>
    typeof value === 'boolean' ? (value ? 'YES' : 'NO') : String(value);
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${text(value)}\n`)
    .join('');
}

function tlsSettings(variant: string, { folder }: Site): Record<string, string | boolean> {
  if (variant === 'anonymous' || variant === 'internal-address') return {};
  const kind = variant === 'expired-certificate' ? 'expired' : 'good';
  const { certificatePath, keyPath } = makeCertificate(folder, kind);
  const isForced = variant !== 'expired-certificate';
  return {
    ssl_enable: true,
    allow_anon_ssl: true,
    force_anon_logins_ssl: isForced,
    force_anon_data_ssl: isForced,
    force_local_logins_ssl: isForced,
    force_local_data_ssl: isForced,
    require_ssl_reuse: true,
    rsa_cert_file: certificatePath,
    rsa_private_key_file: keyPath,
  };
}
