/** Whether a file or one of its folders begins with a dot: most web servers do not list it. */
export function isDotted(name: string): boolean {
  return name.split('/').some((part) => part.startsWith('.'));
}

/** Whether a file stands in or below a folder that shows its index and not what is in it. The index itself does not. */
export function isBesideIndex(name: string, indexes: readonly string[]): boolean {
  return indexes.some((index) => name.startsWith(`site-${index}/`) && name !== `site-${index}/${index}`);
}

/** Whether a name has a line break, which the lines of FTP cannot carry. */
export function hasLineBreak(name: string): boolean {
  return /[\r\n]/.test(name);
}

/** The folder of a name, '' for the root. */
export function folderOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('/')));
}

/** What is left of a name in a listing by lines. */
export function firstLine(name: string): string {
  return name.replace(/\r?\n.*$/, '');
}
