import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';

/** Go's http.FileServer: preformatted links, one a line, and nothing else on the page: no title, no way up. */
export const go: HtmlDialect = {
  notation: 'html',
  id: 'go',
  recognises: ({ entries, rows, title, headings, stray }) =>
    entries.length > 0 &&
    entries.length === rows.length &&
    entries.every((row) => row.layout === 'pre' && `${row.before}${row.after}`.trim() === '') &&
    `${title}${headings}${stray}`.trim() === '',
  read: (row) => rowFacts(row, { plainNames: 'file', exactSizes: 'never' }),
};
