/** What part of a file a reply says it is. Bytes are counted from 0; `last` is the last one of the part. */
export interface ContentRange {
  /** Null in a refusal (416), which only tells the size. */
  readonly part: { readonly first: number; readonly last: number } | null;
  /** Of the whole file; null where the server does not know it. */
  readonly totalBytes: number | null;
}

/** Read a Content-Range header (RFC 9110 section 14.4). Null: there is none, or it makes no sense. */
export function parseContentRange(header: string | null): ContentRange | null {
  const found = /^\s*bytes\s+(?:(\d{1,16})-(\d{1,16})|\*)\/(\d{1,16}|\*)\s*$/i.exec(header ?? '');
  if (found === null) return null;
  const totalBytes = found[3] === '*' ? null : Number(found[3]);
  if (found[1] === undefined) return totalBytes === null ? null : { part: null, totalBytes };
  const part = { first: Number(found[1]), last: Number(found[2]) };
  const isSound =
    part.first <= part.last &&
    part.last < (totalBytes ?? Number.MAX_SAFE_INTEGER) &&
    Number.isSafeInteger(part.last);
  return isSound ? { part, totalBytes } : null;
}
