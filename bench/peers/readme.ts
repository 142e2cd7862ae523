const START = '<!-- speed -->\n';
const END = '\n<!-- /speed -->';

/** What stands in a README between the marks of the speed table. @throws {Error} where they are missing */
export function speedSection(readme: string): string {
  const [from, to] = [readme.indexOf(START), readme.indexOf(END)];
  if (from < 0 || to < from) throw new Error('the README has no marks around its table of speed');
  return readme.slice(from + START.length, to);
}

/** The README with another table of speed. */
export function withSpeedSection(readme: string, table: string): string {
  return readme.replace(`${START}${speedSection(readme)}${END}`, () => `${START}${table}${END}`);
}
