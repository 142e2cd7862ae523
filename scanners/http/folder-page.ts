import { BudgetSpentError } from '../errors.ts';
import type { HttpSession } from './http-session.ts';
import { createListingReader, type HttpListingEntry, type ListingEnd } from './listing/listing-reader.ts';
import type { HttpReply } from './reply.ts';

/** A reply that is read as a listing. */
export interface FolderPage {
  readonly reply: HttpReply;
  /**
   * The entries as they come in, once. @throws {BudgetSpentError} after maxListingBytes; what the reply's chunks throw
   */
  readonly entries: AsyncGenerator<HttpListingEntry>;
  /** Known once the entries are over. A null dialect: it is no listing. */
  end(): ListingEnd;
}

/** A listing that names nothing in so many bytes is a file: readers decide within a fraction of it. */
const MOST_UNDECIDED_BYTES = 512 * 1024;
/** Types of which a listing may be; others are files, which need not be begun to know it. */
const MARKUP_TYPES = /html|xml|json/i;
/** Said of listings by servers that do not care, and of files: of a long one it is a file. */
const PLAIN_TYPES = /^$|^text\/plain/i;
const NO_LISTING: ListingEnd = { entries: [], dialect: null, next: null, isBucket: null, isWhole: true };

/** Read a reply as a listing. Nothing is read before its entries are asked for. */
export function readFolderPage(reply: HttpReply, method: string, { tools }: HttpSession): FolderPage {
  let end = NO_LISTING;
  async function* entries(): AsyncGenerator<HttpListingEntry> {
    const { maxListingBytes } = tools.budget.limits;
    if (!mayBeListing(reply, maxListingBytes)) return;
    const reader = createListingReader({
      url: new URL(reply.resource.origin + reply.resource.target),
      contentType: reply.header('content-type'),
      status: reply.status,
      method,
    });
    let bytes = 0;
    let count = 0;
    for await (const chunk of reply.chunks) {
      bytes += chunk.length;
      for (const entry of reader.push(chunk)) {
        count++;
        yield entry;
      }
      if (count === 0 && bytes > MOST_UNDECIDED_BYTES) return;
      if (bytes > maxListingBytes) throw tooLong(maxListingBytes);
    }
    end = reader.end();
    yield* end.entries;
  }
  return { reply, entries: entries(), end: () => end };
}

function mayBeListing(reply: HttpReply, maxListingBytes: number): boolean {
  const type = reply.header('content-type') ?? '';
  const isEncoded = !/^(identity)?$/i.test(reply.header('content-encoding') ?? '');
  const isAttachment = /^\s*attachment/i.test(reply.header('content-disposition') ?? '');
  return (
    reply.status >= 200 &&
    reply.status < 300 &&
    !isEncoded &&
    !isAttachment &&
    (MARKUP_TYPES.test(type) || (PLAIN_TYPES.test(type) && (reply.bytes ?? 0) <= maxListingBytes))
  );
}

function tooLong(maxListingBytes: number): BudgetSpentError {
  return new BudgetSpentError(
    `a listing is longer than ${maxListingBytes} bytes: what follows was not read; raise maxListingBytes`,
    'maxListingBytes',
  );
}
