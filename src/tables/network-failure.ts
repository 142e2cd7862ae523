/** What a failed connection means for the person who has to mend it, by the code of node or of its TLS. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers on that port; check the port and that the server runs',
  ENOTFOUND: 'the host name is unknown; check its spelling',
  EAI_AGAIN: 'the host name could not be looked up; check the name server',
  ETIMEDOUT: 'no answer in time; check the host, the port and the firewall',
  EHOSTUNREACH: 'the host cannot be reached; check the network',
  ENETUNREACH: 'the network cannot be reached; check the network',
  ECONNRESET: 'the connection was cut; check that the port is the database server’s',
  EPIPE: 'the connection was cut; try again',
  ENOENT: 'there is no such socket; check its folder',
  EACCES: 'this account may not open the socket; check its permissions',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself; name its certificate authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate authority is not trusted here; name it',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate authority is not trusted here; name it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate authority is not trusted here; name it',
  CERT_HAS_EXPIRED: 'its certificate has expired; renew it',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name; use the name it is for',
};

/** The reason and the way out for a network or TLS error, null when the error is of another kind. */
export function networkFailure(error: unknown): string | null {
  const code = errorCode(error);
  if (code === null) return null;
  if (Object.hasOwn(REASONS, code)) return REASONS[code];
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) {
    return 'no secure connection came about; check its TLS settings';
  }
  return null;
}

/** The `code` of an error of node or of a driver, null where it has none. */
export function errorCode(error: unknown): string | null {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : null;
}
