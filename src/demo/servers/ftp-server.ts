import { createServer, type Socket } from 'node:net';
import type { FileTree } from './file-tree.ts';
import { type FtpSession, openFtpSession } from './ftp-session.ts';
import { listen } from './listen.ts';
import { LOOPBACK, type RunningServer } from './running-server.ts';

/** A client that says nothing for so long is hung up on. */
const CONTROL_IDLE_MS = 60_000;
/** Longest line of a command; a client that sends more without ending it is no FTP client. */
const MOST_LINE_BYTES = 4_096;

/**
 * Start an FTP server that lets anybody read what the tree shows, without TLS, as the processor's did in the
 * model case. For the demonstration only: it answers on loopback alone, and never writes.
 */
export async function startFtpServer(tree: FileTree): Promise<RunningServer> {
  // Two replies follow a transfer: without delay, the second does not wait until the first is acknowledged.
  const server = createServer({ noDelay: true }, (socket) => {
    serve(
      socket,
      openFtpSession(tree, (line) => write(socket, line)),
    );
  });
  const { port, close } = await listen(server);
  return { url: `ftp://${LOOPBACK}:${port}/`, stop: close };
}

function serve(socket: Socket, session: FtpSession): void {
  let rest = '';
  let work = Promise.resolve();
  socket.setTimeout(CONTROL_IDLE_MS, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    void session.close();
  });
  socket.on('data', (bytes) => {
    const lines = (rest + bytes.toString('utf8')).split('\n');
    rest = lines.pop()!;
    if (rest.length > MOST_LINE_BYTES) socket.destroy();
    for (const line of lines) work = work.then(() => answer(socket, session, line.replace(/\r$/, '')));
  });
  write(socket, '220 Ready.');
}

/** What cannot be answered ends the session: a client would wait for the reply otherwise. */
async function answer(socket: Socket, session: FtpSession, line: string): Promise<void> {
  try {
    const reply = await session.answer(line);
    write(socket, reply);
    if (reply.startsWith('221')) socket.end();
  } catch {
    socket.destroy();
  }
}

function write(socket: Socket, line: string): void {
  if (socket.writable) socket.write(`${line}\r\n`);
}
