import { startFtpServer } from '../../src/demo/servers/ftp-server.ts';
import { startHttpServer } from '../../src/demo/servers/http-server.ts';
import { numberedTree } from './numbered-tree.ts';

/** A server of so many files as a process of its own, until its input ends: `tsx serve.ts ftp 4000` says its URL. */
const start = process.argv[2] === 'ftp' ? startFtpServer : startHttpServer;
const { url, stop } = await start(numberedTree(Number(process.argv[3])));
process.stdout.write(`${url}\n`);
process.stdin.resume().on('end', () => void stop());
