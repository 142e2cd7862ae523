import { withoutCredentials } from '../core/credentials.ts';
import { UsageError } from '../core/errors.ts';
import type { TableSource } from './table-source.ts';

/** The plugin that SOURCE is written for. @throws {UsageError} when there is none, with the ways to write SOURCE */
export function pickTableSource(source: string, sources: readonly TableSource[]): TableSource {
  const picked = sources.find((candidate) => candidate.accepts(source));
  if (picked !== undefined) return picked;
  const ways = sources.map(({ example }) => example).join(', ');
  throw new UsageError(`${withoutCredentials(source)} is not written like a SOURCE: write it as ${ways}`);
}
