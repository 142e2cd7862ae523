import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assets, loadAssets } from '../../src/web/assets.ts';

const SCRIPT = 'console.log("run");';
let folder: string;
let assets: Assets;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowprint-assets-'));
  const outputs = {
    'dist/web/run-AB12.js': { entryPoint: 'src/web/islands/run.ts' },
    'dist/web/chunk-CD34.js': {},
    'dist/web/app-EF56.css': { entryPoint: 'src/web/style/app.css' },
  };
  await writeFile(join(folder, 'meta.json'), JSON.stringify({ outputs }));
  await writeFile(join(folder, 'run-AB12.js'), SCRIPT);
  await writeFile(join(folder, 'chunk-CD34.js'), SCRIPT);
  await writeFile(join(folder, 'app-EF56.css'), 'p{}');
  await writeFile(join(folder, 'secret.key'), 'no');
  assets = await loadAssets(folder);
});
afterAll(() => rm(folder, { recursive: true }));

describe('assets', () => {
  it('are named by what they were built from, and kept for ever', async () => {
    expect(assets.href('islands/run.ts')).toBe('/assets/run-AB12.js');

    const response = await assets.routes.request('/assets/app-EF56.css');

    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(await response.text()).toBe('p{}');
  });

  it('are compressed for who takes that', async () => {
    const response = await assets.routes.request('/assets/run-AB12.js', {
      headers: { 'accept-encoding': 'br, gzip' },
    });

    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(Buffer.from(await response.arrayBuffer())).toString()).toBe(SCRIPT);
  });

  it.each(['/assets/secret.key', '/assets/meta.json', '/assets/..%2fsecret.key', '/assets/constructor'])(
    'are those of the build alone: not %s',
    async (path) => {
      expect((await assets.routes.request(path)).status).toBe(404);
    },
  );

  it('say what to run where they are not built', async () => {
    await expect(loadAssets(join(folder, 'nowhere'))).rejects.toThrow('npm run build:web');
    expect(() => assets.href('islands/none.ts')).toThrow('npm run build:web');
  });
});
