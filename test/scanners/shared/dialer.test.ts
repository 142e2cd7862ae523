import { getEventListeners } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createDialer, type DialRequest, type Lookup } from '../../../scanners/shared/dialer.ts';
import { createScope } from '../../../scanners/shared/scope.ts';

const opened: (Server | Socket)[] = [];
const workers: Worker[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const one of opened.splice(0)) {
    if ('destroy' in one) one.destroy();
    else await new Promise((closed) => one.close(closed));
  }
  for (const worker of workers.splice(0)) await worker.terminate();
});

/** A server on loopback that counts who connects. */
async function listen(
  address = '127.0.0.1',
  wanted = 0,
): Promise<{ readonly port: number; readonly seen: Socket[] }> {
  const seen: Socket[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    seen.push(socket);
    opened.unshift(socket);
  });
  opened.push(server);
  await new Promise<void>((ready) => server.listen(wanted, address, ready));
  return { port: (server.address() as { port: number }).port, seen };
}

/** A port that answers nothing: its thread sleeps, and its queue of connections is full. */
async function listenSilently(): Promise<number> {
  const worker = new Worker(
    `const server = require('node:net').createServer();
     server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       require('node:worker_threads').parentPort.postMessage(server.address().port);
       setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 1);
     });`,
    { eval: true },
  );
  workers.push(worker);
  const port = await new Promise<number>((ready) => worker.once('message', ready));
  await delay(30);
  for (let count = 0; count < 4; count++) {
    const filler = connect(port, '127.0.0.1');
    filler.on('error', () => {});
    opened.unshift(filler);
  }
  await delay(30);
  return port;
}

function dialerFor(targets: readonly string[], lookup?: Lookup) {
  const mandates = targets.map((target) => ({ target, owner: 'o', reference: 'r', until: '2026-11-22' }));
  const clock = { nowMs: () => Date.parse('2026-11-22T12:00:00Z') };
  return createDialer(createScope(mandates, clock), lookup);
}

function request(part: Partial<DialRequest>): DialRequest {
  return {
    host: '127.0.0.1',
    port: 1,
    purpose: 'control',
    timeoutMs: 1_000,
    signal: new AbortController().signal,
    ...part,
  };
}

async function failureOf(dialled: Promise<Socket>): Promise<{ code?: string; message: string }> {
  try {
    opened.unshift(await dialled);
  } catch (failure) {
    return failure as { code?: string; message: string };
  }
  throw new Error('it connected');
}

describe('the dialer', () => {
  test('connects to an address that is listed', async () => {
    const { port } = await listen();

    const socket = await dialerFor(['127.0.0.1']).dial(request({ port }));
    opened.unshift(socket);

    expect(socket.remotePort).toBe(port);
  });

  test('connects to nothing that is not listed', async () => {
    const { port, seen } = await listen();

    const failure = await failureOf(dialerFor(['8.8.4.4']).dial(request({ port })));

    expect(failure.code).toBe('RP_OUT_OF_SCOPE');
    expect(seen).toHaveLength(0);
  });

  test('does not even look up a name that is not listed', async () => {
    const asked: string[] = [];
    const lookup: Lookup = async (host) => {
      asked.push(host);
      return ['127.0.0.1'];
    };

    const failure = await failureOf(dialerFor(['a.example'], lookup).dial(request({ host: 'b.example' })));

    expect(failure.code).toBe('RP_OUT_OF_SCOPE');
    expect(asked).toEqual([]);
  });

  test('refuses a listed name that points to a private address', async () => {
    const { port, seen } = await listen();
    const dialer = dialerFor(['a.example'], async () => ['127.0.0.1']);

    const failure = await failureOf(dialer.dial(request({ host: 'a.example', port })));

    expect(failure.code).toBe('RP_OUT_OF_SCOPE');
    expect(seen).toHaveLength(0);
  });

  test('takes of several addresses only those that may be contacted', async () => {
    const { port, seen } = await listen();
    const dialer = dialerFor(['127.0.0.1'], async () => ['169.254.169.254', '10.0.0.7', '127.0.0.1']);

    opened.unshift(await dialer.dial(request({ host: 'a.example', port })));

    await expect.poll(() => seen.length).toBe(1);
  });

  test('tells of the refusal when the other addresses are silent', async () => {
    const { port } = await listen();
    const closed = port === 1 ? 2 : 1;
    const dialer = dialerFor(['127.0.0.1'], async () => ['127.0.0.1', '10.0.0.7']);

    const failure = await failureOf(dialer.dial(request({ host: 'a.example', port: closed })));

    expect(failure.code).toBe('RP_OUT_OF_SCOPE');
  });

  test('checks the address again when a name points elsewhere the second time', async () => {
    const { port, seen } = await listen();
    const answers = [['127.0.0.1'], ['127.0.0.2']];
    const dialer = dialerFor(['127.0.0.1'], async () => answers.shift() ?? []);

    opened.unshift(await dialer.dial(request({ host: 'a.example', port })));
    const failure = await failureOf(dialer.dial(request({ host: 'a.example', port })));

    expect(failure.code).toBe('RP_OUT_OF_SCOPE');
    await expect.poll(() => seen.length).toBe(1);
  });

  test('refuses what a resolver says that is no address', async () => {
    const dialer = dialerFor(['a.example'], async () => ['0177.0.0.1']);

    expect((await failureOf(dialer.dial(request({ host: 'a.example' })))).code).toBe('RP_OUT_OF_SCOPE');
  });

  test('refuses data ports below 1024 of a listed address', async () => {
    const failure = await failureOf(dialerFor(['127.0.0.1']).dial(request({ port: 22, purpose: 'data' })));

    expect(failure.code).toBe('RP_OUT_OF_SCOPE');
  });

  test.each<[string, Lookup]>([
    ['no address', async () => []],
    ['a failing resolver', () => Promise.reject(new Error('SERVFAIL'))],
    ['a silent resolver', () => new Promise(() => {})],
  ])('ends unreachable with %s', async (_, lookup) => {
    const failure = await failureOf(
      dialerFor(['a.example'], lookup).dial(request({ host: 'a.example', timeoutMs: 50 })),
    );

    expect(failure.code).toBe('RP_UNREACHABLE');
  });

  test('ends unreachable where the connection is refused', async () => {
    const { port } = await listen();
    await new Promise((closed) => (opened.shift() as Server).close(closed));

    const failure = await failureOf(dialerFor(['127.0.0.1']).dial(request({ port })));

    expect(failure).toMatchObject({
      code: 'RP_UNREACHABLE',
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  test('gives up on many silent addresses within one time limit', async () => {
    const port = await listenSilently();
    const silent = Array.from({ length: 50 }, () => '127.0.0.1');
    const startedMs = performance.now();

    const failure = await failureOf(
      dialerFor(['127.0.0.1'], async () => silent).dial(request({ host: 'a.example', port, timeoutMs: 300 })),
    );

    expect(failure).toMatchObject({
      code: 'RP_UNREACHABLE',
      message: expect.stringContaining('did not answer') as string,
    });
    expect(performance.now() - startedMs).toBeLessThan(900);
  });

  test('reaches the address behind a silent one', async () => {
    const port = await listenSilently();
    const awake = await listen('127.0.0.2', port);
    const dialer = dialerFor(['127.0.0.0/8'], async () => ['127.0.0.1', '127.0.0.2']);

    opened.unshift(await dialer.dial(request({ host: 'a.example', port, timeoutMs: 400 })));

    await expect.poll(() => awake.seen.length).toBe(1);
  });

  test('ends at once with the reason of the signal, while a name is looked up', async () => {
    const stop = new AbortController();
    const dialled = dialerFor(['a.example'], () => new Promise(() => {})).dial(
      request({ host: 'a.example', signal: stop.signal, timeoutMs: 60_000 }),
    );
    const reason = new Error('enough');
    stop.abort(reason);

    expect(await failureOf(dialled)).toBe(reason);
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
  });

  test('ends at once while connecting, and leaves no socket and no listener', async () => {
    const { port, seen } = await listen();
    const stop = new AbortController();
    const dialled = dialerFor(['127.0.0.1']).dial(request({ port, signal: stop.signal, timeoutMs: 60_000 }));
    const reason = new Error('enough');
    stop.abort(reason);

    expect(await failureOf(dialled)).toBe(reason);
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
    await expect.poll(() => seen.every((socket) => socket.destroyed || socket.readableEnded)).toBe(true);
    expect(process.getActiveResourcesInfo().filter((name) => name === 'TCPConnectWrap')).toEqual([]);
  });

  test('does not begin after the signal', async () => {
    const reason = new Error('before');
    const asked: string[] = [];
    const dialer = dialerFor(['a.example'], async (host) => {
      asked.push(host);
      return [];
    });

    const failure = await failureOf(
      dialer.dial(request({ host: 'a.example', signal: AbortSignal.abort(reason) })),
    );

    expect(failure).toBe(reason);
    expect(asked).toEqual([]);
  });

  test('leaves no listener on a signal that outlives many dials', async () => {
    const { port } = await listen();
    const { signal } = new AbortController();
    const dialer = dialerFor(['127.0.0.1'], async () => ['127.0.0.1']);

    for (let count = 0; count < 20; count++)
      opened.unshift(await dialer.dial(request({ host: 'a.example', port, signal })));

    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('survives a reset that comes before anybody listens', async () => {
    const { port, seen } = await listen();
    const socket = await dialerFor(['127.0.0.1']).dial(request({ port }));
    opened.unshift(socket);
    await expect.poll(() => seen.length).toBe(1);

    seen[0]!.resetAndDestroy();

    await expect.poll(() => socket.destroyed).toBe(true);
  });

  test('uses no proxy of the environment', async () => {
    const { port, seen } = await listen();
    const proxy = await listen();
    vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${proxy.port}`);
    vi.stubEnv('ALL_PROXY', `http://127.0.0.1:${proxy.port}`);

    opened.unshift(await dialerFor(['127.0.0.1']).dial(request({ port })));

    await expect.poll(() => seen.length).toBe(1);
    expect(proxy.seen).toHaveLength(0);
  });
});
