import type { TreeEntry } from './file-tree.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Columns that nginx gives to names; longer ones are cut, and the link still has all of them. */
const NAME_COLUMNS = 50;
const SIZE_COLUMNS = 20;

/** A folder as nginx shows it with `autoindex on`. @param path ends in '/' */
export function listingPage(path: string, entries: readonly TreeEntry[]): string {
  const title = `Index of ${escapeMarkup(path)}`;
  const up = path === '/' ? '' : '<a href="../">../</a>\r\n';
  const folders = entries.filter(({ isFolder }) => isFolder);
  const files = entries.filter(({ isFolder }) => !isFolder);
  const lines = [...folders, ...files].map((entry) => `${entryLine(entry)}\r\n`).join('');
  return (
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<h1>${title}</h1><hr><pre>${up}${lines}</pre>` +
    '<hr></body>\r\n</html>\r\n'
  );
}

function entryLine({ name, isFolder, bytes, modifiedMs }: TreeEntry): string {
  const whole = isFolder ? `${name}/` : name;
  const shown = whole.length > NAME_COLUMNS ? `${whole.slice(0, NAME_COLUMNS - 3)}..>` : whole;
  const href = `${encodeURIComponent(name)}${isFolder ? '/' : ''}`;
  const gap = ' '.repeat(NAME_COLUMNS - shown.length + 1);
  const size = (isFolder ? '-' : String(bytes)).padStart(SIZE_COLUMNS - 1);
  return `<a href="${href}">${escapeMarkup(shown)}</a>${gap}${listingDate(modifiedMs)} ${size}`;
}

function listingDate(timeMs: number): string {
  const time = new Date(timeMs);
  const iso = time.toISOString();
  return `${iso.slice(8, 10)}-${MONTHS[time.getUTCMonth()]}-${iso.slice(0, 4)} ${iso.slice(11, 16)}`;
}

function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
