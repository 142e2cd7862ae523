import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** A request as it came in. Header names are lower-case. */
export interface ScriptedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the server does with a request: whatever it likes with the socket. `nth` counts requests from 1. */
export type Script = (request: ScriptedRequest, socket: Socket, nth: number) => void;

/** A server on a port of its own that follows a script, however wrong. */
export interface ScriptedServer {
  readonly url: URL;
  readonly requests: readonly ScriptedRequest[];
  /** Connections that were made until now. */
  connections(): number;
  /** Answer nobody any more: the port is closed, and every connection. */
  stop(): Promise<void>;
}

const started: ScriptedServer[] = [];

/** Stop all servers that were started. For afterEach. */
export async function stopScriptedServers(): Promise<void> {
  await Promise.all(started.splice(0).map((server) => server.stop()));
}

/** Start one on 127.0.0.1. `path`: the path of its URL. */
export async function startScriptedServer(
  script: Script,
  options: { readonly path?: string; readonly tls?: TlsOptions } = {},
): Promise<ScriptedServer> {
  const requests: ScriptedRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const serve = (socket: Socket): void => {
    connections++;
    let held = '';
    socket.on('data', (chunk) => {
      held += chunk.toString('latin1');
      for (let end = held.indexOf('\r\n\r\n'); end >= 0; end = held.indexOf('\r\n\r\n')) {
        const request = readRequest(held.slice(0, end));
        held = held.slice(end + 4);
        requests.push(request);
        script(request, socket, requests.length);
      }
    });
  };
  const server = options.tls === undefined ? createServer(serve) : createTlsServer(options.tls, serve);
  server.on('tlsClientError', () => {});
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  server.on('secureConnection', (socket: Socket) => socket.on('error', () => {}));
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const { port } = server.address() as { port: number };
  const scheme = options.tls === undefined ? 'http' : 'https';
  const running: ScriptedServer = {
    url: new URL(`${scheme}://127.0.0.1:${port}${options.path ?? '/'}`),
    requests,
    connections: () => connections,
    stop: () =>
      new Promise((settle) => {
        server.close(() => settle());
        for (const socket of sockets) socket.destroy();
      }),
  };
  started.push(running);
  return running;
}

/** A whole, well-made reply. */
export function reply(
  status: number,
  body: string | Uint8Array = '',
  headers: Readonly<Record<string, string>> = {},
): Buffer {
  const bytes = Buffer.from(body as string, 'utf8');
  const lines = Object.entries({ 'content-length': String(bytes.length), ...headers });
  const head = [`HTTP/1.1 ${status} Any`, ...lines.map(([name, value]) => `${name}: ${value}`), '', ''];
  return Buffer.concat([Buffer.from(head.join('\r\n'), 'latin1'), bytes]);
}

/** A listing as nginx writes it. Names are hrefs, folders end with '/'. */
export function listing(path: string, hrefs: readonly string[]): Buffer {
  const rows = hrefs.map((href) => `<a href="${href}">${shown(href)}</a>      22-Nov-2026 08:00       17\n`);
  const page = `${listingHead(path)}${rows.join('')}</pre><hr></body>\n</html>\n`;
  return reply(200, Buffer.from(page, 'latin1'), HTML);
}

/** Its part before the entries. */
export function listingHead(path: string): string {
  return (
    `<html>\n<head><title>Index of ${path}</title></head>\n<body>\n<h1>Index of ${path}</h1><hr><pre>` +
    '<a href="../">../</a>\n'
  );
}

/** Of an ordinary page. */
export const HTML = { 'content-type': 'text/html' };

/** The name that an href has, as bytes of Latin-1. */
function shown(href: string): string {
  const name = href.replace(/[?#].*$/, '').replace(/^.*\/(?=.)/, '');
  const bytes = name.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return bytes.replace(/&(?!amp;)/g, '&amp;').replaceAll('<', '&lt;');
}

function readRequest(head: string): ScriptedRequest {
  const [line = '', ...fields] = head.split('\r\n');
  const [method = '', target = ''] = line.split(' ');
  const headers = fields.map((field) => {
    const at = field.indexOf(':');
    return [field.slice(0, at).toLowerCase(), field.slice(at + 1).trim()] as const;
  });
  return { method, target, headers: Object.fromEntries(headers) };
}
