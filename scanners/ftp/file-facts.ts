import { isDone } from './reply-failure.ts';
import type { Session } from './session.ts';

/** The server does not know such a command: it need not be asked again. */
const NOT_KNOWN = new Set([500, 502]);

/** Bytes of a file (path: bytes as latin1) as SIZE says, null where it does not. Says nothing of whether it can be read. */
export async function askSize(session: Session, path: string): Promise<number | null> {
  const { habits } = session.visit;
  if (!habits.takesSize) return null;
  // As text the size would be another one, and most servers refuse to count it.
  await session.setType('I');
  const reply = await session.askFor('SIZE', path);
  if (NOT_KNOWN.has(reply.code)) habits.takesSize = false;
  const text = reply.lines[0]!.trim();
  const bytes = isDone(reply) && /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(bytes) ? bytes : null;
}

/** When a file was last changed, ISO 8601 in UTC as MDTM says (RFC 3659, section 3), null where it does not. */
export async function askModifiedAt(session: Session, path: string): Promise<string | null> {
  const { habits } = session.visit;
  if (!habits.takesMdtm) return null;
  const reply = await session.askFor('MDTM', path);
  if (NOT_KNOWN.has(reply.code)) habits.takesMdtm = false;
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?\s*$/.exec(reply.lines[0]!);
  if (!isDone(reply) || found === null) return null;
  const [, year, month, day, hour, minute, second] = found;
  const timeMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(timeMs) ? null : new Date(timeMs).toISOString();
}
