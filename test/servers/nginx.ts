import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificate } from './certificates.ts';
import { folderOf, isBesideIndex, isDotted } from './hidden-names.ts';
import { findFile, findProgram } from './install.ts';
import { IS_ROOT, runServer, SERVICE_GROUP, SERVICE_USER, type Site } from './run-server.ts';
import type { TestServer } from './test-server.ts';
import { GOOD, LISTED } from './variants.ts';

const FANCYINDEX = '/usr/lib/nginx/modules/ngx_http_fancyindex_module.so';
/** What a variant adds to the one location. */
const LISTINGS: Readonly<Record<string, readonly string[]>> = {
  good: [],
  html: ['autoindex on;'],
  json: ['autoindex on;', 'autoindex_format json;'],
  xml: ['autoindex on;', 'autoindex_format xml;'],
  fancyindex: ['fancyindex on;', 'fancyindex_exact_size off;'],
  'expired-certificate': ['autoindex on;'],
  'wrong-host-certificate': ['autoindex on;'],
  'outdated-tls': ['autoindex on;'],
};

/** nginx: three formats of its own listing, and the fancy one of its module. */
export const nginx: TestServer = {
  id: 'nginx',
  protocol: 'http',
  variants: [
    { ...GOOD, shows: false },
    { id: 'html', faults: [...LISTED, 'http.clear-text'], shows: true },
    { id: 'json', faults: [...LISTED, 'http.clear-text'], shows: true },
    { id: 'xml', faults: [...LISTED, 'http.clear-text'], shows: true },
    { id: 'fancyindex', faults: [...LISTED, 'http.clear-text'], shows: true },
    { id: 'expired-certificate', faults: [...LISTED, 'tls.certificate'], shows: false },
    { id: 'wrong-host-certificate', faults: [...LISTED, 'tls.certificate'], shows: false },
    { id: 'outdated-tls', faults: [...LISTED, 'tls.outdated'], shows: true },
  ],
  // Its XML leaves carriage returns as they are, which every reader of XML takes for line feeds.
  hides: (name, variant) =>
    isDotted(name) ||
    isBesideIndex(name, ['index.html']) ||
    (variant === 'xml' && folderOf(name).includes('\r')),
  refuses: (name, variant) => variant === 'xml' && name.includes('\r'),
  disguise: (name) => name.replace(/\r\n?/g, '\n'),
  async start(variant, { root }) {
    const { path, environment } = findProgram('nginx', ['nginx']);
    const module = variant === 'fancyindex' ? findFile(FANCYINDEX, 'libnginx-mod-http-fancyindex') : null;
    const running = await runServer((site) => {
      const configuration = join(site.folder, 'nginx.conf');
      writeFileSync(configuration, configurationOf(variant, root, site, module));
      return { path, args: ['-p', site.folder, '-c', configuration, '-e', 'stderr'], environment };
    });
    const scheme = isOverTls(variant) ? 'https' : 'http';
    return { ...running, url: new URL(`${scheme}://127.0.0.1:${running.port}/`) };
  },
};

function isOverTls(variant: string): boolean {
  return variant === 'good' || variant.endsWith('certificate') || variant === 'outdated-tls';
}

function configurationOf(variant: string, root: string, site: Site, module: string | null): string {
  const { folder, port } = site;
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  for (const name of temporary) mkdirSync(join(folder, name));
  return `${module === null ? '' : `load_module ${module};`}
${IS_ROOT ? `user ${SERVICE_USER} ${SERVICE_GROUP};` : ''}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 64; }
http {
  access_log off;
  server_tokens ${variant === 'good' ? 'off' : 'on'};
  ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  server {
    listen 127.0.0.1:${port}${isOverTls(variant) ? ' ssl' : ''};
    ${isOverTls(variant) ? tlsLines(variant, site).join('\n    ') : ''}
    location / {
      root ${root};
      ${LISTINGS[variant]!.join('\n      ')}
    }
  }
}
`;
}

function tlsLines(variant: string, { folder }: Site): string[] {
  const { certificatePath, keyPath } = makeCertificate(
    folder,
    variant === 'expired-certificate'
      ? 'expired'
      : variant === 'wrong-host-certificate'
        ? 'wrong-host'
        : 'good',
  );
  const files = [`ssl_certificate ${certificatePath};`, `ssl_certificate_key ${keyPath};`];
  return variant === 'outdated-tls'
    ? [...files, 'ssl_protocols TLSv1 TLSv1.1 TLSv1.2;', 'ssl_ciphers ALL:@SECLEVEL=0;']
    : [...files, 'ssl_protocols TLSv1.2 TLSv1.3;'];
}
