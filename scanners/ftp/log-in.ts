import { AccessRefusedError, ServerMisbehavedError } from '../errors.ts';
import type { ControlConnection } from './control-connection.ts';
import type { Reply } from './reply-parser.ts';
import type { VisitContext } from './visit-context.ts';

/** As whom a session runs. */
export type Identity = 'stranger' | 'user';

const LOGGED_IN = new Set([200, 202, 230, 232]);
const WANTS_PASSWORD = 331;
const WANTS_ACCOUNT = 332;

/**
 * Say who asks. What the words of a reply say is not looked at: 230 on USER or on PASS is a yes, 4xx and 5xx are a no.
 * @throws {AccessRefusedError} {ServerMisbehavedError} a code that has no place there, and what breaks the connection
 */
export async function logIn(
  control: ControlConnection,
  identity: Identity,
  visit: VisitContext,
): Promise<void> {
  const replies = identity === 'user' ? await askAsUser(control, visit) : await askAsStranger(control, visit);
  const last = replies.at(-1)!;
  const isIn = LOGGED_IN.has(last.code);
  if (control.tlsSocket() === null) visit.record.ftp.acceptsClearTextLogin = replies[0]!.code < 400;
  if (identity === 'stranger') noteStranger(isIn, replies, control, visit);
  if (isIn) return;
  if (last.code >= 400 || last.code === WANTS_ACCOUNT)
    throw new AccessRefusedError(
      `${visit.place} refused the ${identity === 'user' ? 'login that was given' : 'anonymous login'} (${last.code})`,
    );
  throw new ServerMisbehavedError(`${visit.place} answered the login out of order (${last.code})`);
}

async function askAsStranger(control: ControlConnection, visit: VisitContext): Promise<Reply[]> {
  const user = await control.ask('USER anonymous');
  if (user.code !== WANTS_PASSWORD) return [user];
  return [user, await control.ask(`PASS ${visit.target.contact.replace(/[\r\n\0]/g, '')}`, 'PASS ***')];
}

async function askAsUser(control: ControlConnection, { target, place }: VisitContext): Promise<Reply[]> {
  if (target.login?.kind !== 'password')
    throw new AccessRefusedError(`${place} takes a user and a password; the login given is another kind`);
  const user = await control.ask(`USER ${target.login.user.reveal()}`, 'USER ***');
  if (user.code !== WANTS_PASSWORD) return [user];
  return [user, await control.ask(`PASS ${target.login.password.reveal()}`, 'PASS ***')];
}

function noteStranger(
  isIn: boolean,
  replies: readonly Reply[],
  control: ControlConnection,
  { record }: VisitContext,
): void {
  const isClear = control.tlsSocket() === null;
  record.ftp.anonymousReplies = replies.map(({ code }) => code);
  record.ftp.anonymousLogin = isIn
    ? 'accepted'
    : isClear && record.ftp.offersTls === true
      ? 'wants-tls'
      : 'refused';
}
