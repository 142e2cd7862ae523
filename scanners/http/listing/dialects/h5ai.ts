import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';

/** h5ai without scripts: cells of class fb-i, fb-n, fb-d and fb-s; sizes are rounded to KB. */
export const h5ai: HtmlDialect = {
  notation: 'html',
  id: 'h5ai',
  recognises: ({ rows }) =>
    rows.some(({ row }) => row.marks.includes('class=fb-n') && row.marks.includes('class=fb-d')),
  read: (row) => rowFacts(row, { plainNames: 'file', exactSizes: 'never' }),
};
