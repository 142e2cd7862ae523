import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';

/** lighttpd's mod_dirlisting: a table with cells of class n, m, s and t. Every size is rounded to 0.1 K. */
export const lighttpd: HtmlDialect = {
  notation: 'html',
  id: 'lighttpd',
  recognises: ({ rows }) =>
    rows.some(({ row }) => ['class=n', 'class=m', 'class=s'].every((mark) => row.marks.includes(mark))),
  read: (row) => rowFacts(row, { plainNames: 'file', exactSizes: 'never' }),
};
