const START = '<!-- speed -->\n';
const END = '\n<!-- /speed -->';

/** What stands in a page between the marks of the speed table. @throws {Error} where they are missing */
export function speedSection(page: string): string {
  const [from, to] = [page.indexOf(START), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error('the page has no marks around its table of speed');
  return page.slice(from + START.length, to);
}

/** The page with another table of speed. */
export function withSpeedSection(page: string, table: string): string {
  return page.replace(`${START}${speedSection(page)}${END}`, () => `${START}${table}${END}`);
}
