import { ftpScanner } from '../../scanners/ftp/ftp-scanner.ts';
import { httpScanner } from '../../scanners/http/http-scanner.ts';
import { openVisit } from './sweep-server.ts';

/** A process of its own that lists a server and keeps nothing: `node --expose-gc --import tsx list-many.ts URL`. */
const EVERY = 5_000;
const url = new URL(process.argv[2]!);
const scanner = url.protocol === 'ftp:' ? ftpScanner : httpScanner;
const { visit } = openVisit(scanner, url);
const heapBytes: number[] = [];
let files = 0;
let gaps = 0;
const startedMs = performance.now();
const cpuBefore = process.cpuUsage();
for await (const entry of visit.list()) {
  if (entry.kind === 'gap') gaps++;
  else if (++files % EVERY === 0) heapBytes.push(heapAfterCollection());
}
const elapsedMs = performance.now() - startedMs;
await visit.close();
const cpuMs = process.cpuUsage(cpuBefore).user / 1_000;
process.stdout.write(JSON.stringify({ files, gaps, elapsedMs, cpuMs, heapBytes }));

function heapAfterCollection(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
