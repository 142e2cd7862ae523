import type { ListingDialect } from '../listing-dialect.ts';
import { listedEntry } from '../listing-entry.ts';

/**
 * Names alone, as NLST gives them: taken only where no other dialect reads a line. Messages of servers, control
 * characters and headings are no names: rather a file is missed, and its line counted as unread, than one invented.
 */
export const names: ListingDialect = {
  id: 'names',
  open: () => (line) => {
    if (line.length > MOST_NAME_CHARS || NO_NAME.test(line) || MESSAGE.test(line)) return null;
    const name = line.startsWith('./') && line.length > 2 ? line.slice(2) : line;
    if (!name.endsWith('/') || name.length === 1)
      return listedEntry(name, 'unknown', { bytes: null, modifiedAt: null });
    return listedEntry(name.slice(0, -1), 'folder', { bytes: null, modifiedAt: null });
  },
};

/** PATH_MAX of most systems. */
const MOST_NAME_CHARS = 4096;
/** Control characters, blanks alone, and 'folder:' as `ls -R` heads what follows. */
const NO_NAME = /[\x00-\x1f\x7f]|^ *$|:$/;
const MESSAGE =
  /^(?:(?:\/\S*\/)?ls|dir): |^[1-5]\d\d[ -]|^total \d+$|: No such file|no files|not found|permission denied|access (?:is )?denied|cannot |^<(?:!doctype|html)/i;
