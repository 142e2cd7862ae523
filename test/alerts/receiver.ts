import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';

/** A request that came. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** HTTP servers on loopback that note what comes and answer as they are told; closed after each test. */
export class Receivers {
  readonly #servers: Server[] = [];

  constructor() {
    afterEach(async () => {
      for (const server of this.#servers.splice(0)) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    });
  }

  /** @param answer the status for each request; a string is where it leads */
  async open(answer: (request: Received, count: number) => number | string = () => 204) {
    const received: Received[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const one = {
          path: request.url ?? '',
          headers: request.headers,
          body: Buffer.concat(chunks).toString(),
        };
        received.push(one);
        const status = answer(one, received.length);
        if (typeof status === 'string') response.writeHead(307, { location: status });
        else response.writeHead(status);
        response.end('an answer that nobody reads');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#servers.push(server);
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}/hook`, received };
  }
}
