import { UsageError } from '../core/errors.ts';

/** Where the next page begins, as clients hand it back: opaque to them. */
export function toCursor(position: string): string {
  return Buffer.from(position).toString('base64url');
}

/** @throws {UsageError} not one that was handed out */
export function fromCursor(cursor: string): string {
  const position = Buffer.from(cursor, 'base64url').toString();
  if (position !== '' && toCursor(position) === cursor) return position;
  throw new UsageError('the cursor is not one of ours: take `next` of the answer before, or leave it out');
}

/** One page of a list that was read with one entry more than is shown. */
export function pageOf<Found, Shown>(
  found: readonly Found[],
  limit: number,
  positionOf: (last: Found) => string,
  show: (one: Found) => Shown,
): { items: Shown[]; next: string | null } {
  const items = found.slice(0, limit);
  const next = found.length > limit ? toCursor(positionOf(items.at(-1)!)) : null;
  return { items: items.map(show), next };
}
