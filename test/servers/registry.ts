import { apache2 } from './apache2.ts';
import { lighttpd } from './lighttpd.ts';
import { miniHttpd } from './mini-httpd.ts';
import { nginx } from './nginx.ts';
import { proftpd } from './proftpd.ts';
import { pureFtpd } from './pure-ftpd.ts';
import { pythonHttp } from './python-http.ts';
import { rcloneServe } from './rclone-serve.ts';
import type { TestServer } from './test-server.ts';
import { vsftpd } from './vsftpd.ts';
import { webfs } from './webfs.ts';

/** Every real server that the tests and benches start. */
export const testServers: readonly TestServer[] = [
  vsftpd,
  proftpd,
  pureFtpd,
  nginx,
  apache2,
  lighttpd,
  pythonHttp,
  rcloneServe,
  webfs,
  miniHttpd,
];
