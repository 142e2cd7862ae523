import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textOf } from './product-files.ts';

interface Instruction {
  readonly word: string;
  readonly rest: string;
}

/** The instructions in order, continued lines joined, comments left out. */
function instructionsOf(text: string): readonly Instruction[] {
  const joined = text.replace(/^#.*\n/gm, '').replace(/\\\n/g, ' ');
  return joined
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ word: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1).trim() }));
}

const INSTRUCTIONS = instructionsOf(textOf('Dockerfile'));
const STAGES = INSTRUCTIONS.flatMap(({ word }, index) => (word === 'FROM' ? [index] : []));
const RUNTIME = INSTRUCTIONS.slice(STAGES.at(-1));
const all = (word: string, among = INSTRUCTIONS): readonly string[] =>
  among.filter((instruction) => instruction.word === word).map(({ rest }) => rest);

describe('the image', () => {
  it('is built in one stage and runs in another, without the compiler', () => {
    expect(STAGES).toHaveLength(2);
    expect(all('RUN', RUNTIME).join(' ')).not.toMatch(/apt-get|npm /);
  });

  it('names the version of its base, with long-term support', () => {
    for (const base of all('FROM')) expect(base).toMatch(/^node:22-bookworm(-slim)?( AS build)?$/);
  });

  it('installs what the lock file says, and keeps no development packages', () => {
    expect(all('COPY')[0]).toContain('package-lock.json');
    expect(all('RUN').join(' ')).toMatch(/npm ci .*npm prune --omit=dev/);
  });

  it('runs as a user of its own with a fixed number, from the last USER on', () => {
    expect(all('USER', RUNTIME)).toEqual(['10001:10001']);
    expect(all('RUN', RUNTIME).join(' ')).toContain('--uid 10001');
    const user = RUNTIME.findIndex(({ word }) => word === 'USER');
    expect(RUNTIME.slice(user).map(({ word }) => word)).not.toContain('RUN');
  });

  it('keeps the home folder in a volume, and the key in another one', () => {
    const settings = all('ENV', RUNTIME).join(' ');
    const home = /ROWPRINT_HOME=(\S+)/.exec(settings)?.[1] ?? '';
    const keyFile = /ROWPRINT_KEY_FILE=(\S+)/.exec(settings)?.[1] ?? '';

    expect(all('VOLUME', RUNTIME)).toEqual([home, dirname(keyFile)]);
    expect(keyFile.startsWith(`${home}/`)).toBe(false);
    expect(all('RUN', RUNTIME).join(' ')).toContain(`install -d -m 0700 -o rowprint -g rowprint ${home} `);
  });

  it('serves unless it is told otherwise, on the port that it exposes', () => {
    const command: string[] = JSON.parse(all('CMD', RUNTIME)[0] ?? '[]');

    expect(command.slice(0, 3)).toEqual(['serve', '--host', '0.0.0.0']);
    expect(all('EXPOSE', RUNTIME)).toEqual([command.at(-1)]);
    expect(all('STOPSIGNAL', RUNTIME)).toEqual(['SIGTERM']);
  });

  it('carries no secret: none is an argument, a setting or a file', () => {
    expect(all('ARG')).toEqual([]);
    expect(all('ADD')).toEqual([]);
    expect(all('ENV').join(' ')).not.toMatch(/(PASSWORD|TOKEN|SECRET|_KEY)=/);
    expect(textOf('.dockerignore').split('\n')).toContain('*');
  });

  it('starts the command that the package names', () => {
    const entry: string[] = JSON.parse(all('ENTRYPOINT', RUNTIME)[0] ?? '[]');

    expect(entry).toEqual(['node', `/app/${JSON.parse(textOf('package.json')).bin.rowprint}`]);
  });

  it('has the version of the package on it', () => {
    expect(all('LABEL').join(' ')).toContain(`image.version="${JSON.parse(textOf('package.json')).version}"`);
  });

  it('is asked for its health by node, where it serves', () => {
    const [check] = all('HEALTHCHECK', RUNTIME);
    const [program, flag, script]: string[] = JSON.parse(/CMD (\[.*\])$/.exec(check ?? '')?.[1] ?? '[]');

    expect([program, flag]).toEqual(['node', '-e']);
    expect(script).toContain(`http://127.0.0.1:${all('EXPOSE', RUNTIME)[0]}/healthz`);
  });

  it.each([
    [200, 0],
    [503, 1],
    [null, 1],
  ])('that answers %j ends its check of health with %i', async (status, exitCode) => {
    const script: string = JSON.parse(/CMD (\[.*\])$/.exec(all('HEALTHCHECK')[0] ?? '')?.[1] ?? '[]')[2];
    const server = createServer((_request, response) => response.writeHead(status ?? 200).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    if (status === null) await new Promise((resolve) => server.close(resolve));

    const child = spawn(process.execPath, ['-e', script.replace(':8080/', `:${port}/`)], { stdio: 'ignore' });
    const [ended] = await once(child, 'exit');

    server.close();
    expect(ended).toBe(exitCode);
  });

  it('is built from nothing but what is let through to the builder', () => {
    const passed = textOf('.dockerignore').match(/(?<=^!).+$/gm) ?? [];
    const wanted = all('COPY')[0]?.split(' ').slice(0, -1) ?? [];

    expect(passed).toEqual(
      expect.arrayContaining([
        ...wanted,
        'src',
        'fingerprints',
        'scanners',
        'bin',
        'tsconfig.build.json',
        'asconfig.json',
      ]),
    );
    expect(passed.filter((path) => /key|env|home|node_modules|dist|git/.test(path))).toEqual([]);
  });
});
