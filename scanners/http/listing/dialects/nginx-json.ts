import { segmentOfName } from '../byte-text.ts';
import type { JsonDialect } from '../json/json-dialect.ts';
import { membersOf } from '../json/members.ts';
import { findDate } from '../listing-date.ts';

/** nginx's autoindex_format json: an array of { name, type, mtime, size } with plain names. */
export const nginxJson: JsonDialect = {
  notation: 'json',
  id: 'nginx-json',
  isBucket: null,
  arrays: null,
  emptyPage: '[\r\n]',
  recognises: (_fields, entries) => entries.length > 0 && entries.every(({ value }) => isOurs(value)),
  read: ({ value }) => {
    if (!isOurs(value)) return null;
    const { name, type, mtime, size } = membersOf(value);
    const isFolder = type === 'directory';
    return {
      href: `${segmentOfName(String(name))}${isFolder ? '/' : ''}`,
      kind: isFolder ? 'folder' : type === 'file' ? 'file' : 'unknown',
      bytes: Number.isSafeInteger(size) ? Number(size) : null,
      modifiedAt: findDate(String(mtime))?.iso ?? null,
      etag: null,
      isLink: false,
    };
  },
  next: () => null,
};

const TYPES: readonly unknown[] = ['directory', 'file', 'other'];
const MEMBERS: readonly string[] = ['name', 'type', 'mtime', 'size'];

/** These members and no others: a data file may have a name and a type, too. */
function isOurs(value: unknown): boolean {
  const { name, type, mtime, ...others } = membersOf(value);
  if (typeof name !== 'string' || /^[.]{0,2}$|\//.test(name) || !TYPES.includes(type)) return false;
  return String(mtime).endsWith(' GMT') && Object.keys(others).every((member) => MEMBERS.includes(member));
}
