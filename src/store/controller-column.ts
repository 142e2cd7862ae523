import { readJson, toJsonColumn } from './json-column.ts';
import { StoreDamagedError } from './store-errors.ts';

/** Names of controllers for a column; null: all of them. */
export function textsOrNull(texts: readonly string[] | null): string | null {
  return texts === null ? null : toJsonColumn(texts);
}

/** Names of controllers from a column. What is unreadable must not become "all". @throws {StoreDamagedError} */
export function readTextsOrNull(text: string | null, where: string): readonly string[] | null {
  if (text === null) return null;
  const texts = readJson(text, where);
  if (Array.isArray(texts) && texts.every((name): name is string => typeof name === 'string')) return texts;
  throw new StoreDamagedError(`${where} is unreadable in the database: restore a backup`);
}
