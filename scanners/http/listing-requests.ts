import type { HttpRequest } from './http-request.ts';
import type { Resource } from './resource.ts';

/** The two ways to ask for a folder. */
export type ListingMethod = 'GET' | 'PROPFIND';

/**
 * HTML comes first because it is what lists most: servers that choose by this header (caddy, serve-index, `serve`) all
 * have an HTML listing, while their JSON may lack kinds and sizes, and an API behind the same path answers JSON with an
 * error. Servers that were told to list in JSON or XML (nginx, buckets) ignore it.
 */
const LISTING_ACCEPT = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8';

/** Ask for a folder's listing; with PROPFIND for its members (RFC 4918 section 9.1). */
export function listingRequest(method: ListingMethod, resource: Resource): HttpRequest {
  const headers = method === 'GET' ? { accept: LISTING_ACCEPT } : { accept: '*/*', depth: '1' };
  return { method, resource, headers, isTimed: true };
}
