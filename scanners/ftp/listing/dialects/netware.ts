import { columnsOf } from '../columns.ts';
import { exactBytes } from '../exact-bytes.ts';
import { latestDate } from '../listing-date.ts';
import type { ListingDialect } from '../listing-dialect.ts';
import { listedEntry } from '../listing-entry.ts';
import { unixDateAt } from '../unix-date.ts';

/**
 * Novell NetWare: rights in brackets instead of a mode, 'd [RWCEAFMS] owner     512 Apr 12  2009 name', with or without a
 * count of links, and owners that may be missing. Names begin after any number of blanks: its file systems know none
 * that begin with one.
 */
export const netware: ListingDialect = {
  id: 'netware',
  open: ({ listedAtMs }) => {
    const latest = latestDate(listedAtMs);
    let isFirst = true;
    return (line) => {
      const isTotal = isFirst && /^total \d+$/.test(line);
      isFirst = false;
      if (isTotal) return 'heading';
      const rights = RIGHTS.exec(line);
      if (rights === null) return null;
      const rest = line.slice(rights[0].length);
      const columns = columnsOf(rest, MOST_COLUMNS);
      for (let at = 1; at < columns.length; at++) {
        if (!/^\d+$/.test(columns[at - 1]!.text)) continue;
        const date = unixDateAt(columns, at, latest);
        if (date === null) continue;
        const name = rest.slice(columns[at + date.width - 1]!.end).replace(/^ +/, '');
        const bytes = exactBytes(columns[at - 1]!.text);
        const kind = rights[1] === 'd' ? 'folder' : 'file';
        return name === '' ? null : listedEntry(name, kind, { bytes, modifiedAt: date.modifiedAt });
      }
      return null;
    };
  },
};

/** Supervisor, read, write, create, erase, modify, scan, access control: set or '-' (a blank on some servers). */
const RIGHTS = /^([-d]) ?\[[-A-Z ]{7,9}\] /;
/** Links, owner, size, date, and a few more for owners of several words. */
const MOST_COLUMNS = 12;
