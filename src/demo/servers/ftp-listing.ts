import type { TreeEntry } from './file-tree.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** `ls` shows the time of a file of the last half year, and the year of an older one. */
const HALF_A_YEAR_MS = 182 * 86_400_000;

/** One line of MLSD (RFC 3659), without its end. */
export function mlsdLine({ name, isFolder, bytes, modifiedMs }: TreeEntry): string {
  const size = isFolder ? '' : `size=${bytes};`;
  return `type=${isFolder ? 'dir' : 'file'};${size}modify=${ftpTime(modifiedMs)}; ${name}`;
}

/** One line of LIST as `ls -l` writes it, without its end. @param nowMs decides between time and year */
export function listLine({ name, isFolder, bytes, modifiedMs }: TreeEntry, nowMs: number): string {
  const rights = isFolder ? 'drwxr-xr-x' : '-rw-r--r--';
  return `${rights}   1 ftp      ftp      ${String(bytes).padStart(12)} ${listDate(modifiedMs, nowMs)} ${name}`;
}

/** A time in UTC as MDTM and MLSD write it: '20240315093000'. */
export function ftpTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/[-:T]/g, '').slice(0, 14);
}

function listDate(timeMs: number, nowMs: number): string {
  const time = new Date(timeMs);
  const day = `${MONTHS[time.getUTCMonth()]} ${String(time.getUTCDate()).padStart(2)}`;
  const isRecent = timeMs <= nowMs && nowMs - timeMs < HALF_A_YEAR_MS;
  return `${day} ${isRecent ? time.toISOString().slice(11, 16) : ` ${time.getUTCFullYear()}`}`;
}
