import { RowprintError } from '../../src/core/errors.ts';
import { ServerMisbehavedError, TransferBrokenError } from '../errors.ts';

/**
 * What a failure of undici or of a socket means. What is typed already stays; what is not of the network is a bug and
 * stays too. `what` names the request: 'GET http://host/path'. `stage`: whether the reply's head had come.
 */
export function typedFailure(failure: unknown, what: string, stage: 'head' | 'body'): unknown {
  if (failure instanceof RowprintError) return failure;
  const code = codeOf(failure);
  const cause = { cause: withoutBytes(failure) };
  if (code === 'UND_ERR_HEADERS_TIMEOUT') {
    return new TransferBrokenError(`${what}: no reply in time; try again, or raise idleMs`, cause);
  }
  if (code === 'UND_ERR_BODY_TIMEOUT') {
    return new TransferBrokenError(`${what}: the reply stalled; try again, or raise idleMs`, cause);
  }
  if (isLostConnection(failure) || (stage === 'body' && SHORT.test(code))) {
    return new TransferBrokenError(`${what}: the connection ended before the reply did (${code})`, cause);
  }
  if (MISBEHAVED.test(code)) {
    return new ServerMisbehavedError(`${what}: the reply is not HTTP as it is specified (${code})`, cause);
  }
  return failure;
}

/** Whether the connection ended by itself, as one that was kept alive too long does. */
export function isLostConnection(failure: unknown): boolean {
  return LOST.test(codeOf(failure)) && !/bad (response|upgrade)/.test(String(failure));
}

const LOST =
  /^(UND_ERR_SOCKET|UND_ERR_CLOSED|ECONNRESET|EPIPE|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ECONNABORTED)$/;
/** undici says the first of these for every fault in a reply with a length, also in its head. */
const SHORT = /^(UND_ERR_RES_CONTENT_LENGTH_MISMATCH|HPE_INVALID_EOF_STATE)$/;
const MISBEHAVED = /^(HPE_|UND_ERR_|ERR_SSL|EPROTO$|ERR_ASSERTION$)/;

function codeOf(failure: unknown): string {
  const { code, name, message } = (failure ?? {}) as Partial<NodeJS.ErrnoException>;
  if (typeof code === 'string') return code;
  // undici 7.30 leaves the code of its parser's errors undefined.
  if (name === 'HTTPParserError') return /EOF/.test(message ?? '') ? 'HPE_INVALID_EOF_STATE' : 'HPE_INVALID';
  return '';
}

/** The parser's errors carry what the server sent, which may be cells. */
function withoutBytes(failure: unknown): unknown {
  if (!(failure instanceof Error) || !('data' in failure)) return failure;
  return new Error(failure.message);
}
