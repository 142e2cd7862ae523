import { createServer, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { listen } from './listen.ts';

/** Longest that a client may take to connect, or to take the next byte. */
const DATA_IDLE_MS = 10_000;

/** The data connection that PASV or EPSV announced: for one transfer. */
export interface DataChannel {
  readonly port: number;
  /** Send everything once the client is connected. False: it never came, or left early. */
  send(content: Readable): Promise<boolean>;
  close(): Promise<void>;
}

/** Listen for the data connection of one transfer. */
export async function openDataChannel(): Promise<DataChannel> {
  const server = createServer();
  const connected = new Promise<Socket | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), DATA_IDLE_MS);
    server.once('connection', (socket) => {
      clearTimeout(timer);
      socket.setTimeout(DATA_IDLE_MS, () => socket.destroy());
      // Failures are told by the transfer; without a listener they would end the process.
      socket.on('error', () => socket.destroy());
      resolve(socket);
    });
    server.once('close', () => {
      clearTimeout(timer);
      resolve(null);
    });
  });
  const listening = await listen(server);
  return {
    port: listening.port,
    send: (content) => sendAll(connected, content),
    close: () => listening.close(),
  };
}

async function sendAll(connected: Promise<Socket | null>, content: Readable): Promise<boolean> {
  const socket = await connected;
  try {
    if (socket === null) return false;
    await pipeline(content, socket);
    return true;
  } catch {
    return false;
  } finally {
    content.destroy();
  }
}
