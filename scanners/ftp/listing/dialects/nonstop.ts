import { exactBytes } from '../exact-bytes.ts';
import { dayTimeOf, isoTime, yearOf } from '../listing-date.ts';
import type { ListingDialect } from '../listing-dialect.ts';
import { listedEntry } from '../listing-entry.ts';
import { monthOf } from '../month-word.ts';

/**
 * Tandem, HP NonStop (Guardian): 'File  Code  EOF  Last Modification  Owner  RWEP' and lines such as
 * 'PAYROLL  O  101  2048  13-Jan-24 00:33:45  8,73  "OOOO"' ('O': open). Sub-volumes hold files only. Code 101 is text whose
 * length when sent is another than on disk, so its size is null.
 */
export const nonstop: ListingDialect = {
  id: 'nonstop',
  open: () => (line) => {
    if (HEADING.test(line)) return 'heading';
    const found = LINE.exec(line);
    if (found === null) return null;
    const [, name = '', code = '', size = '', day = '', word = '', year = '', clock = ''] = found;
    const month = monthOf(word);
    const time = dayTimeOf(clock);
    return listedEntry(name, 'file', {
      bytes: code === EDIT_FILE ? null : exactBytes(size),
      modifiedAt: month === null || time === null ? null : isoTime(yearOf(year), month, Number(day), time),
    });
  },
};

const EDIT_FILE = '101';
const HEADING = /^ ?File +(?:O +)?Code +EOF +Last Modif|^\$\S{1,8}\.\S{1,8}$/i;
const LINE =
  /^ ?([A-Za-z][A-Za-z0-9]{0,7}) +(?:[OCR?] +)?(\d{1,5})[A-Z+]? +(\d+) +(\d{1,2})-?([A-Za-z]{3})-?(\d{4}|\d\d) +(\d{1,2}:\d\d(?::\d\d)?) +\d{1,3}, *\d{1,3} +"?[-A-Za-z*]{4}"? *$/;
