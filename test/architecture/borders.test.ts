import type { ICruiseResult } from 'dependency-cruiser';
import { beforeAll, describe, expect, it } from 'vitest';
import { FIELD_IDS } from '../../fingerprints/fields/field.ts';
import { cruiseBorders, violationsOf } from './cruise-borders.ts';
import { PRODUCT_FOLDERS, PROJECT, productFiles, textOf } from './product-files.ts';

describe('the borders between the rooms', () => {
  let result: ICruiseResult;

  beforeAll(async () => {
    result = await cruiseBorders(PROJECT, PRODUCT_FOLDERS);
  });

  it('hold in the whole product', () => {
    expect(violationsOf(result)).toEqual([]);
  });

  it('are checked on every file: none is invisible to the check', () => {
    const seen = result.modules
      .map((module) => module.source)
      .filter((source) => productFiles().includes(source));

    expect(seen.sort()).toEqual(productFiles());
  });

  it('are checked on resolved imports: those that end in .ts lead to files', () => {
    const format = result.modules.find((module) => module.source === 'src/formats/file-format.ts');

    expect(format?.dependencies.map((dependency) => dependency.resolved)).toEqual([
      'src/core/byte-source.ts',
      'src/core/record-scanner.ts',
      'src/core/row.ts',
    ]);
  });

  it('give every file of the product a room', () => {
    const rooms =
      /^(fingerprints|scanners|src[/](core|formats|tables|store|reports|config|demo|pipelines|jobs|access|cases|alerts|api|client|web|cli|compose))[/]|^src[/](main|run-worker|run-worker-url)[.]ts$/;

    expect(productFiles().filter((path) => !rooms.test(path))).toEqual([]);
  });

  it('say why, one sentence for each rule', async () => {
    const { default: config } = await import(`${PROJECT}.dependency-cruiser.cjs`);

    for (const rule of config.forbidden) expect(rule.comment, rule.name).toMatch(/^[A-Z].{20,}[.]$/);
  });

  it('know every field by its file name', async () => {
    const { default: config } = await import(`${PROJECT}.dependency-cruiser.cjs`);
    const rule = config.forbidden.find(({ name }: { name: string }) => name === 'fields-are-strangers');

    const strangers = FIELD_IDS.filter((id) =>
      new RegExp(rule.from.path).test(`fingerprints/fields/${id}.ts`),
    );

    expect(strangers).toEqual([...FIELD_IDS]);
  });
});

describe('the compiler', () => {
  it('is one that the border check can see with: dependency-cruiser 17 sees nothing under TypeScript 7', () => {
    expect(JSON.parse(textOf('package.json')).devDependencies.typescript).toBe('6.0.3');
  });
});
