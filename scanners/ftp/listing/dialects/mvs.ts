import { isoOfNumbers } from '../day-order.ts';
import { dayTimeOf } from '../listing-date.ts';
import type { LineReader, LineReading, ListingDialect } from '../listing-dialect.ts';
import { type ListingEntry, listedEntry } from '../listing-entry.ts';

/**
 * z/OS (MVS): data sets and members of partitioned data sets; what is listed is known by the heading. Sizes are tracks
 * and lines, hence null; a data set's date is that of the last use, no modification, hence null too. A migrated data set
 * is 'unknown': to ask for it would have it fetched from tape. Jobs (JES) are left out: they are queues of output, each
 * read would be a job's log, and their lines count as unread.
 */
export const mvs: ListingDialect = {
  id: 'mvs',
  open() {
    let read: LineReader = readDataSet;
    return (line) => {
      const heading = HEADINGS.find(([pattern]) => pattern.test(line));
      if (heading === undefined) return read(line);
      read = heading[1];
      return 'heading';
    };
  },
};

const HEADINGS: readonly (readonly [heading: RegExp, read: LineReader])[] = [
  [/^Volume +Unit +Referred /i, readDataSet],
  [/^ ?Name +VV\.MM +Created /i, readMember],
  [/^ ?Name +Size +TTR +/i, readMember],
  [/^ ?JOBNAME +JOBID +/i, () => null],
];
/** 'USERV1 3390   2024/05/01  1   15  FB      80 27920  PS  PAYROLL.EXTRACT', with '**NONE**' for one that was never used. */
const DATA_SET =
  /^\S{1,6} +\S{4,6} +(?:\d{4}\/\d\d\/\d\d|\*\*NONE\*\*) +\d{1,4} *(?:\d{1,9}|\+{1,9}) +[A-Z?]\S{0,4} +[\d?]+ +[\d?]+ +([A-Z?][A-Z-]{0,4}) +(\S+)$/;
const VSAM = /^\S{1,6} +\S{4,6}(?: +\S+){0,6} +(?:VSAM|PATH) +(\S+)$/;
/** What is said in place of the columns, with the name at its end. */
const REMARK =
  /^(Migrated|ARCIVE|Pseudo Directory|Tape|GDG|User catalog connector|Not Mounted|Error determining attributes) {2,}(\S+)$/;
const REMARKED: Readonly<Record<string, ListingEntry['kind']>> = {
  'Pseudo Directory': 'folder',
  'User catalog connector': 'other',
  GDG: 'other',
};
const MEMBER_DATE = /^ ?(\S{1,8}) +\d\d\.\d\d +\d{4}\/\d\d\/\d\d +(\d{4}\/\d\d\/\d\d) +(\d\d:\d\d)(?: |$)/;
/** Members of load libraries, and members without statistics. */
const MEMBER = /^ ?([A-Z@#$][A-Z0-9@#$]{0,7})(?: +[0-9A-F]{6,8} +[0-9A-F]{6} .*| *)$/;

function readDataSet(line: string): LineReading {
  const found = DATA_SET.exec(line);
  // Partitioned data sets, extended or not, are entered like folders.
  if (found !== null) return named(found[2]!, found[1]!.startsWith('PO') ? 'folder' : 'file');
  const vsam = VSAM.exec(line);
  if (vsam !== null) return named(vsam[1]!, 'other');
  const remark = REMARK.exec(line);
  return remark === null ? null : named(remark[2]!, REMARKED[remark[1]!] ?? 'unknown');
}

function readMember(line: string): LineReading {
  const found = MEMBER_DATE.exec(line);
  if (found === null) {
    const bare = MEMBER.exec(line)?.[1];
    return bare === undefined ? null : named(bare, 'file');
  }
  const time = dayTimeOf(found[3]!);
  const modifiedAt = time === null ? null : isoOfNumbers(found[2]!, 'year-month-day', time);
  return listedEntry(found[1]!, 'file', { bytes: null, modifiedAt });
}

function named(name: string, kind: ListingEntry['kind']): ListingEntry {
  return listedEntry(name, kind, { bytes: null, modifiedAt: null });
}
