import { dayTimeOf, isoTime, MIDNIGHT } from '../listing-date.ts';
import type { LineReading, ListingDialect } from '../listing-dialect.ts';
import { listedEntry } from '../listing-entry.ts';
import { monthOf } from '../month-word.ts';

/**
 * OpenVMS (`DIRECTORY /SIZE /DATE /OWNER /PROTECTION`): 'README.TXT;4  5/6  1-MAY-2024 10:00:00  [GROUP,OWNER]  (RWED,RE,,)'.
 * Long names stand alone, their columns on the next line. Sizes are blocks of 512 bytes and therefore null. Files keep
 * their version (';4'): each is a file of its own, and servers send what is asked for. 'NAME.DIR;1' is the folder NAME,
 * as servers want it in CWD.
 */
export const vms: ListingDialect = {
  id: 'vms',
  open() {
    let begun: string | null = null;
    return (line) => {
      const name = begun;
      begun = null;
      if (/^[ \t]/.test(line)) return readContinuation(line, name);
      if (NAME_ALONE.test(line)) {
        begun = line.trimEnd();
        return 'begun';
      }
      const found = ENTRY.exec(line);
      if (found !== null) return entryOf(found[1]!, timeOf(found));
      const refused = REFUSED.exec(line);
      if (refused !== null) return entryOf(refused[1]!, null);
      return HEADING.test(line) ? 'heading' : null;
    };
  },
};

const SIZE = '(?:\\d+(?:/\\d+)?|\\d+(?:\\.\\d+)?[KMGT]B(?:/\\d+(?:\\.\\d+)?[KMGT]B)?)';
const DATE = '(\\d{1,2})-([A-Za-z]{3})-(\\d{4})(?: +(\\d{1,2}:\\d\\d(?::\\d\\d(?:\\.\\d\\d)?)?))?(?: |$)';
/** With a version, or at least with the dot that every name has. */
const NAME = '([^\\s;]+;\\d{1,5}|(?=[^\\s;.]*\\.)[^\\s;]+)';
const ENTRY = new RegExp(`^${NAME} +(?:${SIZE} +)?${DATE}`);
const CONTINUATION = new RegExp(`^()[ \\t]+(?:${SIZE} +)?${DATE}`);
const NAME_ALONE = /^[^\s;]+;\d{1,5} *$/;
/** Owner and protection of an entry whose line was too long for them. */
const REST_OF_ENTRY = /^[ \t]+\[[^\]]{1,64}\](?: +\([A-Z,]*\))?$/;
/** '%RMS-E-PRV, insufficient privilege …': the name is all that the server may tell. */
const REFUSED = /^([^\s;]+;\d{1,5}) +%[A-Z]+-[A-Z]-[A-Z]+/;
const HEADING =
  /^Directory \S+|^(?:Grand )?Total of \d+ (?:file|director)|^%DIRECT-[WEI]-|^\S{1,255}:\[[^\]]{1,255}\]$/i;

function readContinuation(line: string, name: string | null): LineReading {
  const found = CONTINUATION.exec(line);
  if (found === null) return name === null && REST_OF_ENTRY.test(line) ? 'heading' : null;
  return name === null ? null : { completed: entryOf(name, timeOf(found)) };
}

function entryOf(shown: string, modifiedAt: string | null): ReturnType<typeof listedEntry> {
  // Some servers put the folder before every name: DISK:[PUB]README.TXT;1
  const name = shown.slice(shown.lastIndexOf(']') + 1) || shown;
  const folder = /^([\s\S]+)\.DIR(?:;\d+)?$/i.exec(name)?.[1];
  return listedEntry(folder ?? name, folder === undefined ? 'file' : 'folder', { bytes: null, modifiedAt });
}

function timeOf([, , day, month, year, clock]: RegExpExecArray): string | null {
  const time = clock === undefined ? MIDNIGHT : dayTimeOf(clock);
  const number = monthOf(month!);
  return number === null || time === null ? null : isoTime(Number(year), number, Number(day), time);
}
