/** Names that servers, listings and clients are known to stumble over, as the bytes that a disk keeps. */
export function oddNames(): readonly Buffer[] {
  return [...SPOKEN.map((name) => Buffer.from(name)), ...RAW.map((name) => Buffer.from(name, 'latin1'))];
}

/** A name of the most bytes that Pure-FTPd, encrypted disks and old protocols still carry whole. */
const LONG_NAME_CHARS = 244;

const SPOKEN: readonly string[] = [
  // Blanks, where parsers of columns trim.
  ' leading blank.csv',
  '   three leading blanks.csv',
  'trailing blank.csv ',
  'two  blanks.csv',
  ' ',
  // What shells, quotes and flags make of names.
  '"quoted".csv',
  "it's.csv",
  'back\\slash.csv',
  '-n',
  '-la.csv',
  '--help',
  '*',
  'star*.csv',
  '?',
  'question?.csv',
  '[a-z].csv',
  '{a,b}.csv',
  '$(id).csv',
  '`id`.csv',
  '!bang.csv',
  '~',
  '~root.csv',
  '|pipe.csv',
  // What URLs and pages make of names.
  'hash#.csv',
  '#',
  'percent%.csv',
  '%41.csv',
  '%2e%2e',
  '..%2f..%2fetc%2fpasswd',
  'plus+plus.csv',
  'semi;colon.csv',
  'amp&ersand.csv',
  '&amp;.csv',
  '&#65;.csv',
  '<b>bold</b>.csv'.replace('/', '∕'),
  'a=b,c:d@e.csv',
  'javascript:alert(1)',
  'mailto:nobody',
  '?C=N;O=D',
  'Parent Directory',
  // What listings make of names.
  'link -> target.csv',
  ' -> ',
  'total 12',
  '-rw-r--r--   1 0        0              12 Jan 01  2020 fake.csv',
  'modify=20200101000000;type=dir; fake',
  '226 Transfer complete.',
  // Dots.
  '.hidden.csv',
  '.env',
  '...',
  '..data',
  'ends with dot.',
  // Alphabets. The first two are one name for people and two for a disk.
  'caf\u00e9 nfc.csv',
  'cafe\u0301 nfc.csv',
  'Zażółć gęślą.csv',
  'данные.csv',
  '名簿.csv',
  'emoji 🏥.csv',
  'right\u202Eto left.csv',
  'zero\u200Bwidth.csv',
  'no\u00A0break.csv',
  // Devices of Windows.
  'CON',
  'nul.csv',
  'aux .csv',
  `${'l'.repeat(LONG_NAME_CHARS - 4)}.csv`,
];

const RAW: readonly string[] = [
  'latin1 \xE9t\xE9.csv',
  'byte \xFF.csv',
  '\xFF\xFE',
  'cut utf8 \xC3',
  'line\nbreak.csv',
  'carriage\rreturn.csv',
  'both\r\nbreaks.csv',
  'tab\tinside.csv',
  '\ttab first.csv',
  'escape\x1B[31m.csv',
  'bell\x07.csv',
  'delete\x7F.csv',
  'c1 \x9B31m.csv',
];
