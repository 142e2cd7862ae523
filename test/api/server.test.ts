import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type RunningServer, type ServerLimits, startServer } from '../../src/api/serve.ts';
import { createLogger, silentLogger } from '../../src/core/log.ts';
import { held } from './held.ts';

const LIMITS: ServerLimits = { maxConnections: 50, requestMs: 300, idleMs: 2000, stopMs: 400 };

const servers: RunningServer[] = [];
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) await server.close();
});

type Answer = (request: Request) => Response | Promise<Response>;

async function listen(answer: Answer, limits: Partial<ServerLimits> = {}): Promise<RunningServer> {
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    fetch: answer,
    limits: { ...LIMITS, ...limits },
    log: silentLogger,
    isBehindTls: false,
  });
  servers.push(server);
  return server;
}

/** A connection, what came over it so far, and its end. */
async function open({
  url,
}: RunningServer): Promise<{ socket: Socket; text: () => string; ended: Promise<void> }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes;
  });
  socket.on('error', () => {});
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise((resolve) => socket.once('connect', resolve));
  return { socket, text: () => text, ended };
}

const ok: Answer = () => new Response('ok');
const readAll: Answer = async (request) => new Response(String((await request.arrayBuffer()).byteLength));

describe('a service that listens', () => {
  test('answers at the address that it names', async () => {
    const { url } = await listen(ok);

    expect(await (await fetch(url)).text()).toBe('ok');
  });

  test('refuses an address that is taken, and says what to do', async () => {
    const { url } = await listen(ok);

    const again = startServer({
      host: '127.0.0.1',
      port: Number(new URL(url).port),
      fetch: ok,
      limits: LIMITS,
      log: silentLogger,
      isBehindTls: false,
    });

    await expect(again).rejects.toMatchObject({
      code: 'RP_USAGE',
      message: expect.stringContaining('--port'),
    });
  });

  test.each([
    ['127.0.0.1', false, 0],
    ['0.0.0.0', false, 1],
    ['0.0.0.0', true, 0],
  ])('on %s, with TLS before it: %s, warns %i times', async (host, isBehindTls, times) => {
    const lines: string[] = [];
    const log = createLogger('warn', { write: (line: string) => void lines.push(line) });

    servers.push(await startServer({ host, port: 0, fetch: ok, limits: LIMITS, log, isBehindTls }));

    expect(lines).toHaveLength(times);
  });
});

describe('somebody slow', () => {
  test('with the head of a request is cut off in time', async () => {
    const connection = await open(await listen(ok));

    connection.socket.write('GET / HTTP/1.1\r\nHost: x\r\nX: ');
    await connection.ended;

    expect(connection.text()).toMatch(/^(HTTP\/1.1 408|$)/);
  });

  test('with a body in JSON is cut off in time', async () => {
    const connection = await open(await listen(readAll));
    const startedMs = performance.now();

    connection.socket.write(
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    );
    const drip = setInterval(() => connection.socket.write(' '), 50);
    await connection.ended;
    clearInterval(drip);

    expect(performance.now() - startedMs).toBeLessThan(1500);
  });

  test('with an upload is waited for as long as something comes', async () => {
    const connection = await open(await listen(readAll));

    connection.socket.write(
      'PUT / HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\nContent-Length: 12\r\n\r\n',
    );
    for (let at = 0; at < 12; at++) {
      connection.socket.write('x');
      await sleep(60);
    }

    await expect.poll(connection.text).toContain('\r\n12');
  });

  test('who sends nothing more of an upload is cut off', async () => {
    const connection = await open(await listen(readAll, { idleMs: 300 }));

    connection.socket.write(
      'PUT / HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\nContent-Length: 12\r\n\r\nx',
    );

    await connection.ended;
    expect(connection.socket.destroyed).toBe(true);
  });
});

describe('a flood', () => {
  test('of connections is held to the limit, and the service answers afterwards', async () => {
    const server = await listen(ok, { maxConnections: 5 });
    const many = await Promise.all(Array.from({ length: 20 }, () => open(server)));

    await Promise.all(many.slice(5).map(({ ended }) => Promise.race([ended, sleep(1000)])));
    const open_ = many.filter(({ socket }) => !socket.destroyed && socket.readyState === 'open').length;
    for (const { socket } of many) socket.destroy();
    await sleep(50);

    expect(open_).toBeLessThanOrEqual(5);
    expect((await fetch(server.url)).status).toBe(200);
  });

  test('of headers is refused', async () => {
    const { url } = await listen(ok);

    const answer = await fetch(url, { headers: { x: 'y'.repeat(20_000) } });

    expect(answer.status).toBe(431);
  });
});

describe('a service that stops', () => {
  test('finishes what is under way and takes nothing new', async () => {
    const waiting = held();
    const server = await listen(async () => {
      await waiting.promise;
      return new Response('finished');
    });
    const answer = fetch(server.url);
    await sleep(50);

    const closed = server.close();
    await sleep(50);
    const refused = fetch(server.url).catch(() => 'refused');
    waiting.release();

    expect(await (await answer).text()).toBe('finished');
    expect(await refused).toBe('refused');
    await closed;
    servers.splice(0);
  });

  test('ends what does not finish in time', async () => {
    const server = await listen(() => new Promise(() => {}));
    const answer = fetch(server.url).catch(() => 'ended');
    await sleep(50);

    const startedMs = performance.now();
    await server.close();
    servers.splice(0);

    expect(await answer).toBe('ended');
    expect(performance.now() - startedMs).toBeLessThan(2000);
  });
});
