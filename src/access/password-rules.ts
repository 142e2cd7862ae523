import { WeakPasswordError } from './access-errors.ts';
import { COMMON_PASSWORDS } from './known-passwords.ts';

const LEAST_CHARS = 12;
const MOST_CHARS = 1000;
/** Fewer different signs than this are a pattern, not a password. */
const LEAST_DIFFERENT = 5;

/**
 * Refuse a password that would be guessed. Length is what counts (NIST SP 800-63B): no rules on signs, but not the name
 * itself, nor one of the commonest. Messages never quote it. @throws {WeakPasswordError}
 */
export function requireGoodPassword(password: string, name: string): void {
  const refuse = (why: string): never => {
    throw new WeakPasswordError(`the password ${why}: choose some words that only you put together`);
  };
  const signs = [...password];
  if (signs.length < LEAST_CHARS) refuse(`has less than ${LEAST_CHARS} signs`);
  if (signs.length > MOST_CHARS) refuse(`has more than ${MOST_CHARS} signs`);
  const plain = passwordText(password).toLowerCase();
  if (new Set(plain).size < LEAST_DIFFERENT) refuse('has too few different signs');
  if (COMMON_PASSWORDS.has(plain)) refuse('is one of the commonest');
  if (isMadeOf(plain, passwordText(name).toLowerCase())) refuse('is the name');
}

/** The one spelling of a password that is hashed: keyboards differ in how they compose letters (RFC 8265). */
export function passwordText(password: string): string {
  return password.normalize('NFKC');
}

/** Whether little is left of the password without the name. */
function isMadeOf(password: string, name: string): boolean {
  if (name.length < 3) return password === name;
  const rest = password.replaceAll(name, '');
  return rest !== password && rest.replace(/[\d\W_]/g, '').length < 4;
}
