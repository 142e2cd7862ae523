import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';

/** The npm package http-server: a table with cells of class perms, last-modified, file-size and display-name. */
export const httpServer: HtmlDialect = {
  notation: 'html',
  id: 'http-server',
  recognises: ({ rows }) =>
    rows.some(({ row }) => row.marks.includes('class=display-name') && row.marks.includes('class=perms')),
  read: (row) => rowFacts(row, { plainNames: 'file', exactSizes: 'unit' }),
};
