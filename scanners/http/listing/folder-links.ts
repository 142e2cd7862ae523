import { hrefOfText, percentDecoded } from './byte-text.ts';
import { showsName } from './shown-name.ts';

/** What a link is to the folder that the page may list. */
export interface PlacedLink {
  /**
   * 'child': one segment below the folder. 'parent': a folder above it. 'self': the folder. 'sort': the page with
   * another query. 'elsewhere': anything else that can be asked for. 'none': no address (fragments, mailto:, javascript:).
   */
  readonly role: 'child' | 'parent' | 'self' | 'sort' | 'elsewhere' | 'none';
  /** As an entry has it. */
  readonly href: string;
  readonly isFolder: boolean;
  /** Whether the text of the link is the child's name. */
  readonly isNamed: boolean;
}

/** The folder that a page lists, if it is a listing: by its URL and its `<base href>`, null where it has none. */
export interface Folder {
  place(href: string, shown: string): PlacedLink;
}

/** Hrefs are texts of byte-text.ts, entities decoded. */
export function createFolder(page: URL, base: string | null): Folder {
  const start = startOf(page, base);
  const own = percentDecoded(start.path.replace(/[^/]*$/, ''));
  // A page without a slash at its end may still list the folder of its name.
  const named = start.path.endsWith('/') ? own : `${percentDecoded(start.path)}/`;
  return {
    place(written, shown) {
      const href = hiddenName(trimmed(written), trimmed(shown));
      const target = targetOf(href, page, start.path);
      if (target === 'none' || target === 'elsewhere') return { role: target, href, ...PLAIN };
      const path = percentDecoded(target.path);
      const url = hrefOfText(
        start.isMoved && !target.isAbsolute ? `${start.path.replace(/[^/]*$/, '')}${href}` : href,
      );
      if (target.hasQuery)
        return { role: path === own || `${path}/` === named ? 'sort' : 'elsewhere', href: url, ...PLAIN };
      if (isUpwards(href)) return { role: 'parent', href: url, ...PLAIN };
      if (path === own || path === named) return { role: 'self', href: url, ...PLAIN };
      if (own.startsWith(path) && path.endsWith('/')) return { role: 'parent', href: url, ...PLAIN };
      const name =
        childName(path, named) ?? (target.isAbsolute && named !== own ? null : childName(path, own));
      if (name === null)
        return { role: `${path}/` === parentOf(own) ? 'parent' : 'elsewhere', href: url, ...PLAIN };
      return { role: 'child', href: url, isFolder: path.endsWith('/'), isNamed: showsName(shown, name) };
    },
  };
}

const PLAIN = { isFolder: false, isNamed: false };
/** Addresses that are no part of a server's tree. */
const OTHER_SCHEMES =
  /^(?:mailto|javascript|data|tel|file|ftps?|sftp|irc|news|magnet|blob|about|vbscript|smb|webcal|sms):/i;

interface Target {
  /** Dot segments resolved, still percent-encoded. */
  readonly path: string;
  readonly isAbsolute: boolean;
  readonly hasQuery: boolean;
}

/** Whitespace around an href means nothing (HTML); a name that starts or ends with it is percent-encoded by its server. */
function trimmed(text: string): string {
  return text.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '');
}

/** Some servers (webfs) write names as they are: where the text shows just that, ':', '?' and '#' are no syntax. */
function hiddenName(href: string, shown: string): string {
  if (!/^[^/]*[:?#][^/]*\/?$/.test(href) || /^[?#]/.test(href) || OTHER_SCHEMES.test(href)) return href;
  if (href.replace(/\/$/, '') !== shown.replace(/\/$/, '')) return href;
  const name = href.replace(/[?#]/g, (sign) => (sign === '?' ? '%3F' : '%23'));
  return name.includes(':') ? `./${name}` : name;
}

function targetOf(href: string, page: URL, start: string): Target | 'none' | 'elsewhere' {
  if (href.startsWith('#') || OTHER_SCHEMES.test(href)) return 'none';
  if (href === '') return { path: start, isAbsolute: false, hasQuery: false };
  const authority = /^(?:(https?):)?\/\/([^/?#]*)/i.exec(href);
  if (authority === null && /^[a-z][a-z0-9+.-]*:/i.test(href)) return 'none';
  if (authority !== null && !isSameOrigin(authority[0], page)) return 'elsewhere';
  const local = authority === null ? href : href.slice(authority[0].length) || '/';
  const [path = '', query] = local.replace(/#.*$/s, '').split('?', 2);
  const isAbsolute = path.startsWith('/');
  const folder = start.replace(/[^/]*$/, '');
  const whole = isAbsolute ? path : path === '' ? start : `${folder}${path}`;
  return { path: withoutDots(whole), isAbsolute, hasQuery: query !== undefined && query !== '' };
}

function isSameOrigin(prefix: string, page: URL): boolean {
  return URL.canParse(prefix, page.href) && new URL(prefix, page.href).origin === page.origin;
}

/** Where relative hrefs start, and whether `<base href>` moved that away from the page's own folder. */
function startOf(page: URL, base: string | null): { readonly path: string; readonly isMoved: boolean } {
  const target = base === null ? null : targetOf(trimmed(base), page, page.pathname);
  if (target === null || typeof target === 'string') return { path: page.pathname, isMoved: false };
  const isMoved = target.path.replace(/[^/]*$/, '') !== page.pathname.replace(/[^/]*$/, '');
  return { path: target.path, isMoved };
}

/** Resolve '.' and '..', written plainly or as %2E, as every HTTP client does before it asks. */
function withoutDots(path: string): string {
  if (!/\/(?:[.]|%2e)/i.test(path)) return path;
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  for (const [at, segment] of segments.entries()) {
    const plain = segment.replace(/%2e/gi, '.');
    if (plain === '..') kept.pop();
    if (plain !== '.' && plain !== '..') kept.push(segment);
    else if (at === segments.length - 1) kept.push('');
  }
  return `/${kept.join('/')}`;
}

/** '..' and '../' lead up even at the root, where they resolve to the root itself. */
function isUpwards(href: string): boolean {
  return /^(?:[.]\/)?(?:[.]{2}\/)*[.]{2}\/?$/.test(href);
}

function childName(path: string, folder: string): string | null {
  if (!path.startsWith(folder)) return null;
  const name = path.slice(folder.length).replace(/\/$/, '');
  return name === '' || name.includes('/') ? null : name;
}

function parentOf(folder: string): string {
  return folder.replace(/[^/]+\/$/, '');
}
