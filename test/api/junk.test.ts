import { expect, test } from 'vitest';
import { openApiDocument } from '../../src/api/document.ts';
import { people } from '../pipelines/generated-files.ts';
import { exportOf } from '../pipelines/sweep/sweep-content.ts';
import { operations, type Send, WalkedService } from './walked-service.ts';

const service = new WalkedService();

/** How long junk is sent: two seconds in tests, more where it is asked for. */
const SECONDS = Number(process.env.ROWPRINT_TEST_JUNK_SECONDS ?? 2);
/** Foreseen, and told with a code: the disk is full, the store is busy. */
const TYPED = [503, 507];

/** Words that break what is not careful: signs of other grammars, ends of ranges, things that objects have anyway. */
const WORDS = [
  '',
  ' ',
  '.',
  '..',
  '../../etc/passwd',
  '%00',
  '\u0000',
  '\r\nset-cookie: a=b',
  '\u202e',
  '\ud800',
  "' or 1=1 --",
  '"',
  '\\',
  '<script>alert(1)</script>',
  '=cmd|1!A1',
  '{{7*7}}',
  `\${7*7}`,
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-1',
  '0',
  '1e309',
  '9007199254740993',
  '99999999999999999999',
  '1970-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '9999-12-31',
  'file:///etc/passwd',
  'http://169.254.169.254/',
  'ftp://[::1]:0/',
  'javascript:alert(1)',
  'x'.repeat(300),
  '😀'.repeat(120),
  'İ',
  'ﬁ',
  'a\u0301',
];
const VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  [],
  {},
  [[[[]]]],
  { __proto__: null },
  ...WORDS,
];

/** Numbers from a seed, so that what was found is found again. Source: mulberry32. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** As much of JSON schema as the description of the API uses. */
interface Schema {
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly minimum?: number;
}

const DOCUMENT = JSON.parse(JSON.stringify(openApiDocument()));

/** The schema of an operation's body; none where it takes no JSON. */
function bodySchema(method: string, path: string): Schema | undefined {
  return DOCUMENT.paths[path][method.toLowerCase()].requestBody?.content['application/json']?.schema;
}

/** A value that a schema nearly allows: now and then a part of it is junk, or missing. */
function nearly(schema: Schema, random: () => number, known: readonly string[]): unknown {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  if (random() < 0.04) return one(VALUES);
  if (schema.$ref !== undefined)
    return nearly(DOCUMENT.components.schemas[schema.$ref.split('/').at(-1)!], random, known);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return one(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return nearly(one(choices), random, known);
  const type = typeof schema.type === 'object' ? one(schema.type) : schema.type;
  if (type === 'object') {
    const given = Object.entries(schema.properties ?? {}).filter(() => random() < 0.85);
    return Object.fromEntries(given.map(([name, part]) => [name, nearly(part, random, known)]));
  }
  if (type === 'array')
    return Array.from({ length: Math.floor(random() * 3) }, () => nearly(schema.items ?? {}, random, known));
  if (type === 'boolean') return random() < 0.5;
  if (type === 'integer' || type === 'number') return one([schema.minimum ?? 0, 1, 7, 2 ** 31, 2 ** 53 - 1]);
  return type === 'null' ? null : one(random() < 0.7 ? known : WORDS);
}

const QUERIES = [
  'limit',
  'cursor',
  'state',
  'kind',
  'endpoint',
  'format',
  'language',
  'zone',
  'controller',
  'against',
  'name',
  'sha256',
  'object',
];

interface Junk {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/** A request of some operation, with known ids at times and junk else. */
function junk(random: () => number, known: readonly string[]): Junk {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const word = () => encodeURIComponent(Buffer.from(one(random() < 0.6 ? known : WORDS)).toString());
  // What is erased cannot be asked for any more.
  const all = operations().filter(({ method }) => method !== 'DELETE' || random() < 0.05);
  const { method, path } = one(all);
  const filled = path.replace(/\{\w+\}/g, () => word() || 'x');
  const query = QUERIES.filter(() => random() < 0.15).map((name) => `${name}=${word()}`);
  const schema = bodySchema(method, path);
  const asked = query.length === 0 ? filled : `${filled}?${query.join('&')}`;
  return { method, path: asked, ...(schema === undefined ? {} : { body: nearly(schema, random, known) }) };
}

/** What is wrong with an answer to junk; null: nothing. */
async function faultOf(send: Send, { method, path, body }: Junk): Promise<string | null> {
  // A stream of events goes on for as long as its run.
  if (path.includes('/events')) return null;
  const response = await send(method, path, body);
  const text = await response.text();
  const where = `${method} ${path} ${JSON.stringify(body)}: ${response.status} ${text.slice(0, 300)}`;
  if (response.status >= 500 && !TYPED.includes(response.status)) return where;
  if (response.status < 400) return null;
  const isTold = response.headers.get('content-type') === 'application/problem+json';
  const tells =
    text.includes(service.folder) ||
    /\bat .*\.[jt]s:\d+|node_modules|SQLITE_|`rowprint |[ '"]--[a-z]/.test(text);
  return isTold && !tells ? null : where;
}

test(
  'junk is answered by a problem: never a bug, a stack, a path of the machine or a command of its terminal',
  async () => {
    await service.addPeople('lab_a', people(30));
    service.server.put('/pub/a.csv', exportOf(people(10)));
    const sweep = await service.sweep();
    const report = await service.checkPeople(people(10), { keep: 'kept' });
    const send = await service.as('admin');
    const opened = await send('POST', '/cases', { title: 'A case', report: report.id });
    const { id } = (await opened.json()) as { id: string };
    const known = [
      report.id,
      sweep.id,
      id,
      'lab_a',
      'server',
      'kept',
      '1',
      'json',
      'csv',
      'en',
      'notification',
      'UTC',
      'Controller of lab_a',
    ];
    const random = numbers(20261122);
    const faults: string[] = [];

    const endMs = performance.now() + SECONDS * 1000;
    let sent = 0;
    for (; performance.now() < endMs; sent++) {
      const fault = await faultOf(send, junk(random, known));
      if (fault !== null) faults.push(fault);
    }

    expect(faults.slice(0, 10)).toEqual([]);
    expect(sent).toBeGreaterThan(50);
  },
  SECONDS * 1000 + 30_000,
);
