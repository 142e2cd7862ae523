import { UnreachableError } from '../errors.ts';
import type { ControlConnection } from './control-connection.ts';
import type { Identity } from './log-in.ts';
import type { OpenTransfer } from './open-transfer.ts';
import { isDone, replyFailure } from './reply-failure.ts';
import type { Reply } from './reply-parser.ts';
import type { VisitContext } from './visit-context.ts';

/** A control connection that is logged in. */
export interface Session {
  readonly visit: VisitContext;
  readonly control: ControlConnection;
  readonly identity: Identity;
  /** Data connections use TLS. */
  isProtected: boolean;
  /** Where the login led, bytes as latin1. */
  readonly root: string;
  /** The transfer that runs; null: none. It is ended before anything else is asked. */
  transfer: OpenTransfer | null;
  /** It got as far as a download: losing it then says something of the file, not of the server. */
  hasServed: boolean;
  /** A: text, for listings; I: bytes, for files (RFC 959, section 3.1.1). Sent only where it changes. */
  setType(type: 'A' | 'I'): Promise<void>;
  /** Ask for something of a name: byte 0xFF is sent in both ways until the server takes one. */
  askFor(verb: string, name: string): Promise<Reply>;
  /** QUIT, not waiting for much. Never throws. */
  leave(): Promise<void>;
}

/** What a session starts with. */
export type SessionStart = Pick<Session, 'identity' | 'isProtected' | 'root'>;

/** A courtesy, which nothing waits for any longer than that. */
const GOODBYE_MS = 500;

/** The session of a connection that has logged in. */
export function createSession(control: ControlConnection, visit: VisitContext, start: SessionStart): Session {
  let type: 'A' | 'I' = 'A';
  return {
    ...start,
    visit,
    control,
    transfer: null,
    hasServed: false,
    async setType(wanted) {
      if (type === wanted) return;
      const reply = await control.command(`TYPE ${wanted}`);
      if (!isDone(reply)) throw replyFailure(reply, `transfers of type ${wanted}`, visit.place);
      type = wanted;
    },
    async askFor(verb, name) {
      const reply = await control.command(`${verb} ${name}`);
      if (reply.code < 500 || !name.includes('\xff')) return reply;
      visit.habits.doublesTelnetByte = !visit.habits.doublesTelnetByte;
      const second = await control.command(`${verb} ${name}`);
      if (second.code >= 500) visit.habits.doublesTelnetByte = !visit.habits.doublesTelnetByte;
      return second;
    },
    async leave() {
      if (control.isOpen()) await goodbye(control);
      control.lose(new UnreachableError(`the session with ${visit.place} is over`));
    },
  };
}

async function goodbye(control: ControlConnection): Promise<void> {
  try {
    await control.ask('QUIT', 'QUIT', GOODBYE_MS);
  } catch {
    // It is over in any case.
  }
}
