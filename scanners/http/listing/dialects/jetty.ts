import type { HtmlDialect } from '../html/html-dialect.ts';
import { rowFacts } from '../html/row-facts.ts';

/**
 * Jetty's ResourceService: a table with a blank behind every name, dates 'Jan 31, 2024, 12:34:56 PM' of the server's
 * locale, sizes '74 bytes' (exact) or '1 KB'. Newer ones mark cells with class name, lastmodified and size.
 */
export const jetty: HtmlDialect = {
  notation: 'html',
  id: 'jetty',
  recognises: ({ entries }) =>
    entries.length > 0 &&
    entries.every(
      (row) =>
        row.layout === 'table' &&
        (row.marks.includes('class=lastmodified') ||
          (row.links[0]!.shown.endsWith('\u00a0') &&
            row.cells.some((cell) => /\d bytes\s*$|\d\u00a0bytes/.test(cell)))),
    ),
  read: (row) => rowFacts(row, { plainNames: 'file', exactSizes: 'unit' }),
};
