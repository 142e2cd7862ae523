import { hrefOfText } from '../byte-text.ts';
import type { JsonDialect } from '../json/json-dialect.ts';
import { membersOf } from '../json/members.ts';
import { findDate } from '../listing-date.ts';

/** Caddy's file_server browse, asked for JSON: { name, size, url, mod_time, mode, is_dir, is_symlink } with encoded urls. */
export const caddyJson: JsonDialect = {
  notation: 'json',
  id: 'caddy-json',
  isBucket: null,
  arrays: null,
  emptyPage: null,
  recognises: (_fields, entries) => entries.length > 0 && entries.every(({ value }) => isOurs(value)),
  read: ({ value }) => {
    if (!isOurs(value)) return null;
    const { url, size, mod_time: changed, is_dir: isFolder, is_symlink: isLink } = membersOf(value);
    return {
      href: hrefOfText(String(url)),
      kind: isFolder === true ? 'folder' : 'file',
      bytes: isFolder !== true && Number.isSafeInteger(size) ? Number(size) : null,
      modifiedAt: findDate(String(changed))?.iso ?? null,
      etag: null,
      isLink: isLink === true,
    };
  },
  next: () => null,
};

/** Below the folder, in one segment, and with the members that only Caddy has. */
function isOurs(value: unknown): boolean {
  const { name, url, mod_time: changed, is_dir: isFolder, mode } = membersOf(value);
  if (typeof name !== 'string' || typeof url !== 'string' || typeof changed !== 'string') return false;
  return /^[.]\/[^/?#]+\/?$/.test(url) && typeof isFolder === 'boolean' && typeof mode === 'number';
}
