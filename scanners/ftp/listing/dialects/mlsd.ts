import { exactBytes } from '../exact-bytes.ts';
import { isoTime } from '../listing-date.ts';
import type { ListingDialect } from '../listing-dialect.ts';
import { isSelfName, type ListingEntry } from '../listing-entry.ts';

/**
 * MLSD (RFC 3659): 'type=file;size=12;modify=20240501100000; name'. Facts and their names have no case; the name is all
 * that follows the first '; ', so that it may hold ';' and begin with blanks. A line that begins with a blank has no
 * facts: it is one of MLSD only after a line that had some.
 */
export const mlsd: ListingDialect = {
  id: 'mlsd',
  open() {
    let hadFacts = false;
    return (line) => {
      if (line.startsWith(' ')) return hadFacts && line.length > 1 ? entryOf(NO_FACTS, line.slice(1)) : null;
      const end = endOfFacts(line);
      const text = line.slice(0, end);
      if (end < 0 || end === line.length - 1 || !FACTS.test(text)) return null;
      hadFacts = true;
      return entryOf(factsOf(text), line.slice(end + 1));
    };
  },
};

/** The facts that are used, as they were written; '' where there is none. */
interface Facts {
  type: string;
  size: string;
  sizd: string;
  modify: string;
  unique: string;
  perm: string | null;
}

const NO_FACTS: Readonly<Facts> = { type: '', size: '', sizd: '', modify: '', unique: '', perm: null };
const FACTS = /^(?:[A-Za-z][\w.-]*=[^;]*;)*(?:[A-Za-z][\w.-]*=[^;]*)?$/;
const TYPES: ReadonlyMap<string, ListingEntry['kind']> = new Map([
  ['file', 'file'],
  ['dir', 'folder'],
  ['cdir', 'folder'],
  ['pdir', 'folder'],
  ['link', 'link'],
]);
/** 'OS.unix=slink:target', 'OS.unix=symlink', 'OS.unix=slink'. */
const LINK_TYPE = /^os\.[^=]*=s(?:ym)?link(?::([\s\S]*))?$/i;
const TIME = /^(\d{4}|19\d{3})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d+))?$/;

/** The blank before the name. Some servers leave out the last ';' — then it is the first blank. */
function endOfFacts(line: string): number {
  const usual = line.indexOf('; ');
  return usual < 0 ? line.indexOf(' ') : usual + 1;
}

function factsOf(text: string): Readonly<Facts> {
  const facts = { ...NO_FACTS };
  for (let start = 0; start < text.length; ) {
    const semicolon = text.indexOf(';', start);
    const end = semicolon < 0 ? text.length : semicolon;
    const equals = text.indexOf('=', start);
    const fact = text.slice(start, equals).toLowerCase();
    if (Object.hasOwn(facts, fact)) facts[fact as keyof Facts] = text.slice(equals + 1, end);
    start = end + 1;
  }
  return facts;
}

function entryOf(facts: Readonly<Facts>, name: string): ListingEntry {
  const word = facts.type.toLowerCase();
  const link = word.startsWith('os.') ? LINK_TYPE.exec(facts.type) : null;
  return {
    name,
    kind: link === null ? (TYPES.get(word) ?? (word.startsWith('os.') ? 'other' : 'unknown')) : 'link',
    bytes: exactBytes(facts.size || facts.sizd),
    modifiedAt: timeOf(facts.modify),
    linkTarget: link?.[1] || null,
    unique: facts.unique || null,
    perm: facts.perm,
    isSelf: word === 'cdir' || word === 'pdir' || isSelfName(name),
  };
}

/** YYYYMMDDHHMMSS in UTC with a fraction of any length. Servers that print '19' and the years since 1900 wrote 19124 for 2024. */
function timeOf(text: string): string | null {
  const found = TIME.exec(text);
  if (found === null) return null;
  const year = Number(found[1]);
  const time = { hour: Number(found[4]), minute: Number(found[5]), second: Number(found[6]) };
  const millis = found[7] === undefined ? '000' : found[7].slice(0, 3).padEnd(3, '0');
  const fullYear = year > 9999 ? year - 19_000 + 1900 : year;
  return isoTime(fullYear, Number(found[2]), Number(found[3]), time, millis);
}
