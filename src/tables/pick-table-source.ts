import { UsageError } from '../core/errors.ts';
import type { TableSource } from './table-source.ts';

/** The plugin that SOURCE is written for. @throws {UsageError} when there is none, with the ways to write SOURCE */
export function pickTableSource(source: string, sources: readonly TableSource[]): TableSource {
  const picked = sources.find((candidate) => candidate.accepts(source));
  if (picked !== undefined) return picked;
  // SOURCE is not quoted: it may be a connection string with a typing slip and a password in it.
  const ways = sources.map(({ example }) => example).join(', ');
  throw new UsageError(`SOURCE is written in no known way: write one of ${ways}`);
}
