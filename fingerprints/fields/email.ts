import { isBlank } from './blank.ts';
import type { Field } from './field.ts';
import { shareOf } from './share-of.ts';

/** The common case, already clean but for its case. */
const PLAIN = /^[a-z0-9._%+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}$/i;
/** RFC 5321 lengths; RFC 6531 letters of any script; what a mailbox really looks like, not all that RFC 5322 allows. */
const ADDRESS =
  /^[\p{L}\p{N}!#$%&'*+/=?^_{|}~.-]{1,64}@(?:[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}_-]{0,62})\.)+[\p{L}\p{N}\p{M}-]{2,63}$/u;
const BLANKS = /\s+/g;
/** 'a @ b . fr'; a blank after a dot alone ends a sentence. */
const AROUND_SEPARATOR = / ?(@) ?| (\.) /g;
const SUBJECT = /\?subject=.*$/i;
const LEADING = /^(?:mailto\s*:|e-?mail\s*:|smtp\s*:|[\s"'`<([{;,:.])+/i;
const TRAILING = /[\s"'`>)\]};,:.!]+$/;
const BETWEEN_ADDRESSES = /[ ;,/|]/;
const LONGEST_ADDRESS = 254;

/** Electronic mail address. */
export const email: Field = {
  id: 'email',
  title: 'E-mail address, in lower case; plus tags and dots are kept',
  scope: 'person',
  // Hardly ever shared (couples, offices): taken as one in 16 million, two bits under a unique number.
  identifyingBits: 24,
  // An address has one holder; others get there by a slip, of billions of addresses.
  assignedOnceBits: 34,
  headerWords: [
    'mail',
    'mails',
    'email',
    'emails',
    'e mail',
    'mel',
    'courriel',
    'adresse mail',
    'adresse email',
    'adresse e mail',
    'adresse electronique',
    'adresse courriel',
    'mail address',
    'email address',
    'login mail',
    'adrmail',
    'adremail',
    'mailing',
  ],
  fit: (cells) => shareOf(cells, (cell) => canonical(cell) !== null),
  canonical,
  pieces,
};

/**
 * Lower case; 'mailto:', angle brackets, display name and trailing punctuation are dropped. Plus tags and dots are
 * kept: only some providers ignore them. The first address counts where several stand in the cell.
 */
function canonical(cell: string): string | null {
  if (cell.length <= LONGEST_ADDRESS && PLAIN.test(cell)) return cell.toLowerCase();
  if (cell.indexOf('@') < 0) return null;
  return addressesOf(cell)[0] ?? null;
}

function pieces(cell: string): readonly string[] {
  if (cell.indexOf('@') === cell.lastIndexOf('@')) return [];
  const addresses = addressesOf(cell);
  return addresses.length > 1 ? addresses.slice(0, 12) : [];
}

function addressesOf(cell: string): string[] {
  if (isBlank(cell) || cell.length > 4 * LONGEST_ADDRESS) return [];
  return cell
    .normalize('NFC')
    .replace(BLANKS, ' ')
    .replace(AROUND_SEPARATOR, '$1$2')
    .split(BETWEEN_ADDRESSES)
    .map(cleanAddress)
    .filter((address) => address !== null);
}

/** The address within one word: '"Jean' and 'DUPONT' of a display name have none. */
function cleanAddress(word: string): string | null {
  if (word.indexOf('@') < 0) return null;
  const bare = word
    .slice(word.lastIndexOf('<') + 1)
    .replace(LEADING, '')
    .replace(SUBJECT, '');
  const address = bare.replace(TRAILING, '').toLowerCase().normalize('NFC');
  return address.length <= LONGEST_ADDRESS && ADDRESS.test(address) ? address : null;
}
