import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';

/** nginx's fancyindex module: a table 'list' with cells of class link, size and date. */
export const nginxFancyindex: HtmlDialect = {
  notation: 'html',
  id: 'nginx-fancyindex',
  recognises: ({ marks, rows }) =>
    marks.includes('id=list') && rows.some(({ row }) => row.marks.includes('class=link')),
  read: (row) => rowFacts(row, { plainNames: 'file', exactSizes: 'bare' }),
};
