import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder where programs of this user keep their settings; Rowprint's is `rowprint` in it.
 * Source: XDG base directory specification, Apple's and Microsoft's guidelines.
 */
export function userConfigFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (env.XDG_CONFIG_HOME) return env.XDG_CONFIG_HOME;
  if (platform === 'win32' && env.APPDATA) return env.APPDATA;
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return join(homedir(), '.config');
}
