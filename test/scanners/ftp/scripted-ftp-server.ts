import { createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** One client of a scripted server, as a fault sees it. */
export interface Peer {
  readonly socket: Socket;
  /** One line, ended with CRLF; latin1. */
  reply(line: string): undefined;
  /** Bytes as they are; latin1. */
  raw(text: string): undefined;
  /** Open the place for a data connection and tell its port. */
  passive(): Promise<number>;
  /** The data connection that the client made, with TLS where it asked for it. */
  data(): Promise<Socket>;
  /** The whole sequence: 150, the bytes, the end, 226. */
  send(bytes: Buffer): Promise<undefined>;
  readonly cwd: string;
  rest: number;
}

/** What stands in the place of the usual answer; 'usual' gives that one. */
export type Fault = (peer: Peer, argument: string) => 'usual' | undefined | Promise<'usual' | undefined>;

/** Break a connection in the way that looks worst to the other side. */
export function hangUp(socket: Socket): undefined {
  socket.resetAndDestroy();
}

/** A server's tree and its misbehaviour. Paths are bytes as latin1. */
export interface FtpScript {
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** Folders that no file shows. */
  readonly folders?: readonly string[];
  /** Folders that are other folders. */
  readonly links?: Readonly<Record<string, { readonly to: string; readonly isShown: boolean }>>;
  /** Lines of FEAT; null: FEAT is not known. MLSD works where 'MLST …' is among them. */
  readonly features?: readonly string[] | null;
  /** By command, or 'greeting'. */
  readonly faults?: Readonly<Record<string, Fault>>;
  readonly tls?: { readonly key: string; readonly cert: string; readonly minVersion?: 'TLSv1' };
  /** Another certificate for data connections. */
  readonly dataTls?: FtpScript['tls'];
  readonly isImplicit?: boolean;
  /** What PWD tells after the login. */
  readonly home?: string;
  readonly listsAll?: boolean;
}

/** A server that runs. */
export interface ScriptedServer {
  readonly port: number;
  readonly url: URL;
  /** Every command that came, in order, over all connections. */
  readonly commands: string[];
  connections(): number;
  close(): Promise<void>;
}

/** Start a scripted FTP server on a free port of 127.0.0.1. */
export async function startFtpServer(script: FtpScript = {}): Promise<ScriptedServer> {
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    connections++;
    socket.setMaxListeners(0);
    sockets.add(socket);
    void serve(socket, script, commands, sockets);
  });
  const port = await listening(server);
  return {
    port,
    url: new URL(`${script.isImplicit ? 'ftps' : 'ftp'}://127.0.0.1:${port}/`),
    commands,
    connections: () => connections,
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function listening(server: Server): Promise<number> {
  return new Promise((settle) => {
    server.listen(0, '127.0.0.1', () => settle((server.address() as { port: number }).port));
  });
}

async function serve(
  first: Socket,
  script: FtpScript,
  commands: string[],
  sockets: Set<Socket>,
): Promise<void> {
  const state = {
    socket: first,
    cwd: script.home ?? '/',
    rest: 0,
    isProtected: script.isImplicit === true,
    data: null as Promise<Socket> | null,
    user: '',
  };
  const tlsOf = (socket: Socket, own = script.tls): TLSSocket => {
    const tls = new TLSSocket(socket, { isServer: true, ...own });
    tls.on('error', () => {});
    return tls;
  };
  const peer: Peer = {
    get socket() {
      return state.socket;
    },
    get cwd() {
      return state.cwd;
    },
    get rest() {
      return state.rest;
    },
    set rest(bytes) {
      state.rest = bytes;
    },
    reply: (line) => {
      state.socket.write(`${line}\r\n`, 'latin1');
    },
    raw: (text) => {
      state.socket.write(text, 'latin1');
    },
    async passive() {
      const server = createServer();
      state.data = new Promise((settle) => {
        server.once('connection', (socket) => {
          sockets.add(socket);
          socket.on('error', () => {});
          server.close();
          settle(socket);
        });
      });
      state.socket.once('close', () => server.close());
      return await listening(server);
    },
    async data() {
      const socket = await (state.data ?? new Promise<never>(() => {}));
      return state.isProtected ? tlsOf(socket, script.dataTls) : socket;
    },
    async send(bytes) {
      peer.reply('150 here it comes');
      const socket = await peer.data();
      await new Promise<void>((settle) => {
        socket.on('close', () => settle());
        socket.end(bytes, () => settle());
      });
      peer.reply('226 done');
    },
  };
  const tree = treeOf(script);
  const handle = async (line: string): Promise<void> => {
    commands.push(line);
    const [, verb = '', argument = ''] = /^(\S*) ?([\s\S]*)$/.exec(line)!;
    const fault = script.faults?.[verb.toUpperCase()];
    if (fault !== undefined && (await fault(peer, argument)) !== 'usual') return;
    await usual(verb.toUpperCase(), argument);
  };
  const pathOf = (argument: string): string =>
    argument.startsWith('/') ? argument : `${state.cwd.replace(/\/$/, '')}/${argument}`;
  const listing = async (isMlsd: boolean, argument: string): Promise<void> => {
    if (argument.startsWith('-') && script.listsAll === false) return peer.send(Buffer.alloc(0));
    await peer.send(Buffer.from(tree.listing(state.cwd, isMlsd), 'latin1'));
  };
  const secure = (): void => {
    state.socket.removeAllListeners('data');
    state.socket = tlsOf(state.socket);
    listen(state.socket);
  };
  const usual = async (verb: string, argument: string): Promise<void> => {
    const file = tree.file(pathOf(argument));
    switch (verb) {
      case 'AUTH':
        if (script.tls === undefined) return peer.reply('502 no');
        peer.reply('234 go on');
        return secure();
      case 'USER':
        state.user = argument;
        return peer.reply('331 password');
      case 'PASS':
        return peer.reply('230 welcome');
      case 'FEAT':
        if (script.features === null) return peer.reply('500 what');
        return peer.raw(
          `211-Features\r\n${(script.features ?? []).map((one) => ` ${one}\r\n`).join('')}211 End\r\n`,
        );
      case 'PBSZ':
      case 'OPTS':
      case 'TYPE':
        return peer.reply('200 ok');
      case 'PROT':
        state.isProtected = argument === 'P';
        return peer.reply('200 ok');
      case 'PWD':
        return peer.reply(`257 "${state.cwd.replaceAll('"', '""')}" is where you are`);
      case 'CWD':
        if (!tree.isFolder(pathOf(argument))) return peer.reply('550 no such folder');
        state.cwd = pathOf(argument);
        return peer.reply('250 ok');
      case 'EPSV':
        return peer.reply(`229 Entering (|||${await peer.passive()}|)`);
      case 'PASV': {
        const port = await peer.passive();
        return peer.reply(`227 Entering (127,0,0,1,${port >> 8},${port & 255})`);
      }
      case 'MLSD':
      case 'LIST':
        return listing(verb === 'MLSD', argument);
      case 'SIZE':
        return peer.reply(file === null ? '550 no' : `213 ${file.length}`);
      case 'MDTM':
        return peer.reply(file === null ? '550 no' : '213 20240102030405');
      case 'REST':
        state.rest = Number(argument);
        return peer.reply('350 go on');
      case 'RETR': {
        const start = state.rest;
        state.rest = 0;
        return file === null ? peer.reply('550 no such file') : peer.send(file.subarray(start));
      }
      case 'QUIT':
        peer.reply('221 bye');
        state.socket.end();
        return undefined;
      default:
        return peer.reply('502 not known');
    }
  };
  const listen = (socket: Socket): void => {
    let rest = '';
    let last: Promise<void> = Promise.resolve();
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      rest += chunk.toString('latin1');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end).replaceAll('\xff\xff', '\xff');
        rest = rest.slice(end + 2);
        last = last.then(() => handle(line)).catch(() => {});
      }
    });
  };
  first.on('error', () => {});
  if (script.isImplicit) state.socket = tlsOf(first);
  listen(state.socket);
  const greeting = script.faults?.greeting;
  if (greeting === undefined || (await greeting(peer, '')) === 'usual') peer.reply('220 scripted server');
}

function treeOf({ files = {}, folders = [], links = {} }: FtpScript) {
  const all = new Set<string>(['/', ...folders]);
  const addParents = (path: string): void => {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      all.add(path.slice(0, at));
  };
  for (const path of [...Object.keys(files), ...folders, ...Object.keys(links)]) addParents(path);
  const real = (path: string): string => {
    let at = '';
    for (const name of path.split('/').filter(Boolean)) {
      at = `${at}/${name}`;
      for (let hops = 0; links[at] !== undefined && hops < 9; hops++) at = links[at]!.to.replace(/\/$/, '');
    }
    return at === '' ? '/' : at;
  };
  const within = (folder: string, path: string): string | null => {
    const prefix = folder === '/' ? '/' : `${folder}/`;
    const name = path.startsWith(prefix) ? path.slice(prefix.length) : '';
    return name === '' || name.includes('/') ? null : name;
  };
  return {
    isFolder: (path: string): boolean => all.has(real(path)),
    file: (path: string): Buffer | null => {
      const found = files[real(path)];
      return found === undefined ? null : Buffer.from(found as string, 'latin1');
    },
    listing(path: string, isMlsd: boolean): string {
      const folder = real(path);
      const lines: string[] = [];
      const add = (kind: 'd' | '-' | 'l', name: string, bytes: number, target: string | null): void => {
        lines.push(
          isMlsd
            ? `type=${kind === '-' ? 'file' : 'dir'};size=${bytes};modify=20240102030405;perm=elr;unique=u${real(`${folder}/${name}`)}; ${name}`
            : `${kind}rw-r--r--   1 ftp      ftp      ${String(bytes).padStart(8)} Jan  2  2024 ${name}${target === null ? '' : ` -> ${target}`}`,
        );
      };
      if (isMlsd) lines.push(`type=cdir;unique=u${folder}; .`);
      for (const one of all) {
        const name = within(folder, one);
        if (name !== null) add('d', name, 4096, null);
      }
      for (const [one, link] of Object.entries(links)) {
        const name = within(folder, one);
        if (name !== null)
          add(link.isShown ? 'l' : 'd', name, link.isShown ? 1 : 4096, link.isShown ? link.to : null);
      }
      for (const [one, content] of Object.entries(files)) {
        const name = within(folder, one);
        if (name !== null) add('-', name, content.length, null);
      }
      return lines.map((line) => `${line}\r\n`).join('');
    },
  };
}
