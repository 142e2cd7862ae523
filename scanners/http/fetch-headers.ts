import type { FetchRequest } from '../scanner.ts';

/**
 * Headers of a transfer. From its start, a file that is still the one that is known is not sent (304). From further on
 * the rest of the known file is wanted: If-Range has the server send all of another one instead. A date is only used
 * with its seconds: one from a listing is cut to the minute, and a server would take a later change for none.
 */
export function fetchHeaders({ start, length, known }: FetchRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  if (start > 0 || length !== null) {
    headers.range = `bytes=${start}-${length === null ? '' : start + length - 1}`;
  }
  const etag = known?.etag ?? null;
  const date = exactDate(known?.modifiedAt ?? null);
  const isStrong = etag !== null && !etag.startsWith('W/');
  if (start > 0) {
    const validator = isStrong ? etag : date;
    return validator === null ? headers : { ...headers, 'if-range': validator };
  }
  if (etag !== null) return { ...headers, 'if-none-match': etag };
  return date === null ? headers : { ...headers, 'if-modified-since': date };
}

function exactDate(iso: string | null): string | null {
  const time = Date.parse(iso ?? '');
  return Number.isNaN(time) || time % MINUTE_MS === 0 ? null : new Date(time).toUTCString();
}

const MINUTE_MS = 60_000;
