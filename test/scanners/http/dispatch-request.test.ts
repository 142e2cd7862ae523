import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'undici';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { dispatchRequest, type ReceivedReply } from '../../../scanners/http/dispatch-request.ts';
import { reply, startScriptedServer, stopScriptedServers } from './scripted-http-server.ts';

const clients: Client[] = [];
const still = { signal: new AbortController().signal, onInformational: () => {} };

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.destroy()));
  await stopScriptedServers();
});

function clientOf(url: URL): Client {
  const client = new Client(url.origin, { pipelining: 1 });
  clients.push(client);
  return client;
}

function get(client: Client, path = '/', watch = still): Promise<ReceivedReply> {
  return dispatchRequest(client, { method: 'GET', path, headers: { accept: '*/*' } }, watch);
}

async function digest(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

describe('a dispatched request', () => {
  it('gives the bodies that undici gives by itself, over one connection', async () => {
    const bodies = [0, 1, 1_000, 70_000, 3_000_000].map((bytes) => randomBytes(bytes));
    const server = await startScriptedServer((request, socket) => {
      const body = bodies[Number(request.target.slice(1))]!;
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\nx-twice: a\r\nx-twice: b\r\n\r\n`);
      socket.write(body);
    });
    const [ours, theirs] = [clientOf(server.url), clientOf(server.url)];

    for (const [at, bytes] of bodies.entries()) {
      const [own, reference] = [
        await get(ours, `/${at}`),
        await theirs.request({ method: 'GET', path: `/${at}` }),
      ];
      expect(own.status).toBe(reference.statusCode);
      expect(own.headers).toEqual(reference.headers);
      const expected = createHash('sha256').update(bytes).digest('hex');
      expect([await digest(own.body), await digest(reference.body)]).toEqual([expected, expected]);
    }

    expect(server.connections()).toBe(2);
  });

  it('makes the server wait while nobody reads', async () => {
    const piece = Buffer.alloc(1024 * 1024);
    const pieces = 64;
    let sent = 0;
    const pump = async (socket: Socket): Promise<void> => {
      for (; sent < pieces; sent++) if (!socket.write(piece)) await once(socket, 'drain');
    };
    const server = await startScriptedServer((_, socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${pieces * piece.length}\r\n\r\n`);
      void pump(socket);
    });

    const { body } = await get(clientOf(server.url));
    await body.next();
    await vi.waitFor(() => expect(sent).toBeGreaterThan(0));
    await wait(1_000);
    const sentUnread = sent;
    let received = 0;
    for await (const chunk of body) received += chunk.length;

    // What the sockets themselves hold is a few MiB.
    expect(sentUnread).toBeLessThan(pieces / 4);
    expect(sent).toBe(pieces);
    expect(received).toBeGreaterThan((pieces - 1) * piece.length);
  });

  it('gives what came before the connection broke, and then the failure', async () => {
    const server = await startScriptedServer((_, socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
      socket.end('x'.repeat(600));
    });

    const { body } = await get(clientOf(server.url));
    await wait(50);

    let received = 0;
    await expect(
      (async () => {
        for await (const chunk of body) received += chunk.length;
      })(),
    ).rejects.toThrow(/other side closed|terminated/);
    expect(received).toBe(600);
    await expect(body.next()).rejects.toThrow(/other side closed|terminated/);
  });

  it('ends with the reason of its signal: before the head, in the body, and before it begins', async () => {
    const server = await startScriptedServer((request, socket) => {
      if (request.target === '/body') socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nxyz');
    });
    const reason = new Error('enough');
    for (const path of ['/head', '/body', '/aborted']) {
      const limit = new AbortController();
      if (path === '/aborted') limit.abort(reason);
      const client = clientOf(server.url);
      const received = get(client, path, { ...still, signal: limit.signal });
      if (path === '/body') {
        const { body } = await received;
        await body.next();
        const rest = body.next();
        limit.abort(reason);
        await expect(rest).rejects.toBe(reason);
      } else {
        setTimeout(() => limit.abort(reason), 30);
        await expect(received).rejects.toBe(reason);
      }
    }
    expect(server.requests.map(({ target }) => target)).not.toContain('/aborted');
  });

  it('that was given up while it waited for its connection is never sent', async () => {
    const server = await startScriptedServer((_, socket) => socket.write(reply(200, 'x')));
    let open = (): void => {};
    const opened = new Promise<void>((settle) => {
      open = settle;
    });
    const client = new Client(server.url.origin, {
      connect: (_, settle) => {
        void opened.then(() => {
          const socket = connect(Number(server.url.port), '127.0.0.1', () => settle(null, socket));
        });
      },
    });
    clients.push(client);
    const limit = new AbortController();
    const given = get(client, '/given-up', { ...still, signal: limit.signal });
    limit.abort(new Error('enough'));

    await expect(given).rejects.toThrow('enough');
    const next = get(client, '/next');
    open();
    const { body } = await next;

    expect(await digest(body)).toBe(createHash('sha256').update('x').digest('hex'));
    expect(server.requests.map(({ target }) => target)).toEqual(['/next']);
  });

  it('keeps the connection of a body that was read whole, and closes that of one that was left', async () => {
    const server = await startScriptedServer((_, socket) => socket.write(reply(200, 'x'.repeat(500_000))));
    const client = clientOf(server.url);

    const whole = await get(client);
    await digest(whole.body);
    whole.body.destroy();
    const left = await get(client);
    for await (const _ of left.body) break;
    const last = await get(client);
    await digest(last.body);

    expect(server.connections()).toBe(2);
    expect(await left.body.next()).toEqual({ done: true, value: undefined });
  });

  it('tells of replies before the reply', async () => {
    let told = 0;
    const server = await startScriptedServer((_, socket) =>
      socket.write(Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\n\r\n'), reply(200, 'x')])),
    );

    const received = await get(clientOf(server.url), '/', { ...still, onInformational: () => void told++ });

    expect([received.status, told]).toEqual([200, 1]);
  });
});
