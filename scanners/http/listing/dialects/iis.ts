import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';
import { exactBytes } from '../listing-size.ts';

/** IIS: preformatted lines 'date  time  bytes name' or '<dir>', broken by `<br>`, with absolute hrefs. Sizes are exact. */
export const iis: HtmlDialect = {
  notation: 'html',
  id: 'iis',
  recognises: ({ entries }) =>
    entries.length > 0 &&
    entries.every(
      (row) => row.layout === 'pre' && LINE.test(row.before) && row.links[0]!.href.startsWith('/'),
    ),
  read: (row) => {
    const facts = rowFacts(row, { plainNames: 'file', exactSizes: 'never' });
    return { ...facts, bytes: exactBytes(LINE.exec(row.before)?.[1]) };
  },
};

/** Whatever the locale writes for the date, a time and one column follow. */
const LINE = /\d{1,2}[:.]\d{2}(?: ?[AP]M)? +(?:(\d+)|<dir>|&lt;dir&gt;) $/i;
