import { existsSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from './certificates.ts';
import { firstLine, folderOf } from './hidden-names.ts';
import { findProgram } from './install.ts';
import { IS_ROOT, runServer, SERVICE_GROUP, SERVICE_USER, type Site } from './run-server.ts';
import type { TestServer } from './test-server.ts';
import { ANONYMOUS, GOOD, IN_THE_CLEAR } from './variants.ts';

/**
 * The tree has a folder of mode 0777. Of that ProFTPD says in MLSD that a stranger may write to it, with `<Limit WRITE>`
 * as without: what is to be found is the claim, which is made, and never that it holds.
 */
const OPEN: TestServer['variants'][number]['faults'] = [...ANONYMOUS, ...IN_THE_CLEAR, 'ftp.claims-writable'];

/** ProFTPD: MLSD with `unique` and `perm`, TLS from a package of its own. */
export const proftpd: TestServer = {
  id: 'proftpd',
  protocol: 'ftp',
  variants: [
    { ...GOOD, shows: false },
    { id: 'anonymous', faults: OPEN, shows: true },
    { id: 'writable', faults: OPEN, shows: false },
    { id: 'internal-address', faults: [...OPEN, 'ftp.announces-internal-address'], shows: false },
    { id: 'expired-certificate', faults: [...OPEN, 'tls.certificate'], shows: false },
  ],
  hides: (name) => folderOf(name).includes('\n'),
  refuses: (name) => name.includes('\n'),
  disguise: firstLine,
  async start(variant, { root }) {
    const {
      path,
      root: installed,
      environment,
    } = findProgram('proftpd', ['proftpd-core', 'proftpd-mod-crypto']);
    const running = await runServer((site) => {
      const configuration = join(site.folder, 'proftpd.conf');
      const modules = `${installed}/usr/lib/proftpd`;
      writeFileSync(configuration, configurationOf(variant, root, site, modules));
      return { path, args: ['--nodaemon', '--config', configuration], environment };
    });
    return { ...running, url: new URL(`ftp://127.0.0.1:${running.port}/`) };
  },
};

function configurationOf(variant: string, root: string, site: Site, modules: string): string {
  const [user, group] = IS_ROOT
    ? [SERVICE_USER, SERVICE_GROUP]
    : [userInfo().username, String(userInfo().gid)];
  const parts = [
    `ModulePath ${modules}`,
    ...tlsLines(variant, site, modules),
    'ServerType standalone',
    'DefaultAddress 127.0.0.1',
    `Port ${site.port}`,
    'UseIPv6 off',
    'UseReverseDNS off',
    'WtmpLog off',
    'AuthOrder mod_auth_unix.c',
    'RequireValidShell off',
    'UseFtpUsers off',
    `PidFile ${site.folder}/proftpd.pid`,
    `ScoreboardFile ${site.folder}/proftpd.scoreboard`,
    `SystemLog ${site.folder}/proftpd.log`,
    `TransferLog none`,
    `User ${user}`,
    `Group ${group}`,
    '<IfModule mod_delay.c>',
    'DelayEngine off',
    '</IfModule>',
    ...(variant === 'internal-address' ? ['MasqueradeAddress 127.0.0.2'] : []),
    ...(variant === 'good' ? [] : anonymousLines(variant, root, user!, group!)),
  ];
  return `${parts.join('\n')}\n`;
}

function anonymousLines(variant: string, root: string, user: string, group: string): string[] {
  const mayWrite = variant === 'writable';
  return [
    `<Anonymous ${root}>`,
    `User ${user}`,
    `Group ${group}`,
    `UserAlias anonymous ${user}`,
    'RequireValidShell off',
    ...(mayWrite ? [] : ['<Limit WRITE>', 'DenyAll', '</Limit>']),
    '</Anonymous>',
  ];
}

function tlsLines(variant: string, { folder }: Site, modules: string): string[] {
  const isWanted = variant === 'good' || variant === 'expired-certificate';
  if (!isWanted || !existsSync(join(modules, 'mod_tls.so'))) return [];
  const kind = variant === 'expired-certificate' ? 'expired' : 'good';
  const { certificatePath, keyPath } = makeCertificate(folder, kind);
  return [
    'LoadModule mod_tls.c',
    'TLSEngine on',
    `TLSRequired ${variant === 'good' ? 'on' : 'off'}`,
    `TLSLog ${folder}/tls.log`,
    'TLSProtocol TLSv1.2 TLSv1.3',
    `TLSECCertificateFile ${certificatePath}`,
    `TLSECCertificateKeyFile ${keyPath}`,
  ];
}
