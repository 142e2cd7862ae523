import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createDialer } from '../../../scanners/shared/dialer.ts';
import { createScope } from '../../../scanners/shared/scope.ts';
import { systemClock } from '../../../src/core/clock.ts';

const lookup = () => Promise.reject(new Error('no name is looked up where an address is given'));
const scope = createScope(
  [
    { target: 'localhost', owner: 'us', reference: 'test', until: '2999-12-31' },
    { target: 'ftp.example.org', owner: 'us', reference: 'test', until: '2999-12-31' },
  ],
  systemClock,
);
const request = { purpose: 'data', timeoutMs: 500, signal: new AbortController().signal } as const;

describe('dialling an address of a host that is known already', () => {
  it('goes there without asking for the name again', async () => {
    const server = createServer();
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    const { port } = server.address() as { port: number };

    const socket = await createDialer(scope, lookup).dial({
      ...request,
      host: 'localhost',
      address: '127.0.0.1',
      port,
    });

    expect(socket.remoteAddress).toBe('127.0.0.1');
    socket.destroy();
    server.close();
  });

  it('checks the address as any other', async () => {
    const dialled = createDialer(scope, lookup).dial({
      ...request,
      host: 'ftp.example.org',
      address: '10.0.0.5',
      port: 50_000,
    });

    await expect(dialled).rejects.toMatchObject({ code: 'RP_OUT_OF_SCOPE' });
  });
});
