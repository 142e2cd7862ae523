/** The path in a reply 257: between quotes, quotes within doubled (RFC 959, appendix II). Null where there is none. */
export function quotedPath(text: string): string | null {
  const found = /^[^"]*"((?:[^"]|"")*)"/.exec(text);
  return found === null || found[1] === '' ? null : found[1]!.replaceAll('""', '"');
}
