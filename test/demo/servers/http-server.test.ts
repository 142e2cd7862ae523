import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { rangeOf } from '../../../src/demo/servers/byte-range.ts';
import { openFileTree } from '../../../src/demo/servers/file-tree.ts';
import { startHttpServer } from '../../../src/demo/servers/http-server.ts';

const outside = mkdtempSync(join(tmpdir(), 'rowprint-http-'));
const root = join(outside, 'root');
mkdirSync(join(root, 'downloads'), { recursive: true });
writeFileSync(join(outside, 'secret.txt'), 'outside');
writeFileSync(join(root, 'downloads', 'a & b.csv'), 'a;b\n1;2\n');
const written = new Date('2024-02-08T10:00:00Z');
utimesSync(join(root, 'downloads', 'a & b.csv'), written, written);
symlinkSync(join(outside, 'secret.txt'), join(root, 'downloads', 'link.txt'));
const server = await startHttpServer(openFileTree(root));
afterAll(async () => {
  await server.stop();
  rmSync(outside, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Asks with the path as it is written: nothing is made plain on the way. */
function ask(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const port = Number(new URL(server.url).port);
    const sent = request({ host: '127.0.0.1', port, path, headers, method, agent: false }, (response) => {
      text(response).then(
        (body) => resolve({ status: response.statusCode!, headers: response.headers, body }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

const FILE = '/downloads/a%20%26%20b.csv';

describe('the HTTP server of the demonstration', () => {
  test('lists a folder as nginx does, without links', async () => {
    const { body } = await ask('/downloads/');

    expect(body).toContain('<h1>Index of /downloads/</h1><hr><pre><a href="../">../</a>\r\n');
    expect(body).toContain('<a href="a%20%26%20b.csv">a &amp; b.csv</a>');
    expect(body).toMatch(/ 08-Feb-2024 10:00 +8\r\n/);
    expect(body).not.toContain('link.txt');
  });

  test('sends a folder without slash to the one with it', async () => {
    expect(await ask('/downloads')).toMatchObject({ status: 301, headers: { location: '/downloads/' } });
  });

  test('sends a file whole, in part, and not again', async () => {
    const whole = await ask(FILE);
    const part = await ask(FILE, { range: 'bytes=4-6' });
    const again = await ask(FILE, { 'if-none-match': String(whole.headers.etag) });
    const beyond = await ask(FILE, { range: 'bytes=8-' });

    expect(whole).toMatchObject({ status: 200, body: 'a;b\n1;2\n' });
    expect(part).toMatchObject({ status: 206, body: '1;2', headers: { 'content-range': 'bytes 4-6/8' } });
    expect(again).toMatchObject({ status: 304, body: '' });
    expect(beyond).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */8' } });
  });

  test('sends the whole file where the part is of another version', async () => {
    const { status } = await ask(FILE, { range: 'bytes=4-6', 'if-range': '"old"' });

    expect(status).toBe(200);
  });

  test('gives nothing from outside its root, and takes nothing', async () => {
    expect((await ask('/../secret.txt')).status).toBe(404);
    expect((await ask('/downloads/%2e%2e%2f%2e%2e%2fsecret.txt')).status).toBe(404);
    expect((await ask('/downloads/link.txt')).status).toBe(404);
    expect((await ask('/%zz')).status).toBe(400);
    expect((await ask('/x', {}, 'PUT')).status).toBe(405);
  });
});

test('a range is always a part of the file', () => {
  const end = fc.option(fc.nat(40), { nil: '' });
  fc.assert(
    fc.property(end, end, fc.nat(30), (from, to, bytes) => {
      const range = rangeOf(`bytes=${from}-${to}`, bytes);

      if (range === null || range === 'unsatisfiable') return;
      expect(range.first).toBeGreaterThanOrEqual(0);
      expect(range.last).toBeGreaterThanOrEqual(range.first);
      expect(range.last).toBeLessThan(bytes);
    }),
  );
});
