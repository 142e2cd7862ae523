import type { Field } from './field.ts';
import { shareOf } from './share-of.ts';

const LINE_ENDS = /[\r\n]+$/;
/** Crypt formats ($2b$, $6$, $argon2id$ …), LDAP {SSHA}, Django, MySQL '*', and bare hex digests of 16 to 64 bytes. */
const HASHED =
  /^(?:\$(?:1|2[abxy]?|5|6|7|y|P|H|S|apr1|argon2(?:id?|d)|scrypt|pbkdf2[\w-]*)\$.+|\{(?:S?SHA\d*|S?MD5|CRYPT|PBKDF2[\w-]*|BCRYPT)\}.+|(?:pbkdf2|scrypt|argon2|bcrypt|md5|sha1)[\w]*[$:].+|\*[0-9A-F]{40}|[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{56}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128})$/;
/** Typed by a person: one word of 6 to 64 signs that mixes letters with digits or punctuation. */
const PASSWORD_LIKE = /^(?=.*[A-Za-z])(?=.*[\d!@#$%^&*?.,;:+=])\S{6,64}$/;
/** What export programs write for nothing. Everything else may be somebody's password, 'none' and '-' too. */
const NOTHING: ReadonlySet<string> = new Set(['', '\\N', 'NULL', 'null']);

/** Passwords, their hashes, API keys. */
export const secret: Field = {
  id: 'secret',
  title: 'Secret: password, password hash or key, exactly as it stands',
  scope: 'person',
  // An estimate: a few passwords are common, salted hashes are unique; the table's own collisions decide.
  identifyingBits: 12,
  headerWords: [
    'mot de passe',
    'motdepasse',
    'mdp',
    'password',
    'passwd',
    'passwort',
    'passphrase',
    'pwd',
    'pass',
    'hash',
    'hashed password',
    'password hash',
    'passhash',
    'salt',
    'sel',
    'secret',
    'token',
    'api key',
    'apikey',
    'access token',
    'pin',
    'code secret',
    'code pin',
    'md5',
    'sha1',
    'sha256',
    'bcrypt',
  ],
  fit,
  canonical,
};

/** Exactly what stands there: only line ends are trimmed, nothing is folded. */
function canonical(cell: string): string | null {
  const exact = cell.charCodeAt(cell.length - 1) <= 13 ? cell.replace(LINE_ENDS, '') : cell;
  return NOTHING.has(exact) ? null : exact;
}

function fit(cells: readonly string[]): number {
  const hashedShare = shareOf(cells, (cell) => HASHED.test(cell.trim()));
  if (hashedShare > 0.5) return hashedShare * 0.93;
  return 0.4 * shareOf(cells, (cell) => PASSWORD_LIKE.test(cell.trim()));
}
