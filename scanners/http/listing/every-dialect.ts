import type { ListingDialect } from './dialect.ts';
import { apacheFancy } from './dialects/apache-fancy.ts';
import { apachePlain } from './dialects/apache-plain.ts';
import { apacheTable } from './dialects/apache-table.ts';
import { azure } from './dialects/azure.ts';
import { caddy } from './dialects/caddy.ts';
import { caddyJson } from './dialects/caddy-json.ts';
import { gcsJson } from './dialects/gcs-json.ts';
import { gcsXml } from './dialects/gcs-xml.ts';
import { genericHtml } from './dialects/generic-html.ts';
import { go } from './dialects/go.ts';
import { h5ai } from './dialects/h5ai.ts';
import { httpServer } from './dialects/http-server.ts';
import { iis } from './dialects/iis.ts';
import { jetty } from './dialects/jetty.ts';
import { lighttpd } from './dialects/lighttpd.ts';
import { miniHttpd } from './dialects/mini-httpd.ts';
import { nginx } from './dialects/nginx.ts';
import { nginxFancyindex } from './dialects/nginx-fancyindex.ts';
import { nginxJson } from './dialects/nginx-json.ts';
import { nginxXml } from './dialects/nginx-xml.ts';
import { python } from './dialects/python.ts';
import { rclone } from './dialects/rclone.ts';
import { s3 } from './dialects/s3.ts';
import { serve } from './dialects/serve.ts';
import { thttpd } from './dialects/thttpd.ts';
import { tomcat } from './dialects/tomcat.ts';
import { webdav } from './dialects/webdav.ts';
import { webfs } from './dialects/webfs.ts';

/** Every dialect, in the order in which a page is shown to them: the first that recognises it reads it. */
export const EVERY_DIALECT: readonly ListingDialect[] = [
  nginx,
  nginxFancyindex,
  jetty,
  apacheTable,
  apacheFancy,
  apachePlain,
  lighttpd,
  caddy,
  rclone,
  python,
  webfs,
  thttpd,
  miniHttpd,
  tomcat,
  iis,
  httpServer,
  serve,
  h5ai,
  go,
  genericHtml,
  nginxXml,
  webdav,
  gcsXml,
  s3,
  azure,
  nginxJson,
  caddyJson,
  gcsJson,
];
