import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificate } from './certificates.ts';
import { isBesideIndex, isDotted } from './hidden-names.ts';
import { findProgram } from './install.ts';
import { IS_ROOT, runServer, SERVICE_GROUP, SERVICE_USER, type Site } from './run-server.ts';
import type { TestServer } from './test-server.ts';
import { GOOD, LISTED } from './variants.ts';

const MODULES = ['mpm_event', 'authz_core', 'authz_host', 'dir', 'autoindex', 'mime', 'dav', 'dav_fs', 'ssl'];
const SHOWN = 'Options +Indexes +FollowSymLinks';
/** As Debian's autoindex.conf has it. */
const NO_DOTFILES = 'IndexIgnore .??*';
/** What a variant says of the one folder. */
const FOLDER: Readonly<Record<string, readonly string[]>> = {
  good: ['Options None'],
  plain: [SHOWN, NO_DOTFILES],
  fancy: [SHOWN, NO_DOTFILES, 'IndexOptions FancyIndexing VersionSort'],
  table: [SHOWN, NO_DOTFILES, 'IndexOptions FancyIndexing HTMLTable SuppressDescription NameWidth=*'],
  'shows-dotfiles': [SHOWN, 'IndexOptions FancyIndexing HTMLTable NameWidth=*', 'IndexIgnoreReset ON'],
  webdav: [
    'Options FollowSymLinks',
    'Dav On',
    '<LimitExcept GET HEAD OPTIONS PROPFIND>',
    'Require all denied',
    '</LimitExcept>',
  ],
  'expired-certificate': [SHOWN, 'IndexOptions FancyIndexing NameWidth=*'],
};

/** Apache: its three listings, and WebDAV. */
export const apache2: TestServer = {
  id: 'apache2',
  protocol: 'http',
  variants: [
    { ...GOOD, shows: false },
    { id: 'plain', faults: [...LISTED, 'http.clear-text'], shows: true },
    { id: 'fancy', faults: [...LISTED, 'http.clear-text'], shows: true },
    { id: 'table', faults: [...LISTED, 'http.clear-text'], shows: true },
    { id: 'shows-dotfiles', faults: [...LISTED, 'http.clear-text'], shows: true },
    {
      id: 'webdav',
      // PROPFIND lists to a stranger as a page would.
      faults: ['http.webdav-open', ...LISTED, 'http.clear-text'],
      shows: true,
    },
    { id: 'expired-certificate', faults: [...LISTED, 'tls.certificate'], shows: false },
  ],
  // With an index in a folder, Apache answers PROPFIND there with 405.
  hides: (name, variant) =>
    (!['webdav', 'shows-dotfiles'].includes(variant) && isDotted(name)) ||
    isBesideIndex(name, ['index.html']),
  refuses: () => false,
  async start(variant, { root }) {
    const { path, root: installed, environment } = findProgram('apache2', ['apache2-bin']);
    const running = await runServer((site) => {
      const configuration = join(site.folder, 'apache2.conf');
      const modules = `${installed}/usr/lib/apache2/modules`;
      writeFileSync(configuration, configurationOf(variant, root, site, modules));
      return { path, args: ['-d', site.folder, '-f', configuration, '-DFOREGROUND'], environment };
    });
    const scheme = isOverTls(variant) ? 'https' : 'http';
    return { ...running, url: new URL(`${scheme}://127.0.0.1:${running.port}/`) };
  },
};

function isOverTls(variant: string): boolean {
  return variant === 'good' || variant === 'expired-certificate';
}

function configurationOf(variant: string, root: string, site: Site, modules: string): string {
  const { folder, port } = site;
  return `${MODULES.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`).join('\n')}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
${IS_ROOT ? `User ${SERVICE_USER}\nGroup ${SERVICE_GROUP}` : ''}
PidFile ${folder}/apache2.pid
Mutex file:${folder} default
ErrorLog ${folder}/error.log
DavLockDB ${folder}/dav-lock
DirectoryIndex index.html
TypesConfig /dev/null
DocumentRoot "${root}"
${isOverTls(variant) ? tlsLines(variant, site).join('\n') : ''}
<Directory "/">
  Require all granted
</Directory>
<Directory "${root}">
  ${FOLDER[variant]!.join('\n  ')}
</Directory>
`;
}

function tlsLines(variant: string, { folder }: Site): string[] {
  const { certificatePath, keyPath } = makeCertificate(folder, variant === 'good' ? 'good' : 'expired');
  return [
    'SSLEngine on',
    'SSLProtocol -all +TLSv1.2 +TLSv1.3',
    `SSLCertificateFile ${certificatePath}`,
    `SSLCertificateKeyFile ${keyPath}`,
  ];
}
