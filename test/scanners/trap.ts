import { createServer, type Server, Socket } from 'node:net';
import { vi } from 'vitest';

/** Places on this machine that are in no mandate, and how often somebody came. */
export interface Trap {
  /** At 127.0.0.2: another machine, as far as a scope knows. */
  readonly away: { readonly port: number; readonly at: string };
  /** At 127.0.0.1, where the server is, too: another service of the same machine. */
  readonly beside: { readonly port: number; readonly at: string };
  visits(): number;
  close(): Promise<void>;
}

/** Listen at two places where nobody has leave to go. */
export async function startTrap(): Promise<Trap> {
  let visits = 0;
  const servers: Server[] = [];
  const open = async (address: string) => {
    const port = await listen(servers, address, 0, () => visits++);
    return { port, at: `${address}:${port}` };
  };
  return {
    away: await openAway(servers, () => visits++),
    beside: await open('127.0.0.1'),
    visits: () => visits,
    close: async () => {
      for (const server of servers) await new Promise((closed) => server.close(closed));
    },
  };
}

/**
 * A place at 127.0.0.2 whose port is ours at 127.0.0.1 too. A client that takes the port of a lure and rightly keeps to
 * the server's own address comes to the second one, which counts nothing: else it would meet whatever test has that port.
 */
async function openAway(servers: Server[], onVisit: () => void): Promise<Trap['away']> {
  for (;;) {
    const port = await listen(servers, '127.0.0.2', 0, onVisit);
    try {
      await listen(servers, '127.0.0.1', port, () => {});
      return { port, at: `127.0.0.2:${port}` };
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw failure;
    }
  }
}

async function listen(
  servers: Server[],
  address: string,
  port: number,
  onVisit: () => void,
): Promise<number> {
  const server = createServer((socket) => {
    onVisit();
    socket.on('error', () => {}).destroy();
  });
  await new Promise<void>((ready, failed) => {
    server.once('error', failed).listen(port, address, ready);
  });
  servers.push(server);
  return (server.address() as { port: number }).port;
}

/**
 * Note where every socket of this process connects to, as 'host:port', whoever makes it and whether or not it gets there.
 * Where that is not this machine it is noted and kept from going: a test that fails sends nothing to anybody.
 * `vi.restoreAllMocks()` ends it.
 */
export function noteDials(): string[] {
  const dials: string[] = [];
  const original = Socket.prototype.connect as (this: Socket, ...given: unknown[]) => Socket;
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...given: unknown[]) {
    const options = (Array.isArray(given[0]) ? given[0][0] : given[0]) as { host?: string; port?: number };
    dials.push(`${options.host}:${options.port}`);
    if (!/^(127[.]|::1$)/.test(options.host ?? '')) return this.destroy(new Error('kept here'));
    return original.apply(this, given);
  });
  return dials;
}
