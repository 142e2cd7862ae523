import type { AddressInfo, Server, Socket } from 'node:net';
import { LOOPBACK } from './running-server.ts';

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** Ends every connection, whatever it waits for, and frees the port; may be called twice. */
  close(): Promise<void>;
}

/** Let a server listen on loopback, on a port that is free. @throws what the system says when there is none */
export async function listen(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, LOOPBACK, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        // Called for a server that is closed already, too: it then has an error to tell, which says just that.
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
