/** A file that breaks one border, as someone in a hurry would write it. */
export interface PlantedFault {
  /** The rule that must speak up, and no other. */
  readonly rule: string;
  /** Where the file stands. */
  readonly file: string;
  /** Its imports; each of them must trip the rule by itself. */
  readonly imports: readonly string[];
}

/** Files beside the faults that break nothing: what the faults import. */
export const INNOCENT_FILES: readonly string[] = [
  'fingerprints/innocent.ts',
  'fingerprints/fields/date.ts',
  'scanners/http/innocent.ts',
  'scanners/ftp/listing/dialects/unix.ts',
  'scanners/http/listing/dialects/nginx.ts',
  'scanners/exposures/clear-text.ts',
  'scanners/exposures/registry.ts',
  'src/compose/application.ts',
  'src/main.ts',
  'src/tables/registry.ts',
  'src/formats/csv/innocent.ts',
  'src/formats/gzip/innocent.ts',
  'src/tables/mysql/innocent.ts',
  'src/alerts/alert.ts',
  ...[
    'access',
    'alerts',
    'api',
    'cases',
    'client',
    'cli',
    'config',
    'core',
    'demo',
    'formats',
    'jobs',
    'pipelines',
    'reports',
    'store',
    'tables',
    'web',
  ].map((room) => `src/${room}/innocent.ts`),
];

/** One fault at least for every rule of the house: a rule without one fails the test. */
export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    rule: 'room-core',
    file: 'src/core/guilty.ts',
    imports: [
      `import { innocent } from '../store/innocent.ts';`,
      `import type { Innocent } from '../../fingerprints/innocent.ts';`,
    ],
  },
  {
    rule: 'room-fingerprints',
    file: 'fingerprints/guilty.ts',
    imports: [`import { innocent } from '../src/store/innocent.ts';`],
  },
  {
    rule: 'room-scanners',
    file: 'scanners/guilty.ts',
    imports: [`import type { Innocent } from '../fingerprints/innocent.ts';`],
  },
  {
    rule: 'room-formats',
    file: 'src/formats/guilty.ts',
    imports: [`export { innocent } from '../../fingerprints/innocent.ts';`],
  },
  {
    rule: 'room-tables',
    file: 'src/tables/guilty.ts',
    imports: [`import { innocent } from '../formats/xlsx/innocent.ts';`],
  },
  {
    rule: 'room-store',
    file: 'src/store/guilty.ts',
    imports: [`import type { Innocent } from '../reports/innocent.ts';`],
  },
  {
    rule: 'room-reports',
    file: 'src/reports/guilty.ts',
    imports: [`const store = await import('../store/innocent.ts');`],
  },
  {
    rule: 'room-config',
    file: 'src/config/guilty.ts',
    imports: [`import { innocent } from '../../fingerprints/innocent.ts';`],
  },
  {
    rule: 'room-demo',
    file: 'src/demo/guilty.ts',
    imports: [`import { innocent } from '../../fingerprints/innocent.ts';`],
  },
  {
    rule: 'room-pipelines',
    file: 'src/pipelines/guilty.ts',
    imports: [
      `import { innocent } from '../tables/mysql/innocent.ts';`,
      `import { other } from '../formats/csv/innocent.ts';`,
      `import { third } from '../demo/innocent.ts';`,
    ],
  },
  {
    rule: 'room-jobs',
    file: 'src/jobs/guilty.ts',
    imports: [
      `import { innocent } from '../cli/innocent.ts';`,
      `import { send } from '../alerts/innocent.ts';`,
      `import { visit } from '../../scanners/http/innocent.ts';`,
    ],
  },
  {
    rule: 'room-api',
    file: 'src/api/guilty.ts',
    imports: [`import { innocent } from '../cli/innocent.ts';`],
  },
  {
    rule: 'room-web',
    file: 'src/web/guilty.ts',
    imports: [
      `import { innocent } from '../store/innocent.ts';`,
      `import type { Handlers } from '../api/innocent.ts';`,
    ],
  },
  {
    rule: 'room-access',
    file: 'src/access/guilty.ts',
    imports: [`import { innocent } from '../pipelines/innocent.ts';`],
  },
  {
    rule: 'room-cases',
    file: 'src/cases/guilty.ts',
    imports: [`import { innocent } from '../pipelines/innocent.ts';`],
  },
  {
    rule: 'room-alerts',
    file: 'src/alerts/guilty.ts',
    imports: [`import { innocent } from '../jobs/innocent.ts';`],
  },
  {
    rule: 'room-client',
    file: 'src/client/guilty.ts',
    imports: [
      `import type { Innocent } from '../api/innocent.ts';`,
      `import { core } from '../core/innocent.ts';`,
    ],
  },
  {
    rule: 'room-run-worker',
    file: 'src/run-worker.ts',
    imports: [`import { innocent } from './pipelines/innocent.ts';`],
  },
  {
    rule: 'room-cli',
    file: 'src/cli/guilty.ts',
    imports: [
      `import { compose } from '../compose/application.ts';`,
      `import { demo } from '../demo/innocent.ts';`,
    ],
  },
  { rule: 'room-main', file: 'src/main.ts', imports: [`import { innocent } from './store/innocent.ts';`] },
  {
    rule: 'room-compose',
    file: 'src/compose/application.ts',
    imports: [`import { fixture } from '../../test/innocent.ts';`],
  },
  {
    rule: 'one-hashing-room',
    file: 'src/store/hashes-a-token.ts',
    imports: [`import { blake3 } from 'hash-wasm';`, `import { keyed } from '@noble/hashes/blake3.js';`],
  },
  {
    rule: 'no-seeded-hash-near-people',
    file: 'fingerprints/seeds-a-token.ts',
    imports: [`import xxhash from 'xxhash-wasm';`],
  },
  {
    rule: 'network-libraries',
    file: 'src/pipelines/fetches.ts',
    imports: [`import { request } from 'undici';`, `import { parse } from 'ipaddr.js';`],
  },
  { rule: 'reader-libraries', file: 'src/cli/unzips.ts', imports: [`import yauzl from 'yauzl';`] },
  {
    rule: 'markup-libraries',
    file: 'src/reports/parses.ts',
    imports: [`import { SaxesParser } from 'saxes';`, `import { Parser } from 'htmlparser2';`],
  },
  { rule: 'encoding-library', file: 'src/tables/decodes.ts', imports: [`import iconv from 'iconv-lite';`] },
  {
    rule: 'server-drivers',
    file: 'src/store/connects.ts',
    imports: [
      `import pg from 'pg';`,
      `import mysql from 'mysql2/promise';`,
      `import Q from 'pg-query-stream';`,
    ],
  },
  {
    rule: 'embedded-driver',
    file: 'src/cli/opens-the-database.ts',
    imports: [`import Database from 'better-sqlite3';`],
  },
  {
    rule: 'query-builder',
    file: 'src/pipelines/queries.ts',
    imports: [`import type { Kysely } from 'kysely';`],
  },
  { rule: 'page-libraries', file: 'src/api/draws.ts', imports: [`import { init } from 'echarts';`] },
  { rule: 'settings-library', file: 'src/store/validates.ts', imports: [`import { z } from 'zod';`] },
  { rule: 'log-library', file: 'src/store/logs.ts', imports: [`import { pino } from 'pino';`] },
  {
    rule: 'terminal-libraries',
    file: 'src/reports/draws-a-bar.ts',
    imports: [`import { Command } from 'commander';`, `import bar from 'cli-progress';`],
  },
  { rule: 'service-libraries', file: 'src/cli/serves.ts', imports: [`import { Hono } from 'hono';`] },
  {
    rule: 'sign-in-libraries',
    file: 'src/api/guesses.ts',
    imports: [`import { hash } from '@node-rs/argon2';`, `import * as oidc from 'openid-client';`],
  },
  { rule: 'mail-library', file: 'src/jobs/mails.ts', imports: [`import mail from 'nodemailer';`] },
  { rule: 'client-libraries', file: 'src/web/asks.ts', imports: [`import create from 'openapi-fetch';`] },
  { rule: 'upload-client', file: 'src/api/uploads.ts', imports: [`import { Upload } from 'tus-js-client';`] },
  { rule: 'parallel-library', file: 'src/store/hurries.ts', imports: [`import pLimit from 'p-limit';`] },
  { rule: 'schedule-library', file: 'src/cli/schedules.ts', imports: [`import { Cron } from 'croner';`] },
  {
    rule: 'network-of-node',
    file: 'src/pipelines/connects.ts',
    imports: [
      `import net from 'node:net';`,
      `import tls from 'tls';`,
      `import dns from 'node:dns/promises';`,
    ],
  },
  {
    rule: 'inflating-of-node',
    file: 'src/pipelines/inflates.ts',
    imports: [`import zlib from 'node:zlib';`],
  },
  { rule: 'no-cycles', file: 'src/core/circle-a.ts', imports: [`import { b } from './circle-b.ts';`] },
  { rule: 'every-import-resolves', file: 'src/core/lost.ts', imports: [`import { gone } from './gone.ts';`] },
  {
    rule: 'no-development-packages-in-the-product',
    file: 'src/formats/tests-itself.ts',
    imports: [`import fc from 'fast-check';`, `import { parse } from 'csv-parse/sync';`],
  },
  {
    rule: 'no-development-packages-in-the-product',
    file: 'src/formats/borrows.ts',
    imports: [`import hidden from 'not-in-package-json';`],
  },
  {
    rule: 'every-library-has-a-room',
    file: 'src/core/adopts.ts',
    imports: [`import x from 'library-without-room';`],
  },
  {
    rule: 'fingerprints-are-pure',
    file: 'fingerprints/reads.ts',
    imports: [
      `import fs from 'node:fs';`,
      `import { readFile } from 'fs/promises';`,
      `import os from 'node:os';`,
    ],
  },
  {
    rule: 'plugins-are-strangers',
    file: 'src/tables/postgres/guilty.ts',
    imports: [`import { innocent } from '../mysql/innocent.ts';`],
  },
  {
    rule: 'plugins-are-strangers',
    file: 'src/formats/gzip/guilty.ts',
    imports: [`import { innocent } from '../csv/innocent.ts';`],
  },
  {
    rule: 'contracts-name-no-plugin',
    file: 'src/formats/prefers.ts',
    imports: [`import { innocent } from './csv/innocent.ts';`],
  },
  {
    rule: 'fields-are-strangers',
    file: 'fingerprints/fields/nir.ts',
    imports: [`import { date } from './date.ts';`],
  },
  {
    rule: 'protocols-are-strangers',
    file: 'scanners/ftp/guilty.ts',
    imports: [`import { innocent } from '../http/innocent.ts';`],
  },
  {
    rule: 'listing-dialects-are-strangers',
    file: 'scanners/ftp/listing/dialects/dos.ts',
    imports: [`import { unix } from './unix.ts';`],
  },
  {
    rule: 'listing-dialects-are-strangers',
    file: 'scanners/http/listing/dialects/apache.ts',
    imports: [`import type { Nginx } from './nginx.ts';`],
  },
  {
    rule: 'detectors-are-strangers',
    file: 'scanners/exposures/stale-extract.ts',
    imports: [`import { clearText } from './clear-text.ts';`],
  },
  {
    rule: 'registries-are-composed',
    file: 'src/pipelines/chooses.ts',
    imports: [`import { tables } from '../tables/registry.ts';`],
  },
];

/** Imports that look like faults and are none: no rule may speak up. */
export const ALLOWED_IMPORTS: readonly { readonly file: string; readonly imports: readonly string[] }[] = [
  // The way back of the planted cycle: a cycle is told once, at the file where it was entered.
  { file: 'src/core/circle-b.ts', imports: [`import type { A } from './circle-a.ts';`] },
  {
    file: 'fingerprints/keys.ts',
    imports: [`import { hkdfSync } from 'node:crypto';`, `import h from 'hash-wasm';`],
  },
  {
    file: 'src/tables/csv/reads.ts',
    imports: [
      `import { innocent } from '../../formats/csv/innocent.ts';`,
      `import type { Format } from '../../formats/innocent.ts';`,
      `import type { Source } from '../innocent.ts';`,
    ],
  },
  { file: 'src/tables/sqlite/reads.ts', imports: [`import Database from 'better-sqlite3';`] },
  { file: 'src/formats/csv/unzips.ts', imports: [`import { innocent } from '../gzip/innocent.ts';`] },
  { file: 'src/formats/xlsx/innocent.ts', imports: [`import zlib from 'node:zlib';`] },
  {
    file: 'src/pipelines/knows-contracts.ts',
    imports: [`import type { Source } from '../tables/innocent.ts';`],
  },
  { file: 'src/formats/registry.ts', imports: [`import { innocent } from './csv/innocent.ts';`] },
  {
    file: 'src/compose/application.ts',
    imports: [
      `import { innocent } from '../demo/innocent.ts';`,
      `import { tables } from '../tables/registry.ts';`,
      `import { mysql } from '../tables/mysql/innocent.ts';`,
    ],
  },
  { file: 'src/main.ts', imports: [`import { compose } from './compose/application.ts';`] },
];
