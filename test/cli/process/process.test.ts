import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const COMMAND_LINE = fileURLToPath(new URL('./command-line.ts', import.meta.url));

function start(...argv: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ['--import', 'tsx', COMMAND_LINE, ...argv]);
}

function startInShell(line: string): ChildProcessWithoutNullStreams {
  const command = `${process.execPath} --import tsx ${COMMAND_LINE}`;
  return spawn('bash', ['-c', line.replaceAll('ROWPRINT', command)]);
}

async function finish(
  child: ChildProcessWithoutNullStreams,
): Promise<{ code: number | null; out: string; err: string }> {
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  return { code, out, err };
}

async function untilStarted(child: ChildProcessWithoutNullStreams): Promise<void> {
  await new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('started')) resolve();
    });
  });
}

describe('a real process', () => {
  test('goes on in silence and keeps its exit code when the reader of its results leaves', async () => {
    const { out, err } = await finish(
      startInShell('set -o pipefail; ROWPRINT quick check a b c --json | head -c 10; echo " $?"'),
    );

    expect(out).toBe('{"schema": 10\n');
    expect(err).toBe('');
  });

  test.skipIf(!existsSync('/dev/full'))(
    'tells that its results could not be written, with exit code 2',
    async () => {
      const { out, err } = await finish(startInShell('ROWPRINT quick check a > /dev/full; echo $?'));

      expect(out).toBe('2\n');
      expect(err).toBe(
        'rowprint: the result could not be written: the disk is full: free some space or write elsewhere\n',
      );
    },
  );

  test('ends with 130 and says that nothing was changed on the first Ctrl-C', async () => {
    const child = start('slow', 'check', 'leak.txt');
    const end = finish(child);
    await untilStarted(child);

    child.kill('SIGINT');

    const { code, err } = await end;
    expect(code).toBe(130);
    expect(err).toContain('rowprint: cancelled: nothing was changed\n');
  });

  test('ends at once on the second Ctrl-C, whatever it is doing', async () => {
    const child = start('stubborn', 'check', 'leak.txt');
    const end = finish(child);
    await untilStarted(child);
    child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 300));

    child.kill('SIGINT');

    expect((await end).code).toBe(130);
  });
});
