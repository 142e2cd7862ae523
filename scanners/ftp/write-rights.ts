/**
 * RFC 3659, section 7.5.5: c create, m make a folder, p purge, w write. Not a, d and f (append, delete, rename): ProFTPD
 * names them for every file, whether writing is allowed or not.
 */
const WRITE_RIGHTS = /[cmpw]/i;

/** Whether MLSD's `perm` names a right to write. It is a claim: whether it is true would be known by writing only. */
export function claimsWriting(perm: string | null): boolean {
  return WRITE_RIGHTS.test(perm ?? '');
}
