import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';

/** Tomcat's DefaultServlet: a table with `<tt>`, absolute hrefs, dates of RFC 1123. Sizes are rounded up to 0.1 kb. */
export const tomcat: HtmlDialect = {
  notation: 'html',
  id: 'tomcat',
  recognises: ({ entries }) =>
    entries.length > 0 &&
    entries.every((row) => row.layout === 'table' && row.cells.some((cell) => RFC_1123.test(cell.trim()))),
  read: (row) => rowFacts(row, { plainNames: 'file', exactSizes: 'never' }),
};

const RFC_1123 = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
