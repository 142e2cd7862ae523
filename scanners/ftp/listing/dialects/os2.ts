import { isoOfNumbers } from '../day-order.ts';
import { exactBytes } from '../exact-bytes.ts';
import { dayTimeOf } from '../listing-date.ts';
import type { ListingDialect } from '../listing-dialect.ts';
import { listedEntry } from '../listing-entry.ts';

/**
 * OS/2: '     612      A          07-28-95   16:45  name' — size, attributes, 'DIR', month-day-year, time. Years are counted
 * from 1900, so that 2004 is '104'. Two blanks stand before the name.
 */
export const os2: ListingDialect = {
  id: 'os2',
  open: () => (line) => {
    const found = LINE.exec(line);
    if (found === null) return null;
    const [, size = '', folder, date = '', clock = '', name = ''] = found;
    const time = dayTimeOf(clock);
    const modifiedAt = time === null ? null : isoOfNumbers(date, 'month-day-year', time);
    const isFolder = folder !== undefined;
    return listedEntry(name, isFolder ? 'folder' : 'file', {
      bytes: isFolder ? null : exactBytes(size),
      modifiedAt,
    });
  },
};

const LINE = /^ *(\d+) +(?:[ADHRS]{1,5} +)?(?:(DIR) +)?(\d\d-\d\d-\d{2,4}) +(\d{1,2}:\d\d) {1,2}([\s\S]+)$/;
