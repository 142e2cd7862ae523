import { exactBytes } from '../exact-bytes.ts';
import { dayTimeOf, isoTime, isoTimeWithoutYear, latestDate } from '../listing-date.ts';
import type { ListingDialect } from '../listing-dialect.ts';
import { listedEntry } from '../listing-entry.ts';
import { monthOf } from '../month-word.ts';

/**
 * Peter's server and NetPresenz on classic Mac OS: 'drwxr-xr-x  folder  2 May 10  1996 name' and, for files, the bytes of
 * the resource fork, of the data fork and of both. What is sent of a file with two forks depends on the encoding, so its
 * size is null. `ls` with a count of links, a numeric owner and no group looks the same when they happen to add up: a
 * listing is one of these only where a line says 'folder', or where a first number can be no count of links.
 */
export const mac: ListingDialect = {
  id: 'mac',
  open({ listedAtMs, head }) {
    if (!head.some(isUnmistakable)) return () => null;
    const latest = latestDate(listedAtMs);
    return (line) => {
      const found = LINE.exec(line);
      if (found === null || (found[1] === undefined && !addsUp(found))) return null;
      const [, folder, resource, , total = '', word = '', day = '', when = '', name = ''] = found;
      const month = monthOf(word);
      if (month === null) return null;
      const time = dayTimeOf(when);
      const modifiedAt =
        time === null
          ? isoTime(Number(when), month, Number(day))
          : isoTimeWithoutYear(latest, month, Number(day), time);
      if (folder !== undefined) return listedEntry(name, 'folder', { bytes: null, modifiedAt });
      const bytes = Number(resource) === 0 ? exactBytes(total) : null;
      return listedEntry(name, 'file', { bytes, modifiedAt });
    };
  },
};

const LINE =
  /^[-d][-rwx]{9} +(?:(folder) +\d+|(\d+) +(\d+) +(\d+)) +([A-Za-z]{3,4}) +(\d{1,2}) +(\d{4}|\d{1,2}:\d\d) ([\s\S]+)$/;
/** Hardly a file has as many names; a resource fork has 286 bytes at least. */
const MOST_LINKS = 255;

function isUnmistakable(line: string): boolean {
  const found = LINE.exec(line);
  if (found === null) return false;
  const resource = Number(found[2]);
  return found[1] !== undefined || (addsUp(found) && (resource === 0 || resource > MOST_LINKS));
}

function addsUp([, , resource, fork, total]: RegExpExecArray): boolean {
  return Number(resource) + Number(fork) === Number(total);
}
