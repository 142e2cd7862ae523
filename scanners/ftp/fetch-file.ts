import { ServerMisbehavedError, TransferBrokenError } from '../errors.ts';
import type { Fetched, FetchRequest } from '../scanner.ts';
import { askModifiedAt, askSize } from './file-facts.ts';
import { goTo } from './list-folder.ts';
import type { OpenTransfer } from './open-transfer.ts';
import { lastName, parentPath } from './remote-name.ts';
import type { Session } from './session.ts';
import { startTransfer } from './transfer.ts';

/** What is known of a transfer before its first byte. */
interface Announced {
  readonly start: number;
  readonly totalBytes: number | null;
}

/**
 * Ask for a file, or a part of it. What the server knows of it (SIZE, MDTM) is asked first where no listing told it: a new
 * file that was listed costs EPSV and RETR alone.
 * @throws {AccessRefusedError} {TransferBrokenError} {ServerBusyError} {ServerMisbehavedError} {OutOfScopeError}
 */
export async function fetchFile(session: Session, request: FetchRequest): Promise<Fetched> {
  const { ref, path, known } = request;
  const modifiedAt = await modifiedAtOf(session, request);
  if (modifiedAt !== null && modifiedAt === known?.modifiedAt) return { kind: 'unchanged' };
  const listedBytes = request.listed?.bytes ?? null;
  const totalBytes = listedBytes ?? (await askSize(session, ref));
  await session.setType('I');
  let start = 0;
  const transfer = await startTransfer(session, {
    verb: 'RETR',
    argument: await nameFor(session, ref),
    what: path,
    before: async () => {
      if (request.start > 0 && (await session.control.command(`REST ${request.start}`)).code === 350)
        start = request.start;
    },
  });
  let isConfirmed = false;
  const chunks = wantedChunks(session, transfer, request, { start, totalBytes }, (confirmed) => {
    isConfirmed = confirmed;
  });
  return { kind: 'bytes', start, totalBytes, modifiedAt, etag: null, chunks, isConfirmed: () => isConfirmed };
}

/** Only a file that is known may turn out to be unchanged; of others the listing's date will do. */
async function modifiedAtOf(session: Session, { ref, known, listed }: FetchRequest): Promise<string | null> {
  const isTold = known === null && listed !== undefined;
  return isTold ? listed.modifiedAt : askModifiedAt(session, ref);
}

/** Whole paths keep blanks at the start of a name; where the root is no path, the file is asked for in its folder. */
async function nameFor(session: Session, ref: string): Promise<string> {
  if (session.root.startsWith('/')) return ref;
  await goTo(session, parentPath(ref));
  return lastName(ref);
}

async function* wantedChunks(
  session: Session,
  transfer: OpenTransfer,
  { path, ref, start: wantedStart, length, listed }: FetchRequest,
  { start, totalBytes }: Announced,
  told: (isConfirmed: boolean) => void,
): AsyncGenerator<Uint8Array> {
  const { record, place } = session.visit;
  // Where the server began at 0 the caller skips: what it asked for ends where it ends.
  const end = length === null ? Number.POSITIVE_INFINITY : wantedStart + length;
  let at = start;
  let isEnded = false;
  try {
    while (at < end) {
      const chunk = await transfer.next();
      isEnded = chunk === null;
      if (chunk === null) break;
      if (at === start) record.read(path, session.identity === 'stranger');
      const wanted = chunk.subarray(0, end - at);
      at += wanted.length;
      yield wanted;
    }
    // Where the file ends with what was wanted, the server's last word can be had.
    if (!isEnded && at >= (totalBytes ?? Number.POSITIVE_INFINITY))
      isEnded = (await transfer.next()) === null;
    if (!isEnded) return;
    const sizeNow = async (): Promise<number | null> =>
      // The file may have changed since it was listed: only SIZE can say that the server stopped early.
      listed?.bytes == null || at === Math.min(end, listed.bytes) ? totalBytes : askSize(session, ref);
    told(await confirmed(transfer, { at, end, sizeNow }, `${place}: ${path}`));
  } finally {
    if (!isEnded) await transfer.abandon();
  }
}

interface Ended {
  /** Where the bytes ended, where they were wanted to, and where the server said that they would. */
  readonly at: number;
  readonly end: number;
  readonly sizeNow: () => Promise<number | null>;
}

/** @throws {TransferBrokenError} the server stopped early {ServerMisbehavedError} it says that fewer bytes were all */
async function confirmed(
  transfer: OpenTransfer,
  { at, end, sizeNow }: Ended,
  what: string,
): Promise<boolean> {
  const isConfirmed = await transfer.confirm();
  const totalBytes = await sizeNow();
  if (totalBytes === null) return isConfirmed;
  const expected = Math.min(end, totalBytes);
  if (at < expected && !isConfirmed)
    throw new TransferBrokenError(`${what} ended at byte ${at} of ${totalBytes}`);
  if (at < expected)
    throw new ServerMisbehavedError(`${what} has ${totalBytes} bytes by SIZE, and ended at byte ${at}`);
  return isConfirmed && at <= totalBytes;
}
