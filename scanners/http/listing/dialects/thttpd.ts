import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';
import { exactBytes } from '../listing-size.ts';

/** thttpd: lines 'mode links bytes last-changed name' with the link at the end; links show ' -> target' behind it. */
export const thttpd: HtmlDialect = {
  notation: 'html',
  id: 'thttpd',
  recognises: ({ entries }) =>
    entries.length > 0 && entries.every((row) => row.layout === 'pre' && LINE.test(row.before)),
  read: (row) => {
    const match = LINE.exec(row.before);
    const isLink = match?.[1]?.startsWith('l') === true || row.after.trimStart().startsWith('->');
    const facts = rowFacts(row, { plainNames: 'file', exactSizes: 'never' });
    return { ...facts, bytes: exactBytes(match?.[2]), isLink };
  },
};

const LINE = /^\s*([-bcdlps][-rwx]{1,9}) +\d+ +(\d+) +[A-Z][a-z]{2} +\d/;
