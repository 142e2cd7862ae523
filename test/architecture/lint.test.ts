import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT } from './product-files.ts';

/** Mistakes with promises that compile, and the rule that finds each. Only a linter that knows types can. */
const PLANTED = {
  'no-floating-promises': 'export function forget(): void { save(); }',
  'no-misused-promises': "export function ask(): string { return save() ? 'yes' : 'no'; }",
  'await-thenable': 'export async function wait(): Promise<void> { await count; }',
  'return-await':
    'export async function attempt(): Promise<boolean> { try { return save(); } catch { return false; } }',
  'prefer-promise-reject-errors': "export function refuse(): Promise<void> { return Promise.reject('no'); }",
  'only-throw-error': "export function fail(): never { throw 'no'; }",
  'no-promise-executor-return': 'export const later = new Promise((done) => setTimeout(done, 1));',
};

const folder = mkdtempSync(join(tmpdir(), 'rowprint-lint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the linter', () => {
  let found: readonly { readonly code: string; readonly filename: string }[];

  beforeAll(() => {
    for (const name of ['.oxlintrc.json', 'tsconfig.json']) copyFileSync(PROJECT + name, join(folder, name));
    symlinkSync(`${PROJECT}node_modules`, join(folder, 'node_modules'));
    const given = 'declare function save(): Promise<boolean>;\nexport const count = 1;\n';
    for (const [rule, text] of Object.entries(PLANTED))
      writeFileSync(join(folder, `${rule}.ts`), `${given}${text}\n`);

    const { stdout } = spawnSync(
      `${PROJECT}node_modules/.bin/oxlint`,
      ['--type-aware', '--format=json', '.'],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    found = JSON.parse(stdout).diagnostics;
  });

  it.each(Object.keys(PLANTED))('finds the planted fault: %s', (rule) => {
    const codes = found.filter(({ filename }) => filename.endsWith(`${rule}.ts`)).map(({ code }) => code);

    expect(codes.map((code) => code.replace(/^[^(]+\(|\)$/g, ''))).toEqual([rule]);
  });
});
