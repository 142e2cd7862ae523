import { describe, expect, it } from 'vitest';
import { textOf } from './product-files.ts';

const MANIFEST = JSON.parse(textOf('package.json'));

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
}

const LOCKED: Readonly<Record<string, LockedPackage>> = JSON.parse(textOf('package-lock.json')).packages;

describe('the check on a clean clone', () => {
  const run = textOf('.ci/run');

  it('runs what the README says, and all of the one door', () => {
    expect(run).toMatch(/npm ci\n.*npm run check\n.*npm run demo -- --once\n/);
    expect(MANIFEST.scripts.check).toMatch(/types.*lint.*borders.*dead.*npm test$/);
  });

  it('fails at the first thing that fails', () => {
    expect(run).toMatch(/^set -euo pipefail$/m);
  });
});

describe('the packages', () => {
  it('are each of one exact version, DuckDB of one exact release of its bindings', () => {
    const versions = Object.entries<string>({ ...MANIFEST.dependencies, ...MANIFEST.devDependencies });

    expect(versions.filter(([, version]) => !/^\d+[.]\d+[.]\d+(-r[.]\d+)?$/.test(version))).toEqual([]);
  });

  it('are locked for every platform: npm ci refuses a lock file without the binaries of the others', () => {
    const wanted = Object.entries(LOCKED).flatMap(([path, locked]) =>
      Object.keys(locked.optionalDependencies ?? {}).filter(
        (name) => !(`node_modules/${name}` in LOCKED || `${path}/node_modules/${name}` in LOCKED),
      ),
    );

    expect(wanted).toEqual([]);
  });

  it('come from whatever registry is configured: the lock file names none', () => {
    expect(Object.entries(LOCKED).filter(([, locked]) => locked.resolved !== undefined)).toEqual([]);
  });
});
