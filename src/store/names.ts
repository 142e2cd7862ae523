import { UsageError } from '../core/errors.ts';

/** Letters of any script, digits and a few signs: safe in a terminal, a file name and a sentence. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._-]{0,99}$/u;

/** @throws {UsageError} a name that could not be shown or typed safely */
export function requireGoodName(name: string): void {
  if (NAME.test(name) && name === name.normalize('NFC') && !name.endsWith(' ')) return;
  throw new UsageError(
    `name ${JSON.stringify(name)} cannot be used: take up to 100 letters, digits, blanks, dots, hyphens and underscores`,
  );
}
