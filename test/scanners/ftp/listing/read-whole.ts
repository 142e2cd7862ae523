import type { ListingEntry, ListingParser } from '../../../../scanners/ftp/listing/listing-parser.ts';

/** Everything that a parser reads of a listing that comes in pieces of so many bytes. */
export function readWhole(parser: ListingParser, bytes: Uint8Array, pieceBytes: number): ListingEntry[] {
  const entries: ListingEntry[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes)
    entries.push(...parser.push(bytes.subarray(at, at + pieceBytes)));
  entries.push(...parser.end());
  return entries;
}
