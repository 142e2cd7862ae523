import { spawnSync } from 'node:child_process';
import type { ExposureCode } from '../../scanners/exposure.ts';

/** What the scripts can find at all. `ftp-bounce` is left out: it has the server contact others. */
const SCRIPTS: Readonly<Record<'ftp' | 'http', string>> = {
  ftp: 'ftp-anon,ssl-cert,ssl-enum-ciphers',
  http: 'http-ls,http-webdav-scan,ssl-cert,ssl-enum-ciphers',
};
const NMAP_MS = 120_000;

/** How the output of a script shows an exposure. */
const SIGNS: readonly { readonly code: ExposureCode; readonly shows: (output: string) => boolean }[] = [
  { code: 'ftp.anonymous-login', shows: (output) => output.includes('Anonymous FTP login allowed') },
  {
    code: 'ftp.anonymous-lists',
    shows: (output) => /Anonymous FTP login allowed[^\n]*\n\|[ _]+[-dl][-rwxst]{9}/.test(output),
  },
  { code: 'ftp.claims-writable', shows: (output) => output.includes('[NSE: writeable]') },
  { code: 'http.open-listing', shows: (output) => output.includes('http-ls: Volume') },
  { code: 'http.webdav-open', shows: (output) => output.includes('http-webdav-scan') },
  { code: 'tls.certificate', shows: hasEnded },
  { code: 'tls.outdated', shows: (output) => /TLSv1\.[01]:/.test(output) },
];

/** What nmap may be measured on. */
export const NMAP_CODES: readonly ExposureCode[] = SIGNS.map(({ code }) => code);

/** Null where nmap is not installed. */
export function nmapVersion(): string | null {
  const { stdout, error } = spawnSync('nmap', ['--version'], { encoding: 'utf8' });
  return error === undefined ? (/Nmap version (\S+)/.exec(stdout)?.[1] ?? 'unknown') : null;
}

/** The exposures that nmap's scripts show for a server. */
export function nmapFindings(url: URL): readonly ExposureCode[] {
  const scripts = SCRIPTS[url.protocol === 'ftp:' ? 'ftp' : 'http'];
  const { stdout } = spawnSync(
    'nmap',
    ['-Pn', '-n', '-sT', '-sV', '-p', url.port, '--script', scripts, '127.0.0.1'],
    { encoding: 'utf8', timeout: NMAP_MS },
  );
  return SIGNS.filter(({ shows }) => shows(stdout)).map(({ code }) => code);
}

function hasEnded(output: string): boolean {
  const end = /Not valid after:\s+(\S+)/.exec(output)?.[1];
  return end !== undefined && Date.parse(`${end}Z`) < Date.now();
}
