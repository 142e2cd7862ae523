import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFileTree } from '../../../src/demo/servers/file-tree.ts';
import { startFtpServer } from '../../../src/demo/servers/ftp-server.ts';
import type { RunningServer } from '../../../src/demo/servers/running-server.ts';

const outside = mkdtempSync(join(tmpdir(), 'rowprint-ftp-'));
const root = join(outside, 'root');
mkdirSync(join(root, 'pub'), { recursive: true });
writeFileSync(join(outside, 'secret.txt'), 'outside');
writeFileSync(join(root, 'pub', 'rows.csv'), 'a;b\n1;2\n');
utimesSync(join(root, 'pub', 'rows.csv'), new Date('2023-09-14T16:20:00Z'), new Date('2023-09-14T16:20:00Z'));
symlinkSync(join(outside, 'secret.txt'), join(root, 'pub', 'link.txt'));
afterAll(() => rmSync(outside, { recursive: true }));

let server: RunningServer;
beforeEach(async () => {
  server = await startFtpServer(openFileTree(root));
});
afterEach(() => server.stop());

/** Says commands one after another; gives the last line of each reply, after the greeting. */
async function talk(...commands: string[]): Promise<string[]> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write([...commands, 'QUIT', ''].join('\r\n'));
  const lines = (await text(socket)).split('\r\n');
  return lines.filter((line) => /^\d{3} /.test(line)).slice(1, -1);
}

const LOGIN = ['USER anonymous', 'PASS me@example.org'] as const;

/** What a transfer sends over its data connection, and how it ended. */
async function transfer(...commands: string[]): Promise<{ content: string; ended: string }> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  const replies: string[] = [];
  let told: (() => void) | null = null;
  socket.on('data', (bytes: Buffer) => {
    replies.push(...bytes.toString().split('\r\n').filter(Boolean));
    told?.();
  });
  const replied = async (code: string): Promise<string> => {
    for (;;) {
      const found = replies.find((line) => line.startsWith(code));
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        told = resolve;
      });
    }
  };
  socket.write([...LOGIN, 'EPSV', ''].join('\r\n'));
  const port = Number(/\|\|\|(\d+)\|/.exec(await replied('229'))![1]);
  const data = connect(port, '127.0.0.1');
  socket.write([...commands, ''].join('\r\n'));
  const content = (await buffer(data)).toString();
  const ended = await replied('226');
  socket.destroy();
  return { content, ended };
}

describe('the FTP server of the demonstration', () => {
  test('lets strangers in and nobody else', async () => {
    expect(await talk(...LOGIN)).toEqual(['331 Please send the password.', '230 Logged in.']);
    expect((await talk('USER admin', 'PASS x')).at(-1)).toMatch(/^530/);
    expect((await talk('PWD')).at(-1)).toMatch(/^530/);
  });

  test('knows no command that writes', async () => {
    const replies = await talk(
      ...LOGIN,
      'STOR x',
      'DELE pub/rows.csv',
      'MKD y',
      'RNFR pub',
      'SITE CHMOD 0 x',
    );

    expect(replies.slice(2).map((line) => line.slice(0, 3))).toEqual(['502', '502', '502', '502', '502']);
  });

  test('lists a folder with sizes and dates, without links', async () => {
    const { content } = await transfer('CWD /pub', 'MLSD');

    expect(content).toBe('type=file;size=8;modify=20230914162000; rows.csv\r\n');
  });

  test('lists as ls does where it is asked to', async () => {
    const { content } = await transfer('LIST /pub');

    expect(content).toBe('-rw-r--r--   1 ftp      ftp                 8 Sep 14  2023 rows.csv\r\n');
  });

  test('sends a file, and the rest of one', async () => {
    expect((await transfer('RETR /pub/rows.csv')).content).toBe('a;b\n1;2\n');
    expect((await transfer('REST 4', 'RETR /pub/rows.csv')).content).toBe('1;2\n');
  });

  test('tells size and date of a file, and that there is none', async () => {
    const replies = await talk(
      ...LOGIN,
      'SIZE /pub/rows.csv',
      'MDTM pub/rows.csv',
      'SIZE /pub',
      'CWD nowhere',
    );

    expect(replies.slice(2)).toEqual([
      '213 8',
      '213 20230914162000',
      '550 No such file.',
      '550 No such folder.',
    ]);
  });

  test('gives nothing from outside its root', async () => {
    const replies = await talk(
      ...LOGIN,
      'SIZE ../secret.txt',
      'SIZE /pub/../../secret.txt',
      'SIZE /pub/link.txt',
      'CWD ..',
      'PWD',
    );

    expect(replies.slice(2, 5)).toEqual(Array(3).fill('550 No such file.'));
    expect(replies.at(-1)).toContain('"/"');
  });

  test('hangs up on a line without end', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => {});
    const closed = new Promise((resolve) => {
      socket.once('close', resolve);
    });

    socket.write('x'.repeat(100_000));

    await closed;
    expect((await talk(...LOGIN)).length).toBe(2);
  });

  test('ends every connection when it is stopped, also twice', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => {});
    await new Promise((resolve) => {
      socket.once('data', resolve);
    });
    const closed = new Promise((resolve) => {
      socket.once('close', resolve);
    });

    await server.stop();
    await server.stop();

    await closed;
    await expect(talk()).rejects.toThrow(/ECONNREFUSED/);
  });
});
