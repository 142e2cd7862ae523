import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of some bytes in memory; null where this user may not mount one (not root, or not Linux). */
export function mountSmallDisk(bytes: number): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'rowprint-disk-'));
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=700`, 'tmpfs', folder]);
  if (mount.status === 0) return folder;
  rmSync(folder, { recursive: true });
  return null;
}

/** Make it larger or smaller, keeping what is on it. */
export function resizeSmallDisk(folder: string, bytes: number): void {
  spawnSync('mount', ['-o', `remount,size=${bytes}`, folder]);
}

/** Take it away again with all that is on it. */
export function unmountSmallDisk(folder: string): void {
  spawnSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
}
