import { MalformedRequestError } from './api-errors.ts';

/** Where a page begins and how long it is, as the contract's query has it. */
export interface PageRequest {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** One page of a list. */
export interface Page<Item> {
  readonly items: Item[];
  readonly next: string | null;
}

/** The sort key of the last entry of the page before; null on the first. @throws {MalformedRequestError} nobody was given that cursor */
export function cursorKey(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const bytes = Buffer.from(cursor, 'base64url');
  const key = bytes.toString('utf8');
  const isOurs = cursorOf(key) === cursor && key.startsWith(MARK);
  if (!isOurs) throw new MalformedRequestError('this cursor is none of ours: begin without one');
  return key.slice(MARK.length);
}

/** A cursor after an entry, by its sort key. Says where a page begins, and allows nothing. */
export function nextCursor(key: string): string {
  return cursorOf(MARK + key);
}

/**
 * A page of a list that is at hand, whose keys are unique and in the list's order. Entries that went or came in the
 * meantime shift nothing: the page begins after the entry of the cursor, or where that would stand.
 * @param compare the order of keys
 */
export function pageOf<Item>(
  all: readonly Item[],
  { cursor, limit }: PageRequest,
  keyOf: (item: Item) => string,
  compare: (a: string, b: string) => number = compareTexts,
): Page<Item> {
  const after = cursorKey(cursor);
  const found = after === null ? 0 : all.findIndex((item) => compare(keyOf(item), after) > 0);
  const start = found < 0 ? all.length : found;
  const items = all.slice(start, start + limit);
  const isLast = start + limit >= all.length;
  return { items, next: isLast ? null : nextCursor(keyOf(items.at(-1)!)) };
}

/** A page of entries that were read with one more than asked for, which tells whether there is a next page. */
export function pageFrom<Item>(
  read: readonly Item[],
  limit: number,
  keyOf: (item: Item) => string,
): Page<Item> {
  const items = read.slice(0, limit);
  return { items, next: read.length > limit ? nextCursor(keyOf(items.at(-1)!)) : null };
}

const MARK = '1:';

function cursorOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}

/** By code units, as sorting does. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
