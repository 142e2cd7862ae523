import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';

/** The npm package serve: a list 'files' of links of class file or folder, with absolute hrefs; no dates, no sizes. */
export const serve: HtmlDialect = {
  notation: 'html',
  id: 'serve',
  recognises: ({ marks, rows }) =>
    marks.includes('id=files') &&
    rows.some(({ row }) => row.marks.some((mark) => /^class=(?:file|folder) /.test(mark))),
  read: (row) => rowFacts(row, { plainNames: 'file', exactSizes: 'never' }),
};
