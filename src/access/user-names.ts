import { UsageError } from '../core/errors.ts';

/** Letters of any script, digits and the signs of addresses: safe in a terminal, a page and a log. */
const USER_NAME = /^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._@+-]{0,99}$/u;
/** Who the audit log means by these is nobody in particular. */
const TAKEN_WORDS: readonly string[] = ['system', 'nobody'];

/** Whether a name can be shown and typed safely. */
export function isGoodUserName(name: string): boolean {
  return USER_NAME.test(name) && !name.endsWith(' ') && !TAKEN_WORDS.includes(name.toLowerCase());
}

/** The name as it is stored. @throws {UsageError} a name that could not be shown or typed safely */
export function requireGoodUserName(name: string): string {
  const plain = name.normalize('NFC');
  if (isGoodUserName(plain)) return plain;
  throw new UsageError(
    'the name of a user starts with a letter or digit, then up to 99 letters, digits, blanks and the signs . _ - + @',
  );
}
