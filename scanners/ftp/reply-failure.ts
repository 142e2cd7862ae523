import type { RowprintError } from '../../src/core/errors.ts';
import {
  AccessRefusedError,
  ServerBusyError,
  ServerMisbehavedError,
  TransferBrokenError,
} from '../errors.ts';
import type { Reply } from './reply-parser.ts';

/** Codes by which a server says that it has other things to do: 421 ends the session. */
const BUSY = 421;

/**
 * What a reply means that is not the one hoped for, by its code alone. 4xx may be tried again, 5xx is a no, anything
 * else is out of order. `what` is what was asked: 'the folder /a'.
 */
export function replyFailure({ code }: Reply, what: string, place: string): RowprintError {
  if (code === BUSY) return new ServerBusyError(`${place} has too much to do (421)`, null);
  if (code >= 500) return new AccessRefusedError(`${place} refused ${what} (${code})`);
  if (code >= 400) return new TransferBrokenError(`${place} could not give ${what} now (${code})`);
  return new ServerMisbehavedError(`${place} answered out of order to ${what} (${code})`);
}

/** 2xx: done. */
export function isDone({ code }: Reply): boolean {
  return code >= 200 && code < 300;
}
