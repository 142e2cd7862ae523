import { ftpScanner } from '../../scanners/ftp/ftp-scanner.ts';
import { httpScanner } from '../../scanners/http/http-scanner.ts';
import { sweepServer } from '../../test/servers/sweep-server.ts';

/** One sweep as a process of its own, as the peers are: `node sweep-alone.js ftp://127.0.0.1:2121/`. */
const url = new URL(process.argv[2]!);
const scanner = url.protocol === 'ftp:' ? ftpScanner : httpScanner;
const { files, contents, requests, listMs, fetchMs } = await sweepServer(scanner, url, {
  fetches: true,
  probes: false,
});
process.stdout.write(
  JSON.stringify({ listed: files.length, contents: [...contents.values()], requests, listMs, fetchMs }),
);
