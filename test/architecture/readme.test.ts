import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROJECT, textOf } from './product-files.ts';

const README = textOf('README.md');
const MANIFEST = JSON.parse(textOf('package.json'));

describe('the README', () => {
  it('is read in one sitting: under 200 lines', () => {
    expect(README.split('\n').length).toBeLessThan(200);
  });

  it('has one command to see it work and one to test it', () => {
    expect(README).toContain('\nnpm ci && npm run demo\n');
    expect(README).toContain('\nnpm ci && npm test\n');
  });

  it('names only commands that exist', () => {
    const named = [...README.matchAll(/npm run ([a-z0-9:]+)/g)].map((match) => match[1]);

    expect(named.filter((name) => !(`${name}` in MANIFEST.scripts))).toEqual([]);
  });

  it('names only files that exist', () => {
    const named = [...README.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => `${match[1]}`);

    expect(named.filter((path) => !existsSync(PROJECT + path))).toEqual([]);
  });

  it('shows every room that has a border', async () => {
    const { default: config } = await import(`${PROJECT}.dependency-cruiser.cjs`);
    const table = README.slice(README.indexOf('## The house'));
    const rooms = config.forbidden
      .map((rule: { name: string }) => rule.name)
      .filter((name: string) => name.startsWith('room-'))
      .map((name: string) => name.replace('room-', ''));

    expect(rooms.filter((room: string) => !new RegExp(`^\\| .*${room}.*\\|`, 'm').test(table))).toEqual([]);
  });

  it('wants the version of node that the package wants', () => {
    expect(README).toContain(`Node ${MANIFEST.engines.node.replace('>=', '')} or newer`);
  });
});
