import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { Hono } from 'hono';
import { UsageError } from '../core/errors.ts';

/** Scripts and styles as they were built: where each is, and the routes that answer with them. */
export interface Assets {
  /** The address of what was built from a source, by its path in src/web. @throws {UsageError} it was not built */
  href(source: string): string;
  readonly routes: Hono;
}

/** What esbuild writes of its outputs. */
interface BuildNotes {
  readonly outputs: Readonly<Record<string, { readonly entryPoint?: string }>>;
}

interface BuiltFile {
  readonly type: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};
const SOURCES = 'src/web/';
/** Their names hold a hash of what they are: another content has another name. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const FOR_A_DAY = 'public, max-age=86400';

const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5" fill="#33628f"/><path d="M6 7.5h12M6 12h8M6 16.5h10" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/></svg>`;

/** Read what `npm run build:web` made into memory, once as it is and once compressed. @throws {UsageError} it did not run */
export async function loadAssets(folder: string): Promise<Assets> {
  const { outputs } = await buildNotes(folder);
  const names = new Map<string, string>();
  const files = new Map<string, BuiltFile>();
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    const name = basename(path);
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const plain = new Uint8Array(await readFile(join(folder, name)));
    files.set(name, { type, plain, gzip: await gzipped(plain) });
    if (entryPoint?.startsWith(SOURCES)) names.set(entryPoint.slice(SOURCES.length), name);
  }
  return { href: (source) => hrefOf(names, source), routes: assetRoutes(files) };
}

async function buildNotes(folder: string): Promise<BuildNotes> {
  try {
    return JSON.parse(await readFile(join(folder, 'meta.json'), 'utf8')) as BuildNotes;
  } catch (cause) {
    throw new UsageError('the pages are not built: run `npm run build:web`', { cause });
  }
}

function hrefOf(names: ReadonlyMap<string, string>, source: string): string {
  const name = names.get(source);
  if (name === undefined) throw new UsageError(`${source} is not built: run \`npm run build:web\``);
  return `/assets/${name}`;
}

function assetRoutes(files: ReadonlyMap<string, BuiltFile>): Hono {
  const routes = new Hono();
  routes.get('/assets/:name', (context) => {
    const file = files.get(context.req.param('name'));
    if (file === undefined) return context.notFound();
    const squeezed = /\bgzip\b/.test(context.req.header('accept-encoding') ?? '');
    return context.body(squeezed ? file.gzip : file.plain, 200, {
      'content-type': file.type,
      'cache-control': FOR_EVER,
      vary: 'accept-encoding',
      ...(squeezed ? { 'content-encoding': 'gzip' } : {}),
    });
  });
  for (const path of ['/favicon.svg', '/favicon.ico']) {
    routes.get(path, (context) =>
      context.body(FAVICON, 200, { 'content-type': 'image/svg+xml', 'cache-control': FOR_A_DAY }),
    );
  }
  return routes;
}

async function gzipped(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const squeezed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(squeezed).arrayBuffer());
}
