import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cruiseBorders, violationsOf } from './cruise-borders.ts';
import { ALLOWED_IMPORTS, INNOCENT_FILES, PLANTED_FAULTS } from './planted-faults.ts';
import { PROJECT, textOf } from './product-files.ts';

const root = mkdtempSync(join(tmpdir(), 'rowprint-borders-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const INSTALLED = [
  ...new Set([...PLANTED_FAULTS, ...ALLOWED_IMPORTS].flatMap((file) => file.imports).flatMap(packageOf)),
];

/** The package a statement imports: '@noble/hashes' of '@noble/hashes/blake3.js'. None for files of ours. */
function packageOf(statement: string): string[] {
  const specifier = /'([^']+)'/.exec(statement)?.[1] ?? '';
  const name = /^(@[^/]+[/][^/]+|[^./@][^/]*)/.exec(specifier)?.[1];
  return name === undefined || name.startsWith('node:') || ['tls', 'fs'].includes(name) ? [] : [name];
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** A house with every fault in it. Its packages lie beside it, or behind a link as in a shared checkout. */
function plantHouse(folder: string, packages: 'beside' | 'linked'): void {
  const files = new Map(INNOCENT_FILES.map((path) => [path, ['export const innocent = 1;']]));
  for (const { file, imports } of [...PLANTED_FAULTS, ...ALLOWED_IMPORTS]) {
    files.set(file, [...(files.get(file) ?? []), ...imports]);
  }
  files.set('test/innocent.ts', ['export const innocent = 1;']);
  for (const [path, lines] of files) write(join(folder, path), `${lines.join('\n')}\n`);
  installPackages(folder, packages);
}

function installPackages(folder: string, packages: 'beside' | 'linked'): void {
  const { dependencies, devDependencies } = JSON.parse(textOf('package.json'));
  const product = INSTALLED.filter((name) => !(name in devDependencies) && name !== 'not-in-package-json');
  const manifest = {
    dependencies: { ...dependencies, ...Object.fromEntries(product.map((n) => [n, '1'])) },
    devDependencies,
  };
  write(join(folder, 'package.json'), JSON.stringify(manifest));
  const store = packages === 'beside' ? folder : `${folder}-elsewhere`;
  for (const name of INSTALLED) {
    const exports = { '.': './index.js', './*': './index.js' };
    write(
      join(store, 'node_modules', name, 'package.json'),
      JSON.stringify({ name, version: '1.0.0', exports }),
    );
    write(join(store, 'node_modules', name, 'index.js'), 'module.exports = 1;\n');
  }
  if (packages === 'linked') symlinkSync(join(store, 'node_modules'), join(folder, 'node_modules'));
}

describe.each(['beside', 'linked'] as const)('a planted fault, packages %s,', (packages) => {
  let result: ICruiseResult;

  beforeAll(async () => {
    const folder = join(root, packages);
    plantHouse(folder, packages);
    result = await cruiseBorders(folder, ['src', 'fingerprints', 'scanners']);
  });

  it.each(PLANTED_FAULTS)('trips $rule in $file', ({ rule, file, imports }) => {
    const tripped = result.summary.violations.filter((violation) => violation.from === file);

    expect(tripped.map((violation) => violation.rule.name)).toEqual(imports.map(() => rule));
  });

  it('is all that is found: imports that are allowed trip nothing', () => {
    const guilty = PLANTED_FAULTS.map((fault) => fault.file);

    const others = violationsOf(result).filter(
      (line) => !guilty.some((file) => line.includes(`: ${file} ->`)),
    );

    expect(others).toEqual([]);
  });
});

describe('the rules of the house', () => {
  it('have a planted fault each', async () => {
    const { default: config } = await import(`${PROJECT}.dependency-cruiser.cjs`);

    const rules: string[] = config.forbidden.map((rule: { name: string }) => rule.name);

    expect(rules.filter((rule) => !PLANTED_FAULTS.some((fault) => fault.rule === rule))).toEqual([]);
  });
});
