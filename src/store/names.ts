import type { Kysely } from 'kysely';
import { UsageError } from '../core/errors.ts';
import type { Schema } from './schema.ts';

/** Letters of any script, digits and a few signs: safe in a terminal, a file name and a sentence. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._-]{0,99}$/u;

/** The one spelling of a name: systems differ in whether an accented letter is one sign or two (Unicode NFC). */
export function nameKey(name: string): string {
  return name.normalize('NFC');
}

/** The name as it is stored. @throws {UsageError} a name that could not be shown or typed safely */
export function requireGoodName(name: string): string {
  const key = nameKey(name);
  if (NAME.test(key) && !key.endsWith(' ')) return key;
  throw new UsageError(
    `name ${JSON.stringify(name)} cannot be used: start with a letter or digit, ` +
      'then up to 99 letters, digits, blanks, dots, hyphens and underscores',
  );
}

/**
 * Refuse the name of something of another kind: `check --against NAME` takes names of tables, kept suspects and
 * endpoints alike. @throws {UsageError} saying what has the name
 */
export async function requireNoNamesake(
  db: Kysely<Schema>,
  name: string,
  kinds: readonly (keyof typeof NAMED)[],
): Promise<void> {
  for (const kind of kinds) {
    const row = await db.selectFrom(kind).select('id').where('name', '=', nameKey(name)).executeTakeFirst();
    if (row) throw new UsageError(`${NAMED[kind]} is named ${nameKey(name)} already: choose another name`);
  }
}

const NAMED = { tables: 'a table', suspects: 'a kept suspect', endpoints: 'an endpoint' } as const;
