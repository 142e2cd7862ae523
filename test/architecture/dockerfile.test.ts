import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROJECT, textOf } from './product-files.ts';

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

  it('keeps the home folder in a volume, and the key outside of it', () => {
    const settings = all('ENV', RUNTIME).join(' ');
    const home = /ROWPRINT_HOME=(\S+)/.exec(settings)?.[1] ?? '';

    expect(all('VOLUME', RUNTIME)).toEqual([home]);
    expect(/ROWPRINT_KEY_FILE=(\S+)/.exec(settings)?.[1]).toMatch(/^[/]run[/]secrets[/]/);
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

  it('is asked for its health as soon as there is a service to ask, and not before', () => {
    expect(all('HEALTHCHECK').length > 0).toBe(existsSync(`${PROJECT}src/api`));
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
