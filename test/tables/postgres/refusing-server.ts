import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** How a server of a few lines answers a login, in the bytes of PostgreSQL's protocol 3.0. */
export type Refusal = 'wrong-password' | 'asks-for-password' | 'silent';

/**
 * A listener on a free local port that refuses every login as told, and quotes what it was given in its message, as
 * real servers do with the user. For answers that a test server with open doors never gives.
 */
export async function refusingServer(
  refusal: Refusal,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => {
      if (refusal === 'wrong-password')
        socket.end(errorResponse('28P01', 'password authentication failed for anna'));
      if (refusal === 'asks-for-password') {
        socket.write(message('R', '\0\0\0\x0aSCRAM-SHA-256\0\0'));
        socket.once('data', () => socket.write(message('R', '\0\0\0\x0br=nonce,s=c2FsdA==,i=4096')));
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function errorResponse(code: string, text: string): Buffer {
  return message('E', `SFATAL\0VFATAL\0C${code}\0M${text}\0\0`);
}

function message(type: string, body: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(4 + Buffer.byteLength(body));
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)]);
}
