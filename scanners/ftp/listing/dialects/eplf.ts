import { exactBytes } from '../exact-bytes.ts';
import type { ListingDialect } from '../listing-dialect.ts';
import { isSelfName, type ListingEntry } from '../listing-entry.ts';

/**
 * EPLF, Easily Parsed LIST Format (D. J. Bernstein): '+i8388621.48594,m825718503,r,s280,' TAB name.
 * '/' can be entered, 'r' can be read, 's' bytes, 'm' seconds since 1970, 'i' identity; unknown facts are left aside.
 */
export const eplf: ListingDialect = {
  id: 'eplf',
  open: () => (line) => {
    const tab = line.indexOf('\t');
    if (!line.startsWith('+') || tab < 0 || tab === line.length - 1) return null;
    const facts = line.slice(1, tab).split(',', MOST_FACTS);
    return entryOf(facts, line.slice(tab + 1));
  },
};

const MOST_FACTS = 40;
/** The last second of the year 9999. */
const LAST_SECOND = 253_402_300_799;

function entryOf(facts: readonly string[], name: string): ListingEntry {
  const factAfter = (letter: string): string | null =>
    facts.find((fact) => fact.startsWith(letter))?.slice(1) ?? null;
  return {
    name,
    kind: facts.includes('/') ? 'folder' : facts.includes('r') ? 'file' : 'unknown',
    bytes: exactBytes(factAfter('s') ?? ''),
    modifiedAt: timeOf(factAfter('m') ?? ''),
    linkTarget: null,
    unique: factAfter('i') || null,
    perm: null,
    isSelf: isSelfName(name),
  };
}

function timeOf(text: string): string | null {
  const seconds = exactBytes(text);
  return seconds === null || seconds > LAST_SECOND ? null : new Date(seconds * 1000).toISOString();
}
