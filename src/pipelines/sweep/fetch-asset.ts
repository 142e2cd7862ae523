import { AccessRefusedError, TransferBrokenError } from '../../../scanners/errors.ts';
import type { Fetched, FetchRequest, Visit } from '../../../scanners/scanner.ts';
import type { AssetRecord, VersionRecord } from '../../store/watched.ts';
import type { Spool } from './encrypted-spool.ts';
import { type FetchedBytes, isSameByHeaders, leave, validatorOf } from './fetched-headers.ts';

/** What came of asking for a file. */
export type FetchOutcome =
  | {
      readonly kind: 'unchanged';
      readonly by: 'server' | 'headers' | 'sample';
      /** What the server says of it now. */
      readonly modifiedAt: string | null;
      readonly etag: string | null;
    }
  | {
      readonly kind: 'too-large';
      /** Null where the server does not say how large. */
      readonly bytes: number | null;
      readonly modifiedAt: string | null;
      readonly etag: string | null;
    }
  | {
      readonly kind: 'fetched';
      readonly modifiedAt: string | null;
      readonly etag: string | null;
      /** False: all announced bytes are there, and the server never said that it was done. */
      readonly isConfirmed: boolean;
    };

/** Tries of one file that got no further than the one before. */
const FRUITLESS_TRIES = 3;

/**
 * Fetch a file into the spool. A transfer that breaks goes on where it stopped, as long as each try gets further and it
 * is the same file; else it begins anew. Nothing is sent of a file that the server says is unchanged, or that is larger
 * than `maxBytes`.
 * @throws {AccessRefusedError} {TransferBrokenError} {BudgetSpentError} {ServerBusyError} {UnreachableError} {DiskFullError}
 */
export async function fetchAsset(
  visit: Visit,
  asset: AssetRecord,
  known: VersionRecord | null,
  spool: Spool,
  maxBytes: number,
): Promise<FetchOutcome> {
  const { bytes, modifiedAt, etag } = asset;
  if (bytes !== null && bytes > maxBytes) return { kind: 'too-large', bytes, modifiedAt, etag };
  const fetching: Fetching = { asset, known, spool, maxBytes, first: null };
  for (let fruitless = 0; ; ) {
    const start = spool.bytes();
    try {
      const fetched = await visit.fetch(requestOf(asset, known, start));
      const outcome = await take(fetched, fetching);
      if (outcome !== null) return outcome;
      if (++fruitless >= FRUITLESS_TRIES)
        throw new TransferBrokenError('the file changed with each try to read on: it is being written');
    } catch (failure) {
      if (!(failure instanceof TransferBrokenError)) throw failure;
      if (isWhole(fetching)) return fetchedOutcome(fetching, false);
      fruitless = spool.bytes() > start ? 0 : fruitless + 1;
      if (fruitless >= FRUITLESS_TRIES) throw failure;
    }
  }
}

interface Fetching {
  readonly asset: AssetRecord;
  readonly known: VersionRecord | null;
  readonly spool: Spool;
  readonly maxBytes: number;
  /** What the server said of the bytes that are in the spool. */
  first: FetchedBytes | null;
}

function requestOf(asset: AssetRecord, known: VersionRecord | null, start: number): FetchRequest {
  const { path, ref, bytes, modifiedAt } = asset;
  const validator = known === null || start > 0 ? null : validatorOf(known);
  return { path, ref, start, length: null, listed: { bytes, modifiedAt }, known: validator };
}

/** Null: what comes now does not go on with what is there; it was left, and is to be asked for from the start. */
async function take(fetched: Fetched, fetching: Fetching): Promise<FetchOutcome | null> {
  const { asset, known, spool, maxBytes } = fetching;
  if (fetched.kind === 'unchanged')
    return { kind: 'unchanged', by: 'server', modifiedAt: asset.modifiedAt, etag: asset.etag };
  const { totalBytes } = fetched;
  const modifiedAt = fetched.modifiedAt ?? asset.modifiedAt;
  const etag = fetched.etag ?? asset.etag;
  if (fetched.start > spool.bytes()) {
    await leave(fetched);
    throw new AccessRefusedError(
      'the server sent another part of the file than was asked for: it is not read',
    );
  }
  if (fetched.start > 0 && isOther(fetched, fetching.first)) {
    await leave(fetched);
    await spool.restart();
    return null;
  }
  if (fetched.start < spool.bytes()) await spool.restart();
  fetching.first ??= fetched;
  if (spool.bytes() === 0) {
    fetching.first = fetched;
    if (known !== null && isSameByHeaders(fetched, known)) {
      await leave(fetched);
      return { kind: 'unchanged', by: 'headers', modifiedAt, etag };
    }
  }
  if (totalBytes !== null && totalBytes > maxBytes) {
    await leave(fetched);
    return { kind: 'too-large', bytes: totalBytes, modifiedAt, etag };
  }
  for await (const chunk of fetched.chunks) {
    await spool.write(chunk);
    // Leaving the loop ends the transfer.
    if (spool.bytes() > maxBytes) return { kind: 'too-large', bytes: null, modifiedAt, etag };
  }
  return fetchedOutcome(fetching, fetched.isConfirmed());
}

/** Whether the file is another one than the one whose first bytes came: the two must not be put together. */
function isOther(now: FetchedBytes, first: FetchedBytes | null): boolean {
  if (first === null) return false;
  return (
    differ(now.totalBytes, first.totalBytes) ||
    differ(now.modifiedAt, first.modifiedAt) ||
    differ(now.etag, first.etag)
  );
}

function differ(now: string | number | null, before: string | number | null): boolean {
  return now !== null && before !== null && now !== before;
}

/** All that was announced came before the connection broke: nothing is left to ask for. */
function isWhole({ spool, first }: Fetching): boolean {
  return first !== null && first.totalBytes !== null && spool.bytes() === first.totalBytes;
}

function fetchedOutcome({ asset, first }: Fetching, isConfirmed: boolean): FetchOutcome {
  return {
    kind: 'fetched',
    modifiedAt: first?.modifiedAt ?? asset.modifiedAt,
    etag: first?.etag ?? asset.etag,
    isConfirmed,
  };
}
