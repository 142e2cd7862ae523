import { connect, type Socket } from 'node:net';

/** Connections opened together: enough to be quick, few enough for the queue of the listening socket. */
const AT_ONCE = 200;

/** Open so many connections that ask nothing and stay. @returns those that are open, and how to end them */
export async function holdConnections(url: string, count: number): Promise<{ open: number; end(): void }> {
  const { hostname, port } = new URL(url);
  const sockets: Socket[] = [];
  for (let at = 0; at < count; at += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, count - at) }, () => open(Number(port), hostname));
    sockets.push(...(await Promise.all(batch)).filter((socket) => socket !== null));
  }
  return {
    open: sockets.filter(({ destroyed }) => !destroyed).length,
    end: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function open(port: number, host: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}
