import { ftpScanner } from './ftp/ftp-scanner.ts';
import { httpScanner } from './http/http-scanner.ts';
import type { Scanner } from './scanner.ts';

/** Every protocol. */
export const scanners: readonly Scanner[] = [ftpScanner, httpScanner];
