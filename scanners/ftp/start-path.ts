/**
 * Where a listing starts, bytes as latin1, from the server's root: the URL's path below the folder that the login leads
 * to (RFC 1738, section 3.2.2); '//etc' or '/%2Fetc' starts at the server's root. Roots that are no paths stand as '/'.
 */
export function startPath(root: string, url: URL): string {
  const wanted = bytesOfUrl(url.pathname.slice(1));
  const base = root.startsWith('/') && !wanted.startsWith('/') ? root : '/';
  const names = [...base.split('/'), ...wanted.split('/')].filter((name) => name !== '' && name !== '.');
  return `/${names.join('/')}`;
}

/** Percent signs decoded to bytes; what follows none of two digits stays. */
function bytesOfUrl(text: string): string {
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  return bytes.replace(/%([0-9a-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
