import { isIPv6 } from 'node:net';
import { RowprintError } from '../../src/core/errors.ts';
import { AccessRefusedError } from '../errors.ts';
import { listFolder } from './list-folder.ts';
import { greetedConnection } from './open-session.ts';
import { askPassive } from './passive-connection.ts';
import { probeOutdatedTls } from './probe-tls.ts';
import type { SampleFile } from './read-sample.ts';
import { joinPath, shownPath } from './remote-name.ts';
import { isDone } from './reply-failure.ts';
import type { Session } from './session.ts';
import { createSessionKeeper, type SessionKeeper } from './session-keeper.ts';
import { startPath } from './start-path.ts';
import { startTransfer } from './transfer.ts';
import type { VisitContext } from './visit-context.ts';
import { claimsWriting } from './write-rights.ts';

/** A stranger's look at one folder needs no more of it. */
const MOST_ENTRIES = 1_000;

/**
 * See what a stranger gets: whether the server lets one in, lists, and gives the first bytes of one file; what goes
 * without TLS; which address PASV tells; which old TLS is taken. One connection at a time. Failures are facts here: none
 * is thrown but the signal's reason. The requests that may be sent are limited by the caller: what comes later stays null.
 */
export async function probeStranger(visit: VisitContext, keeper: SessionKeeper): Promise<void> {
  const stranger = keeper.identity === 'stranger' ? keeper : createSessionKeeper(visit, 'stranger');
  if (stranger !== keeper) await keeper.close();
  await attempt(visit, () => stranger.use((session) => lookAround(session, stranger !== keeper)));
  await stranger.close();
  await attempt(visit, () => askClearTextLogin(visit));
  await attempt(visit, () => probeOutdatedTls(visit));
}

async function lookAround(session: Session, isNew: boolean): Promise<void> {
  const { visit } = session;
  const listed = isNew ? await attempt(visit, () => listAsStranger(session)) : null;
  for (const file of [...(listed ?? []), ...visit.record.sample.files()])
    if (visit.record.ftp.anonymousReads === null || isOutside(file, visit))
      await attempt(visit, () => readAsStranger(session, file));
  if (visit.habits.takesEpsv && !isIPv6(session.control.address.replace(/^::ffff:/i, '')))
    await attempt(visit, () => askPassive(session));
  await attempt(visit, () => askClearTextData(session));
}

/** Bytes of what lies outside the root are proof that its name alone is not. */
function isOutside({ path }: SampleFile, { record }: VisitContext): boolean {
  return record
    .observations()
    .ftp!.outsideRoot.some(
      (place) => place.proof === 'listed' && (path === place.path || path.startsWith(`${place.path}/`)),
    );
}

/** The files of the first folder that could show whether a stranger may read. */
async function listAsStranger(session: Session): Promise<SampleFile[]> {
  const { record, target } = session.visit;
  const start = startPath(session.root, target.url);
  try {
    const { entries } = await listFolder(session, start, MOST_ENTRIES);
    record.ftp.anonymousLists = true;
    for (const { name, perm } of entries)
      if (claimsWriting(perm)) record.claimedWritable(shownPath(joinPath(start, name)));
    return entries
      .filter(({ kind, bytes, name }) => kind === 'file' && bytes !== 0 && !/[/\r\n\0]/.test(name))
      .sort((a, b) => (a.bytes ?? Number.MAX_SAFE_INTEGER) - (b.bytes ?? Number.MAX_SAFE_INTEGER))
      .slice(0, 1)
      .map(({ name, bytes }) => fileAt(joinPath(start, name), bytes));
  } catch (failure) {
    if (failure instanceof AccessRefusedError) record.ftp.anonymousLists = false;
    throw failure;
  }
}

function fileAt(ref: string, bytes: number | null): SampleFile {
  return { path: shownPath(ref), ref, bytes };
}

/** The first bytes of a file: enough to know that the rest would come. */
async function readAsStranger(session: Session, { path, ref }: SampleFile): Promise<void> {
  const { record } = session.visit;
  await session.setType('I');
  try {
    const transfer = await startTransfer(session, { verb: 'RETR', argument: ref, what: path });
    const chunk = await transfer.next();
    if (chunk !== null) record.read(path, true);
    await transfer.abandon();
  } catch (failure) {
    if (failure instanceof AccessRefusedError) record.ftp.anonymousReadRefused++;
    throw failure;
  }
}

/** A server may take PROT C and then refuse whatever is asked for that way (vsftpd: 522): only bytes are proof. */
async function askClearTextData(session: Session): Promise<void> {
  if (!session.isProtected) return;
  const { ftp } = session.visit.record;
  if (!isDone(await session.control.command('PROT C'))) {
    ftp.acceptsClearTextData = false;
    return;
  }
  session.isProtected = false;
  try {
    const transfer = await startTransfer(session, {
      verb: 'LIST',
      argument: null,
      what: 'a listing in clear text',
    });
    await transfer.abandon();
  } catch (failure) {
    if (failure instanceof AccessRefusedError) ftp.acceptsClearTextData = false;
    throw failure;
  }
}

/** USER of nobody in particular: a real login name is never sent without TLS. */
async function askClearTextLogin(visit: VisitContext): Promise<void> {
  if (visit.isImplicit || visit.record.ftp.acceptsClearTextLogin !== null) return;
  const control = await greetedConnection(visit);
  try {
    visit.record.ftp.acceptsClearTextLogin = (await control.ask('USER anonymous')).code < 400;
    if (control.isOpen()) await control.ask('QUIT');
  } finally {
    control.lose(new AccessRefusedError('the try is over'));
  }
}

/** Null where it failed as foreseen. */
async function attempt<Result>(visit: VisitContext, work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (failure) {
    visit.tools.signal.throwIfAborted();
    if (failure instanceof RowprintError) return null;
    throw failure;
  }
}
