import type { ExposureCode } from '../../scanners/exposure.ts';

/** A configuration that a careful administrator would leave. */
export const GOOD = { id: 'good', faults: [] as readonly ExposureCode[] } as const;

/** What follows from an anonymous login to a tree with files. */
export const ANONYMOUS: readonly ExposureCode[] = [
  'ftp.anonymous-login',
  'ftp.anonymous-lists',
  'ftp.anonymous-reads',
];

/** What follows from FTP that does not insist on TLS. */
export const IN_THE_CLEAR: readonly ExposureCode[] = ['ftp.clear-text-login', 'ftp.clear-text-data'];

/** What follows from a folder that lists itself to anybody. */
export const LISTED: readonly ExposureCode[] = ['http.open-listing', 'http.unauthenticated-download'];
