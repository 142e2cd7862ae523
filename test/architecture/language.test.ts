import { describe, expect, it } from 'vitest';
import { LANGUAGE_RULES, languageFaults } from './language-rules.ts';
import { productFiles, textOf } from './product-files.ts';

describe('the language of the product', () => {
  it('keeps every rule in every file', () => {
    const faults = productFiles().flatMap((path) => languageFaults(path, textOf(path)));

    expect(faults).toEqual([]);
  });
});

/** A text that breaks one rule and no other, and where it stands. */
const PLANTED: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['environment-in-config', 'src/store/guilty.ts', 'const home = process.env.ROWPRINT_HOME;'],
  ['environment-in-config', 'src/store/guilty.ts', "const home = process['env'].ROWPRINT_HOME;"],
  ['environment-in-config', 'src/store/guilty.ts', 'const { env } = process;'],
  ['environment-in-config', 'src/cli/guilty.ts', "import { env as settings } from 'node:process';"],
  ['environment-in-config', 'src/cli/guilty.ts', 'const home = globalThis.process.env.HOME;'],
  ['arguments-in-main', 'src/cli/guilty.ts', 'const [, , name] = process.argv;'],
  ['no-console', 'src/cli/guilty.ts', "console.log('found');"],
  ['no-console', 'src/cli/guilty.ts', 'const print = globalThis.console.error;'],
  ['one-way-out', 'src/pipelines/guilty.ts', "const answer = await fetch('http://host/');"],
  ['one-way-out', 'scanners/http/guilty.ts', "const answer = await fetch('http://host/');"],
  ['one-way-out', 'scanners/ftp/guilty.ts', "import { connect } from 'node:net';"],
  ['one-way-out', 'scanners/ftp/guilty.ts', "import { isIP, Socket as Pipe } from 'net';"],
  ['one-way-out', 'scanners/ftp/guilty.ts', "import net from 'node:net';"],
  ['one-way-out', 'scanners/ftp/guilty.ts', "import * as tls from 'node:tls';"],
  ['one-way-out', 'scanners/ftp/guilty.ts', "const { connect } = await import('node:net');"],
  [
    'one-way-out',
    'scanners/ftp/guilty.ts',
    "import { connect as secure } from 'node:tls'; secure({ host, port });",
  ],
  ['one-way-out', 'scanners/ftp/guilty.ts', "import { connect } from 'node:tls'; later(connect);"],
  ['one-way-out', 'scanners/ftp/guilty.ts', "import { lookup } from 'node:dns/promises';"],
  ['one-way-out', 'scanners/ftp/guilty.ts', "import { Client } from 'basic-ftp';"],
  ['one-way-out', 'scanners/http/guilty.ts', "import { request } from 'node:https';"],
  ['one-way-out', 'scanners/http/guilty.ts', "import { EnvHttpProxyAgent } from 'undici';"],
  ['one-way-out', 'scanners/http/guilty.ts', "import { Client } from 'undici'; new Client(origin);"],
  ['pure-fingerprints', 'fingerprints/guilty.ts', 'const seed = Math.random();'],
  ['pure-fingerprints', 'fingerprints/guilty.ts', 'const now = Date.now();'],
  ['pure-fingerprints', 'fingerprints/guilty.ts', 'const year = new Date().getFullYear();'],
  ['pure-fingerprints', 'fingerprints/guilty.ts', "import { randomBytes } from 'node:crypto';"],
  ['pure-fingerprints', 'fingerprints/guilty.ts', 'process.emitWarning("slow");'],
  ['seeded-demonstration', 'src/demo/guilty.ts', 'const age = Math.random() * 100;'],
  ['no-seeded-hash-near-people', 'fingerprints/guilty.ts', "import hash from 'xxhash-wasm';"],
  ['no-seeded-hash-near-people', 'src/pipelines/guilty.ts', 'const token = xxh64(cell);'],
  ['visible-imports', 'src/store/guilty.ts', "import { createRequire } from 'node:module';"],
  ['visible-imports', 'src/store/guilty.ts', 'const driver = await import(name);'],
  ['visible-imports', 'src/store/guilty.ts', "const answer = eval('1');"],
  [
    'named-exports',
    'src/store/guilty.ts',
    '/** The open database. */\nexport default function open(): void {}',
  ],
  ['documented-exports', 'src/core/guilty.ts', 'export const one = 1;'],
  ['documented-exports', 'src/core/guilty.ts', '// A line comment is none.\nexport interface Two {}'],
  ['documented-exports', 'src/core/guilty.ts', 'export async function* three() {}'],
  [
    'documented-exports',
    'src/core/guilty.ts',
    '/** The low end. */\nexport const LOW = 1;\n\nexport const HIGH = 2;',
  ],
  ['documented-exports', 'fingerprints/guilty.ts', 'export type Four = 4;'],
  ['finished-work', 'src/core/guilty.ts', '// TODO'],
  ['telling-names', 'src/core/string-utils.ts', ''],
  ['telling-names', 'src/helpers/fold.ts', ''],
  ['telling-names', 'src/core/KeyRing.ts', ''],
  ['telling-names', 'scanners/ftp/data-channel.ts', ''],
  ['telling-names', 'scanners/exposures/data-of-ours.ts', ''],
  ['short-files', 'src/core/guilty.ts', 'const line = 1;\n'.repeat(301)],
];

describe('a planted fault', () => {
  it.each(PLANTED)('breaks %s in %s and no other rule: %j', (rule, path, text) => {
    const broken = languageFaults(path, text).map((fault) => fault.slice(0, fault.indexOf(':')));

    expect([...new Set(broken)]).toEqual([rule]);
  });

  it('stands for every rule', () => {
    const planted = new Set(PLANTED.map(([rule]) => rule));

    expect(LANGUAGE_RULES.map((rule) => rule.name).filter((name) => !planted.has(name))).toEqual([]);
  });

  it('is told with file and line', () => {
    expect(languageFaults('src/core/guilty.ts', '\nexport const one = 1;')).toEqual([
      'documented-exports: src/core/guilty.ts:2: one has no docstring',
    ]);
  });
});

/** Texts that look like faults and are none. */
const INNOCENT: readonly (readonly [path: string, text: string])[] = [
  ['src/config/settings.ts', 'const home = process.env.ROWPRINT_HOME;'],
  ['src/main.ts', 'const names = process.argv.slice(2);'],
  ['src/cli/exit.ts', 'process.exitCode = 2; const { env } = settings; const argv = given.argv;'],
  ['src/store/content-id.ts', "import xxhash from 'xxhash-wasm';"],
  ['fingerprints/fields/date.ts', 'const day = new Date(serial * 86_400_000); const { process } = reading;'],
  [
    'fingerprints/keys.ts',
    "import crypto from 'node:crypto'; const key = crypto.hkdfSync('sha256', a, b, c, 32);",
  ],
  ['src/cli/lazy.ts', "const { check } = await import('./check.ts');"],
  [
    'src/core/words.ts',
    '/** Both ways. */\nexport function a(x: 1): 1;\nexport function a(x: 2): 2 { return x; }',
  ],
  [
    'src/core/words.ts',
    '/** The words. */\nexport const WORDS = [1] as const;\nexport { other } from "./other.ts";',
  ],
  [
    'src/core/bounds.ts',
    '/** Both ends. */\nexport const LOW = 1;\nexport const HIGH = 2;\nexport type End = 1 | 2;',
  ],
  ['src/reports/types.ts', 'interface Console { readonly console: string; fetch(): void }'],
  ['src/core/clock.d.ts', ''],
  ['scanners/exposures/data-unencrypted.ts', ''],
  ['scanners/shared/dialer.ts', "import { connect } from 'node:net'; connect(7);"],
  ['scanners/ftp/types.ts', "import { isIP, type Socket } from 'node:net';"],
  [
    'scanners/http/types.ts',
    "import type { Dispatcher } from 'undici'; import type { Agent } from 'node:http';",
  ],
  ['scanners/ftp/secure.ts', "import { connect } from 'node:tls'; connect({ socket }); other.connect(7);"],
  ['scanners/http/client.ts', "import { Client } from 'undici'; new Client(origin, { connect });"],
  ['src/demo/serve.ts', "import { createServer } from 'node:net'; visit.fetch(request);"],
  ['fingerprints/engine/assembly/long.ts', 'const line = 1;\n'.repeat(301)],
  ['src/core/long.ts', 'const line = 1;\n'.repeat(300)],
];

describe('what is allowed', () => {
  it.each(INNOCENT)('passes in %s: %j', (path, text) => {
    expect(languageFaults(path, text)).toEqual([]);
  });
});
