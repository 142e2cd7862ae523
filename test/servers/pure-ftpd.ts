import { join } from 'node:path';
import { makeCertificate } from './certificates.ts';
import { folderOf } from './hidden-names.ts';
import { findProgram, NotInstallableError } from './install.ts';
import { pretendHome } from './pretend-home.ts';
import { IS_ROOT, runServer, type Site } from './run-server.ts';
import type { TestServer } from './test-server.ts';
import { ANONYMOUS, GOOD, IN_THE_CLEAR } from './variants.ts';

/** Pure-FTPd: 230 on USER, sessions counted, odd signs of names shown as '?'. */
export const pureFtpd: TestServer = {
  id: 'pure-ftpd',
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
  ],
  // It neither lists names with controls nor takes ones with a backslash.
  hides: (name) => /[\x00-\x1F\x7F]/.test(name) || folderOf(name).includes('\\'),
  refuses: (name) => name.includes('\\'),
  async start(variant, { root }) {
    const { path, environment } = findProgram('pure-ftpd', ['pure-ftpd', 'pure-ftpd-common']);
    if (!IS_ROOT) throw new NotInstallableError('pure-ftpd changes its root, which takes root itself');
    const running = await runServer((site) => ({
      path,
      args: argumentsOf(variant, site),
      environment: { ...environment, ...pretendHome(site.folder, 'ftp', root) },
    }));
    return { ...running, url: new URL(`ftp://127.0.0.1:${running.port}/`) };
  },
};

function argumentsOf(variant: string, site: Site): string[] {
  const { folder, port } = site;
  const network = ['--bind', `127.0.0.1,${port}`, '--ipv4only', '--dontresolve', '--login', 'unix'];
  // Without --allowdotfiles, dotfiles are neither listed nor given.
  const rights = ['--allowdotfiles', '--displaydotfiles', '--anonymouscantupload'];
  return [
    ...network,
    ...rights,
    variant === 'good' ? '--noanonymous' : '--anonymousonly',
    '--pidfile',
    join(folder, 'pure-ftpd.pid'),
    ...(variant === 'internal-address' ? ['--forcepassiveip', '127.0.0.2'] : []),
    ...tlsArguments(variant, site),
  ];
}

/** 1: whoever wants TLS gets it; 2: nobody logs in without. */
function tlsArguments(variant: string, { folder }: Site): string[] {
  if (variant !== 'good' && variant !== 'expired-certificate') return [];
  const { bothPath } = makeCertificate(folder, variant === 'good' ? 'good' : 'expired');
  return ['--tls', variant === 'good' ? '2' : '1', '--certfile', bothPath];
}
