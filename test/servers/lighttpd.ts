import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, isBesideIndex, isDotted } from './hidden-names.ts';
import { findProgram } from './install.ts';
import { IS_ROOT, runServer, SERVICE_GROUP, SERVICE_USER, type Site } from './run-server.ts';
import type { TestServer } from './test-server.ts';
import { LISTED } from './variants.ts';

/** lighttpd: TLS is a package of its own, so that its good configuration is one without a listing. */
export const lighttpd: TestServer = {
  id: 'lighttpd',
  protocol: 'http',
  variants: [
    { id: 'unlisted', faults: ['http.clear-text'], shows: false },
    { id: 'html', faults: [...LISTED, 'http.clear-text'], shows: true },
    { id: 'shows-dotfiles', faults: [...LISTED, 'http.clear-text'], shows: true },
  ],
  hides: (name, variant) =>
    (variant === 'html' && isDotted(name)) ||
    isBesideIndex(name, ['index.html', 'index.htm']) ||
    isUnwanted(folderOf(name)),
  refuses: isUnwanted,
  async start(variant, { root }) {
    const { path, root: installed, environment } = findProgram('lighttpd', ['lighttpd']);
    const running = await runServer((site) => {
      const configuration = join(site.folder, 'lighttpd.conf');
      writeFileSync(configuration, configurationOf(variant, root, site));
      return { path, args: ['-D', '-f', configuration, '-m', `${installed}/usr/lib/lighttpd`], environment };
    });
    return { ...running, url: new URL(`http://127.0.0.1:${running.port}/`) };
  },
};

function configurationOf(variant: string, root: string, { folder, port }: Site): string {
  return `server.modules = ( "mod_dirlisting" )
server.document-root = "${root}"
server.bind = "127.0.0.1"
server.port = ${port}
${IS_ROOT ? `server.username = "${SERVICE_USER}"\nserver.groupname = "${SERVICE_GROUP}"` : ''}
server.errorlog = "${folder}/error.log"
server.pid-file = "${folder}/lighttpd.pid"
index-file.names = ( "index.html", "index.htm" )
dir-listing.activate = "${variant === 'unlisted' ? 'disable' : 'enable'}"
dir-listing.hide-dotfiles = "${variant === 'shows-dotfiles' ? 'disable' : 'enable'}"
`;
}

/** Requests for such names are answered with 400: `url-ctrls-reject` and `url-invalid-utf8-reject` are on. */
function isUnwanted(name: string): boolean {
  return /[\x00-\x1F\x7F\xFE\xFF]/.test(name);
}
