import { dayOrderOf, isoOfNumbers } from '../day-order.ts';
import { exactBytes } from '../exact-bytes.ts';
import { dayTimeOf } from '../listing-date.ts';
import type { ListingDialect } from '../listing-dialect.ts';
import { type ListingEntry, listedEntry } from '../listing-entry.ts';

/**
 * IBM i (AS/400, list format 0): 'QSYS   77824 23/12/99 13:23:06 *FILE  NAME.FILE', members without size and date. The
 * order of the date is the server's setting: it is learnt from the listing's first lines, and the date is null where
 * they leave it open. Only stream files (*STMF) have as many bytes as are sent.
 */
export const as400: ListingDialect = {
  id: 'as400',
  open({ head }) {
    const dates = head.flatMap((line) => LINE.exec(line)?.[2] ?? []);
    const order = dayOrderOf(dates, ['day-month-year', 'month-day-year', 'year-month-day']);
    return (line) => {
      const found = LINE.exec(line);
      if (found === null) return null;
      const [, size = '', date, clock = '', type = '', shown = ''] = found;
      const time = dayTimeOf(clock);
      const modifiedAt =
        date === undefined || order === null || time === null ? null : isoOfNumbers(date, order, time);
      const kind = KINDS[type] ?? 'other';
      const bytes = type === '*STMF' ? exactBytes(size) : null;
      const name = kind === 'folder' && shown.length > 1 ? shown.replace(/\/$/, '') : shown;
      return listedEntry(name, kind, { bytes, modifiedAt });
    };
  },
};

const LINE =
  /^(?:\S{1,10}) +(?:(\d+) +)?(?:(\d\d[-/.]\d\d[-/.]\d\d) +(\d\d[:.]\d\d[:.]\d\d) +)?(\*[A-Z][A-Z0-9]{1,9}) +(\S[\s\S]*)$/;
const KINDS: Readonly<Record<string, ListingEntry['kind']>> = {
  '*FILE': 'file',
  '*MEM': 'file',
  '*STMF': 'file',
  '*DSTMF': 'file',
  '*DOC': 'file',
  '*DIR': 'folder',
  '*DDIR': 'folder',
  '*LIB': 'folder',
  '*FLR': 'folder',
  '*SYMLNK': 'link',
};
