import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { memoryFolder } from './test/memory-folder.ts';

/** What measures the memory of its process, and so has it for itself. */
const ALONE = [
  'test/formats/csv/limits.test.ts',
  'test/pipelines/row-sample.test.ts',
  'test/tables/contract.test.ts',
];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // vitest leaves one processor to itself, though it waits while tests run: half of a machine of two.
    maxWorkers: availableParallelism(),
    env: memoryFolder(),
    setupFiles: ['test/property-seed.ts', 'test/left-as-found.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/browser/**',
            'test/e2e/**',
            'test/pipelines/engine/**',
            'test/servers/**',
            ...ALONE,
          ],
        },
      },
      { extends: true, test: { name: 'alone', include: ALONE } },
      {
        // Whole runs, over and over with other threads and blocks: `npm run test:engine`, apart from `npm test`.
        extends: true,
        test: { name: 'engine', include: ['test/pipelines/engine/**/*.test.ts'], testTimeout: 120_000 },
      },
      {
        // The whole demonstration, minutes of it: with `npm run test:engine`.
        extends: true,
        test: {
          name: 'demonstration',
          include: ['test/e2e/demonstration.test.ts'],
          globalSetup: ['test/e2e/build-product.ts'],
        },
      },
      {
        // Real servers of Debian, installed or unpacked: `npm run test:servers`, apart from `npm test`.
        extends: true,
        test: {
          name: 'servers',
          include: ['test/servers/**/*.test.ts'],
          // They share the machine with the servers themselves: one file after the other.
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        // The built service in a real browser, apart from `npm test`: `npm run test:e2e`.
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/open-product.ts'],
          // They share the machine with a browser and the service: one file after the other.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          isolate: false,
          include: ['test/e2e/**/*.test.ts'],
          exclude: ['test/e2e/demonstration.test.ts'],
          globalSetup: ['test/e2e/build-product.ts'],
          // Processes share the machine with all the other tests.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
