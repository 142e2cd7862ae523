import { Readable } from 'node:stream';
import { type DataChannel, openDataChannel } from './data-channel.ts';
import { absolutePath, type FileTree } from './file-tree.ts';
import { ftpTime, listLine, mlsdLine } from './ftp-listing.ts';
import { LOOPBACK } from './running-server.ts';

/** What one client did so far. */
interface SessionState {
  user: string | null;
  isLoggedIn: boolean;
  folder: string;
  /** First byte of the next RETR, from REST. */
  restart: number;
  data: DataChannel | null;
}

/** What a command works with. */
interface Command {
  readonly argument: string;
  readonly tree: FileTree;
  readonly state: SessionState;
  /** Sends one line, such as the 150 before a transfer. */
  readonly say: (line: string) => void;
}

/** One client's session: it answers commands one after another. */
export interface FtpSession {
  /** The last line of the reply; further lines were said before. */
  answer(line: string): Promise<string>;
  close(): Promise<void>;
}

/** Names under which strangers are let in. */
const ANONYMOUS = new Set(['anonymous', 'ftp']);
const WITHOUT_LOGIN = new Set(['USER', 'PASS', 'SYST', 'FEAT', 'QUIT', 'NOOP']);
const FEATURES = ['EPSV', 'MDTM', 'MLST type*;size*;modify*;', 'PASV', 'REST STREAM', 'SIZE', 'TVFS', 'UTF8'];

const COMMANDS: Readonly<Record<string, (command: Command) => Promise<string> | string>> = {
  USER: takeUser,
  PASS: takePassword,
  SYST: () => '215 UNIX Type: L8',
  FEAT: tellFeatures,
  OPTS: () => '200 Done.',
  NOOP: () => '200 Done.',
  TYPE: () => '200 Type set.',
  PWD: ({ state }) => `257 "${state.folder.replaceAll('"', '""')}" is the current folder.`,
  CWD: ({ argument, ...command }) => changeFolder(command, argument),
  CDUP: (command) => changeFolder(command, '..'),
  PASV: announcePassive,
  EPSV: announceExtendedPassive,
  LIST: (command) => sendListing(command, (entry) => listLine(entry, Date.now())),
  MLSD: (command) => sendListing(command, mlsdLine),
  SIZE: (command) => tellOfFile(command, ({ bytes }) => String(bytes)),
  MDTM: (command) => tellOfFile(command, ({ modifiedMs }) => ftpTime(modifiedMs)),
  REST: takeRestart,
  RETR: sendFile,
  QUIT: () => '221 Goodbye.',
};

/** A session that reads and never writes: every command that would is unknown here. @param say sends a line at once */
export function openFtpSession(tree: FileTree, say: (line: string) => void): FtpSession {
  const state: SessionState = { user: null, isLoggedIn: false, folder: '/', restart: 0, data: null };
  return {
    async answer(line) {
      const [, word = '', argument = ''] = /^(\S*) ?(.*)$/s.exec(line) ?? [];
      const verb = word.toUpperCase();
      if (!Object.hasOwn(COMMANDS, verb)) return '502 Not done here.';
      if (!state.isLoggedIn && !WITHOUT_LOGIN.has(verb)) return '530 Log in with USER and PASS.';
      return COMMANDS[verb]!({ argument, tree, state, say });
    },
    close: async () => state.data?.close(),
  };
}

function takeUser({ argument, state }: Command): string {
  state.user = argument.toLowerCase();
  state.isLoggedIn = false;
  return '331 Please send the password.';
}

function takePassword({ state }: Command): string {
  if (state.user === null) return '503 Log in with USER first.';
  state.isLoggedIn = ANONYMOUS.has(state.user);
  return state.isLoggedIn ? '230 Logged in.' : '530 Login incorrect.';
}

function tellFeatures({ say }: Command): string {
  say('211-Features:');
  for (const feature of FEATURES) say(` ${feature}`);
  return '211 End';
}

async function changeFolder(
  { tree, state }: Pick<Command, 'tree' | 'state'>,
  argument: string,
): Promise<string> {
  const path = absolutePath(state.folder, argument);
  if ((await tree.find(path))?.isFolder !== true) return '550 No such folder.';
  state.folder = path;
  return '250 Done.';
}

async function announcePassive({ state }: Command): Promise<string> {
  const port = await openData(state);
  return `227 Entering Passive Mode (${LOOPBACK.replaceAll('.', ',')},${port >> 8},${port & 0xff}).`;
}

async function announceExtendedPassive({ state }: Command): Promise<string> {
  return `229 Entering Extended Passive Mode (|||${await openData(state)}|).`;
}

/** One at a time: the one before is given up. */
async function openData(state: SessionState): Promise<number> {
  await state.data?.close();
  state.data = await openDataChannel();
  return state.data.port;
}

async function sendListing(
  command: Command,
  write: (entry: Awaited<ReturnType<FileTree['list']>>[number]) => string,
): Promise<string> {
  const { argument, tree, state } = command;
  // Flags such as -a are of `ls`: there is nothing hidden here.
  const path = absolutePath(state.folder, argument.replace(/^-\S* ?/, ''));
  if ((await tree.find(path))?.isFolder !== true) return '550 No such folder.';
  const lines = (await tree.list(path)).map((entry) => `${write(entry)}\r\n`);
  return send(command, () => Readable.from([Buffer.from(lines.join(''))]));
}

async function sendFile(command: Command): Promise<string> {
  const { argument, tree, state } = command;
  const path = absolutePath(state.folder, argument);
  const start = state.restart;
  state.restart = 0;
  if ((await tree.find(path))?.isFolder !== false) return '550 No such file.';
  return send(command, () => tree.read(path, { first: start }));
}

async function send({ state, say }: Command, open: () => Readable): Promise<string> {
  const { data } = state;
  if (data === null) return '425 Use PASV or EPSV first.';
  state.data = null;
  say('150 Here it comes.');
  const isSent = await data.send(open());
  await data.close();
  return isSent ? '226 Sent.' : '426 The data connection was closed.';
}

async function tellOfFile(
  { argument, tree, state }: Command,
  tell: (file: { readonly bytes: number; readonly modifiedMs: number }) => string,
): Promise<string> {
  const file = await tree.find(absolutePath(state.folder, argument));
  return file === null || file.isFolder ? '550 No such file.' : `213 ${tell(file)}`;
}

function takeRestart({ argument, state }: Command): string {
  if (!/^\d{1,15}$/.test(argument)) return '501 A number of bytes, please.';
  state.restart = Number(argument);
  return '350 Send RETR.';
}
