import { RowprintError } from '../core/errors.ts';

/** An alert did not arrive. Its message names host and reason and is shown to admins: no path, no secret, no reply's text. */
export class AlertFailedError extends RowprintError {
  readonly code = 'RP_ALERT_FAILED';
  /** The same attempt can never succeed: it is not repeated. */
  readonly isLasting: boolean;

  constructor(message: string, options: { readonly isLasting?: boolean; readonly cause?: unknown } = {}) {
    super(message, options);
    this.isLasting = options.isLasting === true;
  }
}

/** What the operating system's and TLS's codes mean to people. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers there: check the port, and whether it runs',
  ECONNRESET: 'it cut the connection',
  EPIPE: 'it cut the connection',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to it: check the network',
  ENETUNREACH: 'there is no way to it: check the network',
  ENOTFOUND: 'its name is not known: check the spelling, and the name server',
  EAI_AGAIN: 'the name server does not answer',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself: add its issuer with NODE_EXTRA_CA_CERTS',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate has an unknown issuer: add it with NODE_EXTRA_CA_CERTS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate has an unknown issuer: add it with NODE_EXTRA_CA_CERTS',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  EPROTO: 'it does not speak TLS as we do',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS on that port',
};

/** What went wrong on the way to a host; a failure that says so already stays as it is. */
export function failureOnTheWay(cause: unknown, host: string): AlertFailedError {
  if (cause instanceof AlertFailedError) return cause;
  const { code, name } = cause as { readonly code?: unknown; readonly name?: unknown };
  if (name === 'TimeoutError' || name === 'AbortError')
    return new AlertFailedError(`${host}: it did not answer in time`, { cause });
  const reason = REASONS[String(code)] ?? 'the connection failed';
  return new AlertFailedError(`${host}: ${reason}`, { cause });
}
