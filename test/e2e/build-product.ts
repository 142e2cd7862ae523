import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the built product's rowprint.js. */
    readonly product: string;
  }
}

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** Build the product once, apart from the folder `dist`, which may be older than the source or not there. */
export default function buildProduct(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'rowprint-built-'));
  chmodSync(folder, 0o755);
  copyFileSync(join(PROJECT, 'package.json'), join(folder, 'package.json'));
  cpSync(join(PROJECT, 'bin'), join(folder, 'bin'), { recursive: true });
  const packages = realpathSync(join(PROJECT, 'node_modules'));
  symlinkSync(packages, join(folder, 'node_modules'));
  const compiler = join(packages, 'typescript', 'bin', 'tsc');
  // Types are checked by `npm run check`.
  const options = ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', join(folder, 'dist')];
  const built = spawnSync(process.execPath, [compiler, ...options], { cwd: PROJECT, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the product does not build: ${built.stdout}${built.stderr}`);
  // `npm test` has compiled the kernel.
  copyFileSync(join(PROJECT, 'dist', 'kernel.wasm'), join(folder, 'dist', 'kernel.wasm'));
  const bundled = spawnSync('npm', ['run', '--silent', 'build:bundle'], { cwd: folder, encoding: 'utf8' });
  if (bundled.status !== 0)
    throw new Error(`the product does not bundle: ${bundled.stdout}${bundled.stderr}`);
  buildPages(folder);
  project.provide('product', join(folder, 'bin', 'rowprint.js'));
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Scripts and styles are named by their sources, so that these have to be beside them while they are built. */
function buildPages(folder: string): void {
  cpSync(join(PROJECT, 'src'), join(folder, 'src'), { recursive: true });
  const built = spawnSync('npm', ['run', '--silent', 'build:web'], { cwd: folder, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the pages do not build: ${built.stdout}${built.stderr}`);
  rmSync(join(folder, 'src'), { recursive: true });
}
